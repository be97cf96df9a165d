"""Loading: rows from a reader into the directory's tables, set by set, inside the caller's transaction.

Rows stream into temporary tables by COPY, are checked against each other there, and are then saved by one
statement a table. Python holds a few thousand rows at a time, however long the source is.
"""

from .loading import Loaded, load
from .report import Counts, Report

__all__ = ["Counts", "Loaded", "Report", "load"]
