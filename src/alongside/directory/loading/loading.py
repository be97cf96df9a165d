"""The whole of one load, in order."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from ..models import Source
from ..openreferral import Level, Place, Problem, Progress, UnreadableSourceError, read_directory
from . import needs, saving, settling
from .believing import believe_source
from .decided import keep_decisions
from .identity import Identity
from .ours import leave_ours
from .parts import keep_parts
from .report import Counts, Report
from .staging import Staging
from .targets import CHILDREN, TARGETS

_KEPT = "Part of the source could not be read, so nothing was taken for gone."


@dataclass
class Loaded:
    """What a load did: counts a kind, and how many services had gone or were read for needs."""

    source_id: UUID
    counts: dict[str, Counts] = field(default_factory=dict)
    retired: int = 0
    understood: int = 0
    seconds: dict[str, float] = field(default_factory=dict)  # spent reading, saving, understanding

    @property
    def saved(self) -> int:
        """Rows added, changed, removed or retired; 0 when the source says what it said before."""
        return self.retired + sum(one.added + one.changed + one.removed for one in self.counts.values())


def load(path: str, source: Source, report: Report, progress: Progress | None = None) -> Loaded:
    """Load a source into its alliance. Raises UnreadableSourceError when there is nothing to save.

    Must run inside the alliance's transaction: either all of it is kept or nothing."""
    started = time.perf_counter()
    staging = Staging(Identity(source.pk))

    def tell(problem: Problem) -> None:
        report.tell(problem)
        staging.spare(problem)

    for row in read_directory(path, tell, progress):
        staging.add(row)
    if not any(staging.read[target.kind.name] for target in TARGETS):
        raise UnreadableSourceError(_nothing(report))
    staging.settle()
    loaded = Loaded(source.pk)
    loaded.seconds["reading"] = time.perf_counter() - started
    for step in _steps(loaded, source, staging, tell):
        if progress is not None:
            progress.set_description(step)
    done = sum(loaded.seconds.values())
    loaded.seconds["saving"] = time.perf_counter() - started - done
    return loaded


def _steps(loaded: Loaded, source: Source, staging: Staging, tell: settling.Tell) -> Iterator[str]:
    """Yields what is being done next, in a word or two."""
    yield "Checking"
    settling.drop_foreign_attributes(tell)
    settling.drop_repeats(tell)
    leave_ours(tell)
    settling.fold_in_addresses(tell)
    settling.fold_in_eligibility(tell)
    settling.fold_in_identifiers(tell)
    settling.resolve()
    keep_parts(source.pk)
    keep_decisions(source.pk)
    settling.note_missing_coordinates(tell)
    for target in TARGETS:
        yield f"Saving {target.kind.plural}"
        settling.cut_loose_ends(tell, target)
        if target.kind.name == "service":
            needs.remember_new_words()
        counts = saving.save(target, source.alliance_id, source.pk)
        counts.read = staging.read[target.kind.name]
        loaded.counts[target.kind.name] = counts
    began = time.perf_counter()
    for number in needs.save_needs(source.alliance_id, source.pk):
        loaded.understood += number
        yield f"Understanding {loaded.understood:,} services"
    loaded.seconds["understanding"] = time.perf_counter() - began
    if not staging.whole:
        tell(Problem(Level.NOTE, Place(source.name), "file", "", _KEPT))
        believe_source(source.pk)
        return
    if staging.read["service"]:
        loaded.retired = saving.retire_services(source.pk)
    for target in CHILDREN:
        if staging.read[target.kind.name]:
            loaded.counts[target.kind.name].removed = saving.remove_children(target, source.pk)
    yield "Finishing"
    believe_source(source.pk)


def _nothing(report: Report) -> str:
    first = next(iter(report.lines()), "")
    return f"No row of a directory was found. {first}".strip()
