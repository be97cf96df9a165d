"""Services that somebody chose, carried in an address: ``?s=CODE&s=CODE``. No cookie knows of them, and nothing is kept."""

import base64
import binascii
from collections.abc import Iterable
from urllib.parse import urlencode
from uuid import UUID

NAME = "s"
MOST = 12  # more is not a leaflet but a directory; and the address still fits into a text message


def code_of(service_id: UUID) -> str:
    """An id in 22 letters instead of 36, for addresses that people send each other."""
    return base64.urlsafe_b64encode(service_id.bytes).decode().rstrip("=")


def chosen(codes: Iterable[str]) -> list[UUID]:
    """The ids of codes, each once, in their order; what makes no sense is passed over. They may be more than MOST."""
    found: dict[UUID, None] = {}
    for code in list(codes)[: 10 * MOST]:
        try:
            found[
                UUID(bytes=base64.b64decode(code.encode("ascii") + b"==", altchars=b"-_", validate=True))
            ] = None
        except (ValueError, binascii.Error):
            continue
    return list(found)


def query_of(ids: Iterable[UUID], **more: str) -> str:
    """The query of an address that carries them: "" or "?s=...". What is empty of ``more`` is left out."""
    pairs = [(name, value) for name, value in more.items() if value] + [(NAME, code_of(pk)) for pk in ids]
    return f"?{urlencode(pairs)}" if pairs else ""
