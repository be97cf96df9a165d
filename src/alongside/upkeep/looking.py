"""Whether a website answers. Only public addresses on the web are asked, and nothing that they say is kept."""

import http.client
import ipaddress
import socket
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable

SECONDS = 10
REDIRECTS = 5
WHO_ASKS = "Alongside directory check"
# What a server says to robots says nothing of the website.
NO_FAULT = frozenset({401, 403, 405, 406, 429, 451, 999})
MayAsk = Callable[[str], bool]
NOT_THERE = "There is no website at that address"


def is_public(address: str) -> bool:
    """Whether an address is http(s), holds no password, and every machine of that name is on the public internet."""
    try:
        parts = urllib.parse.urlsplit(address)
        port = parts.port
        if (
            parts.scheme not in ("http", "https")
            or not parts.hostname
            or parts.username
            or port not in (None, 80, 443)
        ):
            return False
        found = socket.getaddrinfo(parts.hostname, port or 443, type=socket.SOCK_STREAM)
    except (OSError, ValueError, UnicodeError):
        return False
    machines = [ipaddress.ip_address(str(row[4][0]).split("%")[0]) for row in found]
    return all((getattr(one, "ipv4_mapped", None) or one).is_global for one in machines)


class _NowhereElse(urllib.request.HTTPRedirectHandler):
    max_redirections = REDIRECTS

    def __init__(self, may_ask: MayAsk) -> None:
        self.may_ask = may_ask

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
        if not self.may_ask(newurl):
            raise urllib.error.URLError("led elsewhere")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def fault_of(address: str, *, may_ask: MayAsk = is_public) -> str:
    """What is wrong with a website, in a few words; "" where it answers, or nothing can be said."""
    if not may_ask(address):
        return NOT_THERE
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(), urllib.request.HTTPHandler(), urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(), urllib.request.HTTPErrorProcessor(), _NowhereElse(may_ask),
    ):  # fmt: skip
        opener.add_handler(handler)
    request = urllib.request.Request(address, headers={"User-Agent": WHO_ASKS})  # noqa: S310 - the scheme was checked
    try:
        answer = opener.open(request, timeout=SECONDS)
        if answer is not None:
            answer.close()
    except urllib.error.HTTPError as error:
        return "" if error.code in NO_FAULT else f"It answered {error.code}"
    except (urllib.error.URLError, http.client.HTTPException, OSError, ValueError):
        return "It did not answer"
    return ""
