"""Spelling: the word of the vocabulary that a misspelt word was meant to be.

Symmetric deletion (Garbe, 2012): every word is filed under itself with one or two letters left out, so one
look-up replaces a comparison with each word. Only words that are not ordinary English are ever corrected.
"""

from collections.abc import Iterable
from itertools import combinations

from alongside.directory.understanding.words import stem


class Spelling:
    """Corrects words against a vocabulary. `plain` words are ordinary and stay as they are."""

    def __init__(self, vocabulary: Iterable[str], plain: Iterable[str] = ()) -> None:
        self.known = {w for w in vocabulary if w}
        self._roots = {stem(w) for w in self.known}
        self.plain = {stem(w) for w in plain}
        self._filed: dict[str, list[str]] = {}
        for word in sorted(self.known):
            if len(word) >= 4:
                for form in _forms(word):
                    self._filed.setdefault(form, []).append(word)

    def is_known(self, word: str) -> bool:
        """True for a word of the vocabulary (any simple ending) or an ordinary English one."""
        root = stem(word)
        return word in self.known or root in self._roots or root in self.plain

    def correct(self, word: str) -> list[str]:
        """What an unknown word may have meant: one word, two run together, or nothing.

        Four to six letters may differ by one slip (a letter missing, added, wrong, or two swapped), seven or
        more by two. The first letter must be right. The nearest word wins, then the longest, then the
        alphabet, so the answer never varies.
        """
        if len(word) < 4 or len(word) > 24 or self.is_known(word) or not word.isalpha() or not word.isascii():
            return []
        best: tuple[int, int, str] | None = None
        seen = set()
        for form in _forms(word):
            for candidate in self._filed.get(form, ()):
                if candidate in seen or candidate[0] != word[0]:
                    continue
                seen.add(candidate)
                allowed = _slips(min(len(word), len(candidate)))
                slips = _distance(word, candidate, allowed)
                if slips <= allowed and (best is None or (slips, -len(candidate), candidate) < best):
                    best = (slips, -len(candidate), candidate)
        if best:
            return [best[2]]
        for cut in range(3, len(word) - 2):
            if word[:cut] in self.known and word[cut:] in self.known:
                return [word[:cut], word[cut:]]
        return []


def _slips(length: int) -> int:
    return 0 if length < 4 else 1 if length < 7 else 2


def _forms(word: str) -> set[str]:
    """The word and the word with one letter (from seven letters on, two) left out."""
    forms = {word}
    for drop in range(1, _slips(len(word)) + 1):
        for places in combinations(range(len(word)), drop):
            forms.add("".join(c for i, c in enumerate(word) if i not in places))
    return forms


def _distance(a: str, b: str, limit: int) -> int:
    """Damerau's distance with adjacent swaps; anything above the limit is answered as limit + 1."""
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    before: list[int] = []
    last = list(range(len(b) + 1))
    for i, ca in enumerate(a, 1):
        row = [i]
        for j, cb in enumerate(b, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (ca != cb))
            if i > 1 and j > 1 and ca == b[j - 2] and a[i - 2] == cb:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
        before, last = last, row
    return last[-1]
