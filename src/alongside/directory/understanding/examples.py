"""Examples: sentences whose needs are known, to learn from."""

import csv
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from alongside.directory.understanding.guessing import LEARNT
from alongside.directory.understanding.lexicon import Lexicon, read_lexicon
from alongside.directory.understanding.words import tokens_of


@dataclass
class Example:
    """A sentence, its needs (2 meant, 1 may be meant), and whether it tells of danger; None when either is right."""

    text: str
    needs: dict[str, int] = field(default_factory=dict)
    crisis: bool | None = False
    source: str = "sentences"

    @property
    def words(self) -> list[str]:
        return [token.word for token in tokens_of(self.text)]


def read_sentences(folder: Path = LEARNT / "sentences") -> list[Example]:
    """The sentences written to learn from: under a [need], or a [!need] in danger; " // " before other needs."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        code, crisis = "", False
        for line in path.read_text(encoding="utf-8").splitlines():
            heading = re.fullmatch(r"\[(!?)(\w+)\]", line)
            if heading:
                code, crisis = heading[2], bool(heading[1])
            elif line and not line.startswith("#"):
                text, _, others = line.partition(" // ")
                needs = {other.rstrip("-"): 1 if other.endswith("-") else 2 for other in others.split()}
                if code not in ("nothing", "several"):
                    needs[code] = 2
                found.append(Example(text, needs, crisis))
    return found


def read_labelled(path: Path, source: str) -> list[Example]:
    """Labelled sentences, one JSON object a line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [Example(row["text"], row["needs"], row["crisis"], source) for row in map(json.loads, lines)]


def read_questions(path: Path) -> list[Example]:
    """The questions that the lexicon was first written for."""
    found = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            needs = dict.fromkeys(row["also"].split(), 1) | dict.fromkeys(row["needs"].split(), 2)
            found.append(Example(row["question"], needs, row["crisis"] == "yes", "questions"))
    return found


def read_phrases(lexicon: Lexicon) -> list[Example]:
    """The lexicon's sure phrases, as short sentences; those with gaps and classes are left out."""
    found = []
    for code, term in sorted(lexicon.needs.items()):
        for phrase in (*term.strong, *term.provider):
            text = " ".join(part.rstrip("?").split("|")[0] for part in phrase.split())
            if not set("{*=") & set(phrase) and len(text) > 5:
                danger = code in ("suicidal_thoughts", "crisis_self_harm")
                found.append(Example(text, {code: 2}, danger, "phrases"))
    return found


def shipped(paths: Iterable[Path]) -> list[Example]:
    """Everything that is learnt from: our sentences, the phrases, and the files that are named (.csv or .jsonl)."""
    found = read_sentences()
    for path in paths:
        found += read_questions(path) if path.suffix == ".csv" else read_labelled(path, "tune")
    return found + read_phrases(read_lexicon())
