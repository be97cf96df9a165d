"""A leaflet as a tagged PDF in large print."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from alongside.foundation.design.paper import typeset

TEMPLATE = Path(__file__).parent / "templates" / "directory" / "leaflet.typ"


def leaflet_pdf(said: Mapping[str, Any]) -> bytes:
    """The PDF of what ``presenters.leaflet.leaflet_paper`` gives."""
    return typeset(TEMPLATE, said)
