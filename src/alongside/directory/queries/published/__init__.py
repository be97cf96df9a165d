"""What the directory publishes, in the nouns of Open Referral UK: running services, and never a hidden address.

Each record leaves PostgreSQL as JSON, so that a page costs two statements and Python only joins it up.
"""

from .asking import Asked
from .editions import edition
from .listing import Listed, how_many_listed, listed
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
    "Listed",
    "Slice",
    "Table",
    "copy_table",
    "edition",
    "how_many_listed",
    "listed",
    "record",
    "records",
    "sheet_rows",
    "slice_of",
]
