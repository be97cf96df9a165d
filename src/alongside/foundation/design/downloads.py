"""Tables to keep: CSV that spreadsheets open as it is, and never run."""

from __future__ import annotations

import csv
import io
import string
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse

# What makes a spreadsheet take a cell for a formula (OWASP, "CSV injection"), wide forms too.
RISKY = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
BREAKS = ("\t", "\r", "\n")
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\x00"  # letters of no width, which may stand before a sign


def safe_cell(value: Any) -> str:
    """Text for one cell: an apostrophe goes before anything that a spreadsheet would run."""
    text = "" if value is None else str(value).replace("\u00a0", " ")
    risky = text.startswith(BREAKS) or text.lstrip(string.whitespace + "\u3000" + UNSEEN).startswith(RISKY)
    return f"'{text}" if risky else text


def csv_download(name: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A file called ``name``.csv. Made whole, not streamed: the fence ends with the request's transaction."""
    page = io.StringIO()
    plain, quoted = csv.writer(page), csv.writer(page, quoting=csv.QUOTE_ALL)
    plain.writerow(head)
    for row in rows:
        cells = [safe_cell(cell) for cell in row]
        # Where a semicolon or a tab parts cells, none of ours may be parted into one that is run.
        parted = any(sign in cell for cell in cells for sign in ";\t")
        (quoted if parted else plain).writerow(cells)
    # The mark at the front makes spreadsheets read it as UTF-8.
    response = HttpResponse("\ufeff" + page.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
