"""Members from a spreadsheet that somebody kept: read, checked row by row, and taken in whole or not at all."""

from .members import Checked, MemberRow, check_rows
from .sheet import Problem, SheetError, SheetRow, read_sheet

__all__ = ["Checked", "MemberRow", "Problem", "SheetError", "SheetRow", "check_rows", "read_sheet"]
