"""Feeds: a paged Open Referral API read over http or https, page by page."""

from __future__ import annotations

import hashlib
import http.client
import ipaddress
import socket
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

import ijson

from . import limits
from .json_records import CONTENTS, NOT_OURS, bounded_items, outline
from .kinds import SERVICE
from .nested import Flattening, kind_of_record
from .rows import Level, Place, Problem, Row, Tell, UnreadableSourceError

_LISTS = ("services", "organizations", "service_at_locations", "taxonomy_terms", "taxonomies")
_FULL = {"service_at_locations", "schedules", "contacts", "phones", "cost_options", "service_areas"}
_TRIES = 3
_BROKEN_IN_A_ROW = 10


def is_address(path: str) -> bool:
    return "://" in path


class _Redirects(urllib.request.HTTPRedirectHandler):
    max_redirections = limits.REDIRECTS

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
        _check(newurl)
        if _is_inside(newurl) and not _is_inside(req.full_url):
            raise UnreadableSourceError("A feed on the web may not lead to an address inside this network.")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _check(address: str) -> None:
    parts = urllib.parse.urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UnreadableSourceError(
            "A feed's address starts with http:// or https://, and so must a redirect's."
        )
    if parts.username or parts.password:
        raise UnreadableSourceError("A feed's address may not hold a user name or password.")


def _is_inside(address: str) -> bool:
    """Whether an address belongs to this machine or its network. Whoever starts an import may name such a one."""
    try:
        found = socket.getaddrinfo(urllib.parse.urlsplit(address).hostname, None)
    except OSError:
        return False
    return any(not _plain(ipaddress.ip_address(row[4][0])).is_global for row in found)


def _plain(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> Any:
    """An IPv4 address that is written as an IPv6 one, as itself."""
    return getattr(address, "ipv4_mapped", None) or address


@dataclass
class Feed:
    """One feed. `wait` is how long to pause after a failed try (seconds, multiplied by the try)."""

    address: str
    tell: Tell
    pages_known: Callable[[int], None] = lambda total: None
    page_done: Callable[[], None] = lambda: None
    wait: float = 1.0
    timeout: float = limits.TIMEOUT_SECONDS

    def __post_init__(self) -> None:
        _check(self.address)
        self._broken = self._records = 0
        # Without the handlers for file:, ftp: and data: addresses that urllib adds by itself.
        self._opener = urllib.request.OpenerDirector()
        for handler in (
            urllib.request.ProxyHandler(), urllib.request.HTTPHandler(), urllib.request.HTTPSHandler(),
            urllib.request.HTTPDefaultErrorHandler(), urllib.request.HTTPErrorProcessor(), _Redirects(),
        ):  # fmt: skip
            self._opener.add_handler(handler)

    def rows(self) -> Iterator[Row]:
        """Every row of every page. Raises UnreadableSourceError where a page cannot be read."""
        base = self._list_address()
        seen: set[bytes] = set()
        for number in range(1, limits.PAGES + 1):
            with self._page(_with_page(base, number), f"page {number}") as page:
                top = outline(page, f"page {number} of {self.address}", to_the_end=True)
                start = _start_of(page)
                if start in seen:
                    said = "The feed gives an earlier page again, so it was read as far as here."
                    # One page for every number is the whole feed; a ring of pages may lack some.
                    ring = len(seen) > 1
                    self.tell(Problem(Level.NOTE, Place(f"page {number}"), "file", "", said, partial=ring))
                    return
                seen.add(start)
                try:
                    yield from self._rows_of(page, f"page {number}", base)
                except (ijson.JSONError, ValueError, OverflowError) as error:
                    said = f"The feed's page {number} is not JSON that can be read."
                    raise UnreadableSourceError(said) from error
                self.page_done()
            if self._records == 0 or self._was_last(top.plain, number):
                return
        raise UnreadableSourceError(f"The feed goes on beyond {limits.PAGES:,} pages.")

    def _rows_of(self, page: BinaryIO, name: str, base: str) -> Iterator[Row]:
        """Rows of one page; each service that came as a summary is asked for whole."""
        flattening = Flattening(name, self.tell)
        of_services = base.split("?")[0].endswith("/services")
        self._records = 0
        for number, record in enumerate(_records(page)):
            self._records += 1
            kind = SERVICE if of_services else kind_of_record(record) if isinstance(record, dict) else None
            if kind is None:
                at = Place(name, f"contents[{number}]")
                self.tell(Problem(Level.LEFT_OUT, at, "file", "", NOT_OURS))
            elif of_services and isinstance(record, dict) and record.get("id") and not record.keys() & _FULL:
                yield from self._whole(record, base.split("?")[0], name, number, flattening)
            else:
                yield from flattening.rows(kind, record, f"contents[{number}]")

    def _whole(
        self, summary: dict[str, Any], base: str, name: str, number: int, flattening: Flattening
    ) -> Iterator[Row]:
        source_id = str(summary["id"])
        said = "too many answers before it were broken"
        if self._broken < _BROKEN_IN_A_ROW:
            try:
                address = f"{base}/{urllib.parse.quote(source_id, safe='')}"
                with self._page(address, f"service {source_id}", tries=1) as answer:
                    record = next(bounded_items(answer, ""))
                if not isinstance(record, dict) or str(record.get("id")) != source_id:
                    raise ValueError("it is another record")
                self._broken = 0
                yield from Flattening(f"service {source_id}"[:200], self.tell).rows(SERVICE, record, "")
                return
            except (UnreadableSourceError, ijson.JSONError, ValueError, StopIteration) as error:
                self._broken += 1
                said = str(error)[:200].rstrip(".") or "it is empty"
        said = f"Only its summary was imported, for its details could not be read: {said}."
        at = f"contents[{number}]"
        self.tell(Problem(Level.NOTE, Place(name, at), "service", source_id[:300], said, partial=True))
        yield from flattening.rows(SERVICE, summary, at)

    def _was_last(self, plain: dict[str, Any], number: int) -> bool:
        if plain.get("last_page") is True or plain.get("last") is True or plain.get("empty") is True:
            return True
        total = plain.get("total_pages", plain.get("totalPages"))
        if isinstance(total, int) and not isinstance(total, bool):
            self.pages_known(total)
            return number >= total
        return not ({"last_page", "last"} & plain.keys())

    def _list_address(self) -> str:
        """The address of the list of services: as given, or below the base address of an API."""
        parts = urllib.parse.urlsplit(self.address)
        path = parts.path.rstrip("/")
        if path.rsplit("/", 1)[-1] not in _LISTS and not path.endswith(".json"):
            path += "/services"
        return urllib.parse.urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))

    def _page(self, address: str, name: str, tries: int = _TRIES) -> BinaryIO:
        """One answer as a file, in memory while it is small."""
        for attempt in range(1, tries + 1):
            try:
                return self._fetch(address)
            except urllib.error.HTTPError as error:
                said = f"it answered {error.code}"
                if error.code < 500 and error.code != 429:
                    break
            except (urllib.error.URLError, http.client.HTTPException, OSError) as error:
                reason = getattr(error, "reason", error)
                said = (
                    "it took too long"
                    if isinstance(reason, TimeoutError)
                    else f"it did not answer ({reason})"
                )
            if attempt < tries:
                time.sleep(self.wait * attempt)
        raise UnreadableSourceError(f"The feed's {name} could not be read: {said}.")

    def _fetch(self, address: str) -> BinaryIO:
        request = urllib.request.Request(  # noqa: S310 - the scheme was checked
            address, headers={"Accept": "application/json", "User-Agent": "Alongside directory import"}
        )
        kept = tempfile.SpooledTemporaryFile(max_size=4 * limits.MIB)  # noqa: SIM115 - handed to the caller
        ends = time.monotonic() + 10 * self.timeout
        with self._opener.open(request, timeout=self.timeout) as answer:
            if answer is None:
                raise UnreadableSourceError("The feed gave no answer.")
            while chunk := answer.read1(64 * 1024):  # what has come, however little
                kept.write(chunk)
                if kept.tell() > limits.PAGE_BYTES:
                    mib = limits.PAGE_BYTES // limits.MIB
                    raise UnreadableSourceError(f"One page of the feed is larger than {mib} MiB.")
                if time.monotonic() > ends:
                    raise TimeoutError
        kept.seek(0)
        return kept  # type: ignore[return-value]


def _start_of(page: BinaryIO) -> bytes:
    """A digest of enough of a page's records to know it again."""
    page.seek(0)
    text = page.read(256 * 1024)
    return hashlib.sha256(text[max(text.find(b"["), 0) :]).digest()


def _records(page: BinaryIO) -> Iterator[Any]:
    """The records of a page, wherever it keeps them."""
    page.seek(0)
    top = outline(page, "page")
    page.seek(0)
    prefix = next((f"{key}.item" for key in top.lists if key in CONTENTS), "item" if "" in top.lists else "")
    yield from bounded_items(page, prefix)


def _with_page(address: str, number: int) -> str:
    parts = urllib.parse.urlsplit(address)
    query = [
        pair for pair in urllib.parse.parse_qsl(parts.query, keep_blank_values=True) if pair[0] != "page"
    ]
    query.append(("page", str(number)))
    return urllib.parse.urlunsplit((*parts[:3], urllib.parse.urlencode(query), ""))
