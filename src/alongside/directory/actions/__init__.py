"""Every write of the directory."""

from .capacity import record_capacity
from .imports import ImportResult, import_services
from .unmet import record_unmet
from .words import forget_phrase, teach_phrase

__all__ = [
    "ImportResult",
    "forget_phrase",
    "import_services",
    "record_capacity",
    "record_unmet",
    "teach_phrase",
]
