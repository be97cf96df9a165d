"""Keeping the directory true, in words."""

from . import entries, merging
from .compared import Compared, compared, compared_mark, conflicts, history
from .entries import EntryPage, Row, asked, entry_page, file_rows, rows
from .merging import pair_choices, pair_mark, pair_page, pair_rows, source_lines, sources_page
from .queue import QueuePage, queue_page

__all__ = [
    "Compared",
    "EntryPage",
    "QueuePage",
    "Row",
    "asked",
    "compared",
    "compared_mark",
    "conflicts",
    "entries",
    "entry_page",
    "file_rows",
    "history",
    "merging",
    "pair_choices",
    "pair_mark",
    "pair_page",
    "pair_rows",
    "queue_page",
    "rows",
    "source_lines",
    "sources_page",
]
