"""Words: from a typed sentence to tokens that a phrase can be compared with.

Apostrophes are dropped ("can't" and "cant" are one word), accents and case folded, simple endings removed.
Each token keeps its place in the text, so that a phrase can be shown back to the person in their own words.
"""

import re
import unicodedata
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:['’‘`´][^\W\d_]+)*", re.UNICODE)
_APOSTROPHES = str.maketrans("", "", "'’‘`´")
_VOWELS = frozenset("aeiouy")


@dataclass(frozen=True, slots=True)
class Token:
    """One word of the text: its folded form, and [start, end) in the text as it was typed."""

    word: str
    start: int
    end: int


def fold(word: str) -> str:
    """Lower case without apostrophes or accents."""
    word = word.translate(_APOSTROPHES).lower()
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def tokens_of(text: str) -> list[Token]:
    """The words of a text in order. A hyphen or slash parts two words."""
    return [Token(fold(m.group()), m.start(), m.end()) for m in _WORD.finditer(text)]


def written_words(text: str) -> list[str]:
    """The same words as they were typed, not folded."""
    return _WORD.findall(text)


def stem(word: str) -> str:
    """A word without its commonest ending. Both sides of a comparison are stemmed."""
    if len(word) <= 3 or not word.isascii():
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes", "zes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            base = word[: -len(ending)]
            if not _VOWELS.intersection(base):
                break
            if base[-1] == base[-2] and base[-1] not in "lsz":
                base = base[:-1]
            word = base
            break
    if word.endswith("e") and len(word) > 3:
        word = word[:-1]
    return word
