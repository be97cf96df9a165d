"""Wordpieces: a text as the numbers that the embedding model reads (BERT's uncased vocabulary, Apache 2.0).

Written here because the usual library brings a client that downloads; this must never reach for a network.
"""

import gzip
import unicodedata
from functools import cache

from alongside.directory.understanding.guessing import LEARNT

BEGIN, END, UNKNOWN = 101, 102, 100
LONGEST_WORD = 100


@cache
def pieces() -> dict[str, int]:
    """Every piece and its number."""
    lines = gzip.decompress((LEARNT / "wordpieces.txt.gz").read_bytes()).decode("utf-8").split("\n")
    return {piece: number for number, piece in enumerate(lines) if piece}


def numbers_of(text: str, most: int) -> list[int]:
    """The numbers of a text's pieces between a beginning and an end, at most `most` in all."""
    found: list[int] = []
    for word in _words(text):
        found.extend(_pieces_of(word))
        if len(found) > most - 2:
            break
    return [BEGIN, *found[: most - 2], END]


def _words(text: str) -> list[str]:
    """Lower case without accents; punctuation and CJK characters stand alone; control characters go."""
    spaced = []
    for character in unicodedata.normalize("NFD", text.lower()):
        kind = unicodedata.category(character)
        if kind == "Mn" or character == "\ufffd":
            continue
        if character in "\t\n\r" or kind == "Zs":
            spaced.append(" ")
        elif kind[0] == "C":
            continue
        elif kind[0] == "P" or character in "$+<=>^`|~" or "\u4e00" <= character <= "\u9fff":
            spaced.append(f" {character} ")
        else:
            spaced.append(character)
    return "".join(spaced).split()


def _pieces_of(word: str) -> list[int]:
    """The longest known pieces from the left; a word that cannot be made of any is unknown."""
    known = pieces()
    if len(word) > LONGEST_WORD:
        return [UNKNOWN]
    found, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            number = known.get(("##" if start else "") + word[start:end])
            if number is not None:
                found.append(number)
                start = end
                break
        else:
            return [UNKNOWN]
    return found
