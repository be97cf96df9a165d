"""Inference: the needs that a directory entry speaks to, when nobody has tagged it."""

from alongside.directory.understanding.lexicon import Lexicon, default_lexicon
from alongside.directory.understanding.matching import find_phrases, weigh

MOST_NEEDS = 6
IN_DESCRIPTION = 0.8
ENOUGH = 0.5
#: A longer description says little more about what a service is for.
LONGEST = 2_000


def infer_needs(name: str, description: str, lexicon: Lexicon | None = None) -> list[tuple[str, float]]:
    """Need codes with a confidence 0 to 1, surest first, at most six. The name counts for more."""
    lexicon = lexicon or default_lexicon()
    scores: dict[str, float] = {}
    for text, share in ((name, 1.0), (description[:LONGEST], IN_DESCRIPTION)):
        words = lexicon.readings_of(text)
        matches = [m for m in find_phrases(words, lexicon) if m.meaning.section != "weak"]
        for code, confidence, _ in weigh(matches, words, lexicon):
            scores[code] = 1 - (1 - scores.get(code, 0.0)) * (1 - confidence * share)
    found = sorted(((c, round(s, 3)) for c, s in scores.items() if s >= ENOUGH), key=lambda f: (-f[1], f[0]))
    return found[:MOST_NEEDS]
