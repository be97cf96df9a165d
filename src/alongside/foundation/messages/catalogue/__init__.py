"""Every message that can be sent. None can hold anything about a person: ``values.py`` has all it may take.

A phone lies face up on a table and an inbox is shared, so a message says that there is something to read and
where; never what, about whom, from which service, or that it is about mental health.
"""

from collections.abc import Mapping
from typing import Any

from ..values import FROM_ALLIANCE
from . import accounts, groups, helping, members, training
from .template import TEXT_LENGTH, Template, Written

__all__ = ["TEMPLATES", "TEXT_LENGTH", "Template", "Written", "template", "write"]

TEMPLATES: dict[str, Template] = {
    one.name: one for part in (helping, accounts, members, groups, training) for one in part.TEMPLATES
}


def template(name: str) -> Template:
    """Raises ValueError for a name that is not in the catalogue."""
    try:
        return TEMPLATES[name]
    except KeyError:
        raise ValueError(f"There is no message called {name}.") from None


def write(name: str, values: Mapping[str, Any], *, alliance: Any) -> Written:
    """A message's words, for sending or for showing in the demo."""
    taken = {FROM_ALLIANCE[0]: alliance.place, FROM_ALLIANCE[1]: alliance.telephone}
    return template(name).written(values, **taken)
