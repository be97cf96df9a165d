"""Keeping the directory true, in words."""

from . import entries
from .compared import Compared, compared, compared_mark, conflicts, history
from .entries import EntryPage, Row, asked, entry_page, file_rows, rows
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
    "queue_page",
    "rows",
]
