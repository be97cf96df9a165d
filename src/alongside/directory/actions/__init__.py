"""Every write of the directory."""

from .. import rules
from .capacity import record_capacity
from .checking import note_link
from .entries import assure_entry, change_entry
from .imports import ImportResult, import_services
from .lists import drop_service, end_list, keep_service, rename_list, start_list
from .unmet import record_unmet
from .words import forget_phrase, teach_phrase

__all__ = [
    "ImportResult",
    "assure_entry",
    "change_entry",
    "drop_service",
    "end_list",
    "forget_phrase",
    "import_services",
    "keep_service",
    "note_link",
    "record_capacity",
    "record_unmet",
    "rename_list",
    "rules",
    "start_list",
    "teach_phrase",
]
