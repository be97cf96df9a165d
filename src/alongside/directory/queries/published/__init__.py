"""What the directory publishes, in the nouns of Open Referral UK: running services, and never a hidden address.

Each record leaves PostgreSQL as JSON, so that a page costs two statements and Python only joins it up.
"""

from .asking import Asked
from .editions import edition
from .paging import MOST_ON_A_PAGE, Slice, slice_of
from .records import KINDS, record, records
from .sheet import SHEET, sheet_rows
from .tables import TABLES, Table, copy_table

__all__ = [
    "KINDS",
    "MOST_ON_A_PAGE",
    "SHEET",
    "TABLES",
    "Asked",
    "Slice",
    "Table",
    "copy_table",
    "edition",
    "record",
    "records",
    "sheet_rows",
    "slice_of",
]
