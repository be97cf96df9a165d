"""Lexicon: the phrases by which people name their needs. It is data (`phrases/*.toml`), not code.

How a phrase is written there:

    cant sleep          these words in this order; small words ("really", "even", "my") may stand between
    {family} died       any word of a class in words.toml
    lost|miss my mum    either word
    no? sleep           the word may be left out
    owe * money         up to three other words in between
    =pip                exactly this word: no other ending, no spelling tolerance
"""

import itertools
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from alongside.directory.understanding.spelling import Spelling
from alongside.directory.understanding.words import fold, stem, written_words

PHRASES = Path(__file__).parent / "phrases"
#: How sure one phrase makes us. Two hints together name a need, one alone does not.
WEIGHTS = {"strong": 0.85, "fair": 0.6, "weak": 0.3}
AS_STRONG = frozenset({"provider", "crisis", "hint", "own"})
ANYTHING = "*"
CRISIS = "crisis"
MOST_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class NeedTerm:
    """One need of the alliance's vocabulary, in words for the person and words for staff."""

    code: str
    label: str
    staff_label: str
    description: str
    strong: tuple[str, ...] = ()
    fair: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    #: How organisations name it. Read in a search too, where it counts as a strong phrase.
    provider: tuple[str, ...] = ()
    #: Phrases that look like this need and are not ("drinking water").
    unless: tuple[str, ...] = ()
    #: What an alliance added for itself: phrases that mean this need, and phrases that do not.
    own: tuple[str, ...] = ()
    own_unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the end of a phrase says: a need (or "crisis") and how sure it makes us; 0 rules it out."""

    code: str
    weight: float
    section: str


@dataclass(slots=True)
class Node:
    """One step in the tree of phrases."""

    children: dict[str, "Node"] = field(default_factory=dict)
    meanings: list[Meaning] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reading:
    """How a folded word is read: the ways into the tree that it opens, and whether any phrase begins with one."""

    word: str
    keys: tuple[str, ...]
    filler: bool
    misspelt: bool
    begins: bool


@dataclass(frozen=True)
class Lexicon:
    """A vocabulary of needs ready to read sentences with. Build it once, share it between threads."""

    needs: dict[str, NeedTerm]
    classes_of: dict[str, tuple[str, ...]]
    same: dict[str, str]
    fillers: frozenset[str]
    negations: frozenset[str]
    spelling: Spelling
    tree: Node
    #: Readings by word, so that a directory of 100,000 services looks each of its words up once.
    _remembered: dict[str, tuple[Reading, ...]] = field(default_factory=dict, compare=False, repr=False)
    _as_written: dict[str, tuple[Reading, ...]] = field(default_factory=dict, compare=False, repr=False)

    def label(self, code: str) -> str:
        """The public label of a need; a code that the vocabulary does not hold is shown as words."""
        term = self.needs.get(code)
        return term.label if term else code.replace("_", " ").capitalize()

    def staff_label(self, code: str) -> str:
        """The short label that staff see."""
        term = self.needs.get(code)
        return term.staff_label if term else code.replace("_", " ").capitalize()

    def keys(self, word: str) -> tuple[str, ...]:
        """The ways into the tree that a word of the text opens: itself, its stem, its classes."""
        word = self.same.get(word, word)
        root = stem(word)
        return ("=" + word, root, *self.classes_of.get(root, ()))

    def readings(self, word: str) -> tuple[Reading, ...]:
        """How a folded word is read: once, or twice where two words were run together."""
        known = self._remembered.get(word)
        if known is None:
            meant = self.same.get(word, word)
            corrected = self.spelling.correct(meant)
            said = [self.same.get(one, one) for one in corrected or [meant]]
            known = tuple(self._reading(word, one, bool(corrected)) for one in said)
            _remember(self._remembered, word, known)
        return known

    def readings_of(self, text: str) -> list[Reading]:
        """How each word of a text is read, in order, for whoever need not know where they stand."""
        read: list[Reading] = []
        for written in written_words(text):
            known = self._as_written.get(written)
            if known is None:
                known = self.readings(fold(written))
                _remember(self._as_written, written, known)
            read += known
        return read

    def _reading(self, word: str, meant: str, misspelt: bool) -> Reading:
        keys, beginnings = self.keys(meant), self.tree.children
        begins = ANYTHING in beginnings or any(key in beginnings for key in keys)
        return Reading(word, keys, meant in self.fillers, misspelt, begins)

    @classmethod
    def build(
        cls,
        needs: Iterable[NeedTerm],
        crisis: Iterable[str],
        words: dict[str, Any],
        crisis_hints: Iterable[str] = (),
    ) -> "Lexicon":
        """Build from need terms, crisis phrases (those that are never argued down, and hints), and the words file.

        `words` holds `classes` (name -> words), `same` (word -> the word that it stands for), `fillers`,
        `negations` and `plain` (common words that must never be taken for a misspelling).
        """
        same = {fold(k): fold(v) for k, v in words.get("same", {}).items()}
        classes: dict[str, list[str]] = {}
        for name, members in words.get("classes", {}).items():
            for member in members:
                classes.setdefault(stem(same.get(fold(member), fold(member))), []).append("{" + name + "}")
        terms = {term.code: term for term in needs}
        tree, vocabulary = Node(), set(same)
        for code, section, phrase in _phrases(terms.values(), crisis, crisis_hints):
            weight = WEIGHTS.get("strong" if section in AS_STRONG else section, 0.0)
            ruled_out = section in ("unless", "own_unless")
            for sequence in _expand(phrase, same, vocabulary):
                node = tree
                for key in sequence:
                    node = node.children.setdefault(key, Node())
                node.meanings.append(Meaning(code, weight, "unless" if ruled_out else section))
        for members in words.get("classes", {}).values():
            vocabulary.update(fold(m) for m in members)
        plain = {fold(w) for w in words.get("plain", ())} | {fold(w) for w in words.get("fillers", ())}
        return cls(
            needs=terms,
            classes_of={k: tuple(v) for k, v in classes.items()},
            same=same,
            fillers=frozenset(fold(w) for w in words.get("fillers", ())),
            negations=frozenset(fold(w) for w in words.get("negations", ())),
            spelling=Spelling(vocabulary, plain),
            tree=tree,
        )


def _remember(kept: dict[str, tuple[Reading, ...]], word: str, readings: tuple[Reading, ...]) -> None:
    if len(kept) >= MOST_REMEMBERED:
        kept.clear()
    kept[word] = readings


def _phrases(
    terms: Iterable[NeedTerm], crisis: Iterable[str], crisis_hints: Iterable[str]
) -> Iterable[tuple[str, str, str]]:
    for term in terms:
        for section in ("strong", "fair", "weak", "provider", "unless", "own", "own_unless"):
            for phrase in getattr(term, section):
                yield term.code, section, phrase
    for section, phrases in ((CRISIS, crisis), ("hint", crisis_hints)):
        for phrase in phrases:
            yield CRISIS, section, phrase


def _expand(phrase: str, same: dict[str, str], vocabulary: set[str]) -> Iterable[tuple[str, ...]]:
    """Every plain sequence of keys that a phrase stands for; its words are added to the vocabulary."""
    choices: list[list[str | None]] = []
    for part in phrase.split():
        if part == ANYTHING:
            choices.append([ANYTHING])
            continue
        optional = part.endswith("?")
        options: list[str | None] = [None] if optional else []
        for option in part.rstrip("?").split("|"):
            if option.startswith("{"):
                options.append(option)
            elif option.startswith("="):
                options.append("=" + fold(option[1:]))
            else:
                word = fold(option)
                word = same.get(word, word)
                vocabulary.add(word)
                options.append(stem(word))
        choices.append(options)
    for combination in itertools.product(*choices):
        sequence = tuple(key for key in combination if key is not None)
        if sequence:
            yield sequence


def read_lexicon(folder: Path = PHRASES) -> Lexicon:
    """Read a folder of need files, `crisis.toml` and `words.toml`."""
    return Lexicon.build(*read_terms(folder))


def read_terms(folder: Path = PHRASES) -> tuple[list[NeedTerm], list[str], dict[str, Any], list[str]]:
    """What a lexicon is built from: need terms, crisis phrases, the words file, and crisis hints."""
    needs, crisis, words, hints = [], [], {}, []
    for path in sorted(folder.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        if path.stem == "words":
            words = data
        elif path.stem == CRISIS:
            crisis, hints = data["phrases"], data["hints"]
        else:
            needs.append(_term(path.stem, data))
    return needs, crisis, words, hints


def _term(code: str, data: dict[str, Any]) -> NeedTerm:
    lists = {k: tuple(data.get(k, ())) for k in ("strong", "fair", "weak", "provider", "unless")}
    return NeedTerm(code, data["label"], data["staff_label"], data["description"], **lists)


@cache
def default_lexicon() -> Lexicon:
    """The vocabulary that Alongside ships. Read once a process (about 0.1 s)."""
    return read_lexicon()
