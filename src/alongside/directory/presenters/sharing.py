"""Sending a service or a leaflet to someone: the reader's own e-mail or telephone does it, and we know nothing of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from alongside.foundation.design.formats import NBSP, phone

from ..queries import ServiceShown


@dataclass(frozen=True)
class Share:
    """Links that open the reader's own programs with a text in them; and the text, to copy."""

    email: str
    text: str
    words: str


def share(title: str, lines: Iterable[str], address: str) -> Share:
    """``address`` is whole. A text message has the title and the address alone, so that it stays short."""
    body = "\n".join([title, *lines, "", address])
    short = f"{title}: {address}"
    return Share(
        email=f"mailto:?subject={quote(title, safe='')}&body={quote(body.replace(chr(10), chr(13) + chr(10)), safe='')}",
        text=f"sms:?&body={quote(short, safe='')}",  # with both signs iPhones and Androids each find the body
        words=body,
    )


def share_service(shown: ServiceShown, address: str) -> Share:
    """One service."""
    return share(shown.service.name, [line for line in (shown.organisation, _number(shown)) if line], address)


def line_of(shown: ServiceShown) -> str:
    """Rest Easy, Harbour Lights, 01632 960144"""
    return ", ".join(part for part in (shown.service.name, shown.organisation, _number(shown)) if part)


def _number(shown: ServiceShown) -> str:
    number = next((each.number for each in shown.phones if each.number), "")
    return phone(number).replace(NBSP, " ")
