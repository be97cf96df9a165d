"""Fusing: one confidence from what the lexicon, the words and the meaning say."""

import json
from dataclasses import dataclass
from functools import cache
from math import exp

from alongside.directory.understanding.guessing import LEARNT


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for a need, or for danger. `meaning` is None where no embedding model is at hand."""

    lexicon: float
    words: float
    meaning: float | None
    #: For a need: it was said to be absent. For danger: words that only sometimes tell of it.
    other: float


@dataclass(frozen=True)
class Fusion:
    """How much each sign is trusted: weights of [nothing, lexicon, words, other(, meaning)]."""

    need: tuple[float, ...]
    crisis: tuple[float, ...]
    need_with_meaning: tuple[float, ...]
    crisis_with_meaning: tuple[float, ...]

    def of_need(self, signs: Signs) -> float:
        """Confidence 0 to 1 that the need is meant."""
        return _chance(self.need, self.need_with_meaning, signs)

    def of_crisis(self, signs: Signs) -> float:
        """Confidence 0 to 1 that somebody is in danger."""
        return _chance(self.crisis, self.crisis_with_meaning, signs)


def inputs(signs: Signs) -> list[float]:
    """The signs in the order of the weights."""
    told = [signs.lexicon, _held(signs.words), signs.other]
    return told if signs.meaning is None else [*told, _held(signs.meaning)]


def _held(score: float) -> float:
    return max(-0.2, min(1.2, score))


def _chance(without: tuple[float, ...], meaning: tuple[float, ...], signs: Signs) -> float:
    weights = without if signs.meaning is None else meaning
    total = weights[0] + sum(w * x for w, x in zip(weights[1:], inputs(signs), strict=True))
    return 1 / (1 + exp(-total))


@cache
def fusion() -> Fusion:
    """What was fitted by `learning.py`. Read once a process."""
    data = json.loads((LEARNT / "fusion.json").read_text(encoding="utf-8"))
    return Fusion(**{name: tuple(weights) for name, weights in data.items()})
