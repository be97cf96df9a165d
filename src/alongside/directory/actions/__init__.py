"""Every write of the directory."""

from .capacity import record_capacity
from .imports import ImportResult, import_services

__all__ = ["ImportResult", "import_services", "record_capacity"]
