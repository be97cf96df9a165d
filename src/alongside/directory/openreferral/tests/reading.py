"""What the tests of the readers share: read a source and keep what was told."""

from pathlib import Path
from typing import Any

from .. import KINDS, Problem, Row, read_directory


def read(source: Path | str) -> tuple[list[Row], list[Problem]]:
    told: list[Problem] = []
    return list(read_directory(str(source), told.append)), told


def said(row: Row) -> dict[str, Any]:
    """A row's values by name."""
    return dict(zip(KINDS[row.kind].positions, row.values, strict=True))


def places(told: list[Problem], level: str) -> list[tuple[str, str]]:
    return [(one.place.file, one.place.at) for one in told if one.level == level]
