"""Open Referral at the edge: readers of HSDS 1, 2 and 3 and of Open Referral UK, tabular and JSON.

Nothing here knows the database. `read_directory` yields rows in our own words and tells what was unusable.
"""

from .kinds import KINDS, Field, Kind
from .reading import Progress, read_directory
from .rows import Level, Place, Problem, Row, UnreadableSourceError

__all__ = [
    "KINDS",
    "Field",
    "Kind",
    "Level",
    "Place",
    "Problem",
    "Progress",
    "Row",
    "UnreadableSourceError",
    "read_directory",
]
