"""The report of an import: every problem to a CSV file as it is met, and a summary that stays small."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, TextIO

from ..openreferral import KINDS, Level, Problem

HEADER = ("level", "file", "place", "kind", "id", "reason")
_REASONS = 500  # distinct ones kept apart in the summary


@dataclass
class Counts:
    """What happened to the rows of one kind."""

    read: int = 0
    added: int = 0
    changed: int = 0
    removed: int = 0


@dataclass
class Report:
    """Collects problems. `out` gets each of them as a CSV line; memory does not grow with their number."""

    out: TextIO | None = None
    levels: Counter[Level] = field(default_factory=Counter)
    reasons: Counter[tuple[Level, str, str]] = field(default_factory=Counter)
    examples: dict[tuple[Level, str, str], Problem] = field(default_factory=dict)
    _writer: Any = None

    def __post_init__(self) -> None:
        if self.out is not None:
            self._writer = csv.writer(self.out)
            self._writer.writerow(HEADER)

    def tell(self, problem: Problem) -> None:
        self.levels[problem.level] += 1
        key = (problem.level, problem.kind, problem.reason)
        if key not in self.reasons and len(self.reasons) >= _REASONS:
            key = (problem.level, problem.kind, "Other reasons.")
        self.reasons[key] += 1
        self.examples.setdefault(key, problem)
        if self._writer is not None:
            place = problem.place
            reason = f"{problem.reason} ({problem.detail})" if problem.detail else problem.reason
            row = (problem.level, place.file, place.at, problem.kind, problem.source_id, reason)
            self._writer.writerow([_harmless(str(cell)) for cell in row])

    def lines(self) -> list[str]:
        """The summary, worst first: "places, refused (2): It has no id. First: places.csv, line 7"."""
        order = list(Level)
        ranked = sorted(self.reasons.items(), key=lambda item: (order.index(item[0][0]), -item[1]))
        lines = []
        for (level, kind, reason), number in ranked:
            first = self.examples[level, kind, reason].place
            words = KINDS[kind].plural if kind in KINDS else kind.replace("_", " ")
            where = ", ".join(part for part in (first.file, first.at) if part)
            lines.append(f"{words}, {level} ({number:,}): {reason} First: {where}.")
        return lines


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
