"""Every write of the directory."""

from .. import rules
from .capacity import note_waits, record_capacity
from .checking import note_link
from .entries import assure_entry, change_entry
from .imports import ImportResult, import_services
from .lists import drop_service, end_list, keep_service, rename_list, start_list
from .merging import (
    find_likenesses,
    keep_apart,
    merge_entries,
    order_sources,
    part_entry,
    settle_difference,
)
from .unmet import record_unmet
from .words import forget_phrase, teach_phrase

__all__ = [
    "ImportResult",
    "assure_entry",
    "change_entry",
    "drop_service",
    "end_list",
    "find_likenesses",
    "forget_phrase",
    "import_services",
    "keep_apart",
    "keep_service",
    "merge_entries",
    "note_link",
    "note_waits",
    "order_sources",
    "part_entry",
    "record_capacity",
    "record_unmet",
    "rename_list",
    "rules",
    "settle_difference",
    "start_list",
    "teach_phrase",
]
