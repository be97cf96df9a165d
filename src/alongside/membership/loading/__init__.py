"""Members from a spreadsheet that somebody kept: read, checked row by row, and taken in whole or not at all."""

from .members import KNOWN, Checked, MemberRow, check_rows
from .sheet import Problem, SheetError, SheetRow, read_pasted, read_sheet

__all__ = [
    "KNOWN",
    "Checked",
    "MemberRow",
    "Problem",
    "SheetError",
    "SheetRow",
    "check_rows",
    "read_pasted",
    "read_sheet",
]
