"""Every write of the directory."""

from .capacity import record_capacity
from .imports import ImportResult, import_services
from .lists import drop_service, end_list, keep_service, rename_list, start_list
from .unmet import record_unmet
from .words import forget_phrase, teach_phrase

__all__ = [
    "ImportResult",
    "drop_service",
    "end_list",
    "forget_phrase",
    "import_services",
    "keep_service",
    "record_capacity",
    "record_unmet",
    "rename_list",
    "start_list",
    "teach_phrase",
]
