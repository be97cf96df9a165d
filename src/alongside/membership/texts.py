"""The texts that are signed: the one in force, how each reads, and what changed between two."""

import difflib
import re
from dataclasses import dataclass

from .models import TermsVersion


@dataclass(frozen=True)
class Change:
    """A run of words: ``kind`` is same, added or gone."""

    kind: str
    text: str


@dataclass(frozen=True)
class Paragraph:
    """One paragraph or heading of a text, or of the difference between two."""

    is_heading: bool
    runs: tuple[Change, ...]


def current_version(paper: str) -> TermsVersion | None:
    """The version in force: the newest that was published."""
    return TermsVersion.objects.filter(paper=paper, published_on__isnull=False).order_by("-number").first()


def paragraphs(text: str) -> list[Paragraph]:
    """A text as it reads."""
    return [
        Paragraph(part.startswith("# "), (Change("same", part.removeprefix("# ")),))
        for part in text.split("\n\n")
        if part.strip()
    ]


def difference(old: str, new: str) -> list[Paragraph]:
    """What changed, paragraph by paragraph, word by word. Paragraphs are paired before their words are compared."""
    before = [part for part in old.split("\n\n") if part.strip()]
    after = [part for part in new.split("\n\n") if part.strip()]
    found: list[Paragraph] = []
    pairs = difflib.SequenceMatcher(a=before, b=after, autojunk=False)
    for what, a, b, c, d in pairs.get_opcodes():
        if what == "equal":
            found += [_paragraph(part, [Change("same", part)]) for part in after[c:d]]
            continue
        gone, added = before[a:b], after[c:d]
        for number in range(max(len(gone), len(added))):
            one, other = gone[number : number + 1], added[number : number + 1]
            if one and other:
                found.append(_paragraph(other[0], _words(one[0], other[0])))
            else:
                kind, part = ("gone", one[0]) if one else ("added", other[0])
                found.append(_paragraph(part, [Change(kind, part)]))
    return found


def _words(old: str, new: str) -> list[Change]:
    before, after = re.findall(r"\S+\s*", old), re.findall(r"\S+\s*", new)
    runs = []
    for what, a, b, c, d in difflib.SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if what == "equal":
            runs.append(Change("same", "".join(after[c:d])))
            continue
        if b > a:
            runs.append(Change("gone", "".join(before[a:b])))
        if d > c:
            runs.append(Change("added", "".join(after[c:d])))
    return runs


def _paragraph(part: str, runs: list[Change]) -> Paragraph:
    is_heading = part.startswith("# ")
    tidy = [Change(run.kind, run.text.removeprefix("# ")) for run in runs] if is_heading else runs
    return Paragraph(is_heading, tuple(run for run in tidy if run.text.strip()))
