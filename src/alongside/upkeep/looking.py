"""Whether a website answers. Only public addresses on the web are asked, and nothing that they say is kept."""

import http.client
import ipaddress
import socket
import ssl
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from typing import Any

SECONDS = 10
REDIRECTS = 5
WHO_ASKS = "Alongside directory check"
# What a server says to robots says nothing of the website.
NO_FAULT = frozenset({401, 403, 405, 406, 429, 451, 999})
MayAsk = Callable[[str], bool]
MayMeet = Callable[[str], bool]
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
    return all(is_on_the_internet(str(row[4][0])) for row in found)


def is_on_the_internet(machine: str) -> bool:
    """Whether a machine's address (IPv4 or IPv6) is of the public internet."""
    one = ipaddress.ip_address(machine.split("%")[0])
    return (getattr(one, "ipv4_mapped", None) or one).is_global


class _Meeting:
    """For connections: looks at each machine as it is met, for a name may lead elsewhere a moment after it was looked up."""

    def __init__(self, may_meet: MayMeet) -> None:
        self.may_meet = may_meet

    def __call__(self, address: tuple[str, int], timeout: float, source: Any = None) -> socket.socket:
        found = socket.getaddrinfo(*address, type=socket.SOCK_STREAM)
        machines = [str(row[4][0]) for row in found]
        if not all(map(self.may_meet, machines)):
            raise OSError("led elsewhere")
        return socket.create_connection((machines[0], address[1]), timeout, source)


def _connecting(kind: Any, may_meet: MayMeet) -> Any:
    """A kind of connection that meets machines so. http.client takes what connects from this attribute."""

    def make(host: str, **more: Any) -> Any:
        made = kind(host, **more)
        made._create_connection = _Meeting(may_meet)
        return made

    return make


class _Plain(urllib.request.HTTPHandler):
    def __init__(self, may_meet: MayMeet) -> None:
        super().__init__()
        self.may_meet = may_meet

    def http_open(self, req: urllib.request.Request) -> Any:
        return self.do_open(_connecting(http.client.HTTPConnection, self.may_meet), req)


class _Sealed(urllib.request.HTTPSHandler):
    def __init__(self, may_meet: MayMeet) -> None:
        super().__init__()
        self.may_meet = may_meet

    def https_open(self, req: urllib.request.Request) -> Any:
        context = ssl.create_default_context()
        return self.do_open(_connecting(http.client.HTTPSConnection, self.may_meet), req, context=context)


class _NowhereElse(urllib.request.HTTPRedirectHandler):
    max_redirections = REDIRECTS

    def __init__(self, may_ask: MayAsk) -> None:
        self.may_ask = may_ask

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
        if not self.may_ask(newurl):
            raise urllib.error.URLError("led elsewhere")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def fault_of(address: str, *, may_ask: MayAsk = is_public, may_meet: MayMeet = is_on_the_internet) -> str:
    """What is wrong with a website, in a few words; "" where it answers, or nothing can be said.

    Where this machine reaches the web by a proxy, the proxy is what is met, and it keeps others from what is inside.
    """
    if not may_ask(address):
        return NOT_THERE
    opener = urllib.request.OpenerDirector()
    met: MayMeet = (lambda machine: True) if urllib.request.getproxies() else may_meet
    for handler in (
        urllib.request.ProxyHandler(), _Plain(met), _Sealed(met),
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
