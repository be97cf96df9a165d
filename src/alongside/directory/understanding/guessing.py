"""Guessing: needs from the words and the pieces of words of a sentence, by what was learnt from examples.

A linear model over words, pairs of words and three to five letters in a row, so that "suicdal" and "cnt slp" are
near to what they were meant to be. Reading it is pure Python; `learning.py` makes it.
"""

import gzip
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log, sqrt
from pathlib import Path

LEARNT = Path(__file__).parent / "learnt"
LETTERS = (3, 4, 5)
MOST_WORDS = 400
#: A longer text is also read in windows, so that one sentence about a need is not drowned by the others.
WINDOW = 16


def word_features(words: list[str]) -> Counter[str]:
    """Words and pairs of neighbours, with where the text begins and ends."""
    found = Counter("w" + word for word in words)
    found.update(f"b{a} {b}" for a, b in zip(["^", *words], [*words, "$"], strict=True))
    return found


def letter_features(word: str) -> list[str]:
    """Three to five letters in a row, with the word's own beginning and end."""
    padded = f" {word} "
    return ["c" + padded[i : i + n] for n in LETTERS for i in range(len(padded) - n + 1)]


def weighed(counts: Counter[str], rarity: dict[str, float]) -> dict[str, float]:
    """Known features with their share of the text (tf-idf of length 1)."""
    shares = {f: (1 + log(n)) * rarity[f] for f, n in counts.items() if f in rarity}
    length = sqrt(sum(share * share for share in shares.values())) or 1.0
    return {f: share / length for f, share in shares.items()}


def windows(words: list[str]) -> Iterable[list[str]]:
    """The whole text and, for a long one, stretches of it that overlap by half."""
    yield words
    if len(words) > WINDOW * 3 // 2:
        for start in range(0, len(words) - WINDOW // 2, WINDOW // 2):
            yield words[start : start + WINDOW]


@dataclass(frozen=True)
class WordModel:
    """What was learnt: for each feature how rare it is and what it says of each class."""

    classes: tuple[str, ...]
    means: tuple[float, ...]
    rarity: dict[str, float]
    says: dict[str, list[tuple[int, float]]]

    def scores(self, words: list[str]) -> dict[str, float]:
        """A score for each class, near 1 for sure and 0 for not at all. No known words: an empty dict."""
        words = words[:MOST_WORDS]
        best: list[float] | None = None
        for stretch in windows(words):
            scores = self._scores(stretch)
            if scores is not None:
                best = scores if best is None else [max(pair) for pair in zip(best, scores, strict=True)]
        return dict(zip(self.classes, best, strict=True)) if best else {}

    def _scores(self, words: list[str]) -> list[float] | None:
        letters: Counter[str] = Counter()
        for word in words:
            letters.update(_letters(word))
        scores, heard = list(self.means), False
        for counts in (word_features(words), letters):
            for feature, share in weighed(counts, self.rarity).items():
                heard = True
                for at, weight in self.says[feature]:
                    scores[at] += share * weight
        return scores if heard else None

    def telling(self, words: list[str], code: str) -> list[int]:
        """Which of the words speak most for a class, by their places: those with half the say of the loudest."""
        at = self.classes.index(code)
        says = [self._say(word, at) for word in words[:MOST_WORDS]]
        loudest = max(says, default=0.0)
        return [place for place, say in enumerate(says) if say > 0.15 and say >= loudest / 2]

    def _say(self, word: str, at: int) -> float:
        whole = sum(w * self.rarity["w" + word] for c, w in self.says.get("w" + word, ()) if c == at)
        parts = [w * self.rarity[f] for f in _letters(word) for c, w in self.says.get(f, ()) if c == at]
        return (whole + sum(parts) / sqrt(len(parts) or 1)) / 5


@lru_cache(maxsize=20_000)
def _letters(word: str) -> tuple[str, ...]:
    return tuple(letter_features(word[:40]))


def read_word_model(path: Path) -> WordModel:
    """Read what `learning.py` wrote."""
    data = json.loads(gzip.decompress(path.read_bytes()))
    scale = data["scale"]
    rarity, says = {}, {}
    for feature, (rare, *pairs) in data["features"].items():
        rarity[feature] = rare / 100
        says[feature] = [(c, w * scale) for c, w in zip(pairs[::2], pairs[1::2], strict=True)]
    return WordModel(tuple(data["classes"]), tuple(data["means"]), rarity, says)


@cache
def word_model() -> WordModel:
    """What Alongside ships. Read once a process."""
    return read_word_model(LEARNT / "words.json.gz")
