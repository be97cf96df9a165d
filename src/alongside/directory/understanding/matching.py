"""Matching: the phrases of the lexicon in a text, and how sure they make us of each need."""

from collections import defaultdict
from dataclasses import dataclass

from alongside.directory.understanding.lexicon import ANYTHING, CRISIS, Lexicon, Meaning, Node, Reading

MISSPELT = 0.92
MOST_FILLERS = 4
MOST_ANYTHING = 3
SAFETY = frozenset({"suicidal_thoughts", "crisis_self_harm"})


@dataclass(frozen=True, slots=True)
class Match:
    """One phrase found over words [first, last]."""

    first: int
    last: int
    meaning: Meaning
    misspelt: bool


def find_phrases(words: list[Reading], lexicon: Lexicon) -> list[Match]:
    """Every phrase of the lexicon in the text, however they overlap."""
    found: list[Match] = []
    for first, word in enumerate(words):
        if word.begins:
            _walk(lexicon.tree, words, first, first, 0, False, found)
    return found


def _walk(
    node: Node, words: list[Reading], first: int, at: int, skipped: int, misspelt: bool, found: list[Match]
) -> None:
    """Follow the tree from one word on, noting each phrase that ends."""
    if at > first:
        for meaning in node.meanings:
            found.append(Match(first, at - 1, meaning, misspelt))
    children = node.children
    if not children:
        return
    gap = children.get(ANYTHING)
    if gap:
        for ahead in range(at, min(at + MOST_ANYTHING + 1, len(words))):
            _step(gap, words, first, ahead, skipped, misspelt, found)
    if at >= len(words):
        return
    _step(node, words, first, at, skipped, misspelt, found)
    if at > first and words[at].filler and skipped < MOST_FILLERS:
        _skip(node, words, first, at + 1, skipped + 1, misspelt, found)


def _step(
    node: Node, words: list[Reading], first: int, at: int, skipped: int, misspelt: bool, found: list[Match]
) -> None:
    word, children = words[at], node.children
    for key in word.keys:
        if key in children:
            _walk(children[key], words, first, at + 1, skipped, misspelt or word.misspelt, found)


def _skip(
    node: Node, words: list[Reading], first: int, at: int, skipped: int, misspelt: bool, found: list[Match]
) -> None:
    """Go past a small word inside a phrase, without ending the phrase on it."""
    if at >= len(words):
        return
    _step(node, words, first, at, skipped, misspelt, found)
    if words[at].filler and skipped < MOST_FILLERS:
        _skip(node, words, first, at + 1, skipped + 1, misspelt, found)


def weigh(
    matches: list[Match], words: list[Reading], lexicon: Lexicon
) -> list[tuple[str, float, list[Match]]]:
    """Needs, surest first, each with 1 - the product of what its phrases leave in doubt."""
    by_code: dict[str, list[Match]] = defaultdict(list)
    ruled_out: dict[str, list[Match]] = defaultdict(list)
    for match in matches:
        if match.meaning.code != CRISIS:
            (ruled_out if match.meaning.section == "unless" else by_code)[match.meaning.code].append(match)
    found = []
    for code, candidates in by_code.items():
        kept: list[Match] = []
        doubt = 1.0
        order = sorted(candidates, key=lambda m: (m.first - m.last, -m.meaning.weight, m.first))
        for match in order:
            if any(_overlap(match, other) for other in ruled_out[code]):
                continue
            rivals = [other for other in kept if _overlap(match, other)]
            if rivals and match.meaning.weight <= max(other.meaning.weight for other in rivals):
                continue
            if code not in SAFETY and _denied(match, words, lexicon):
                continue
            for other in rivals:
                kept.remove(other)
            kept.append(match)
        for match in kept:
            doubt *= 1 - match.meaning.weight * (MISSPELT if match.misspelt else 1)
        if kept:
            found.append((code, round(1 - doubt, 3), sorted(kept, key=lambda m: m.first)))
    return sorted(found, key=lambda f: (-f[1], f[2][0].first, f[0]))


def _overlap(a: Match, b: Match) -> bool:
    return a.first <= b.last and b.first <= a.last


def _denied(match: Match, words: list[Reading], lexicon: Lexicon) -> bool:
    """True for "not drinking" and "dont have any debts"; not for "not only debts"."""
    at = match.first - 1
    steps = 0
    while at >= 0 and steps < 3 and words[at].word in _BETWEEN:
        at -= 1
        steps += 1
    return at >= 0 and not words[match.first].misspelt and words[at].keys[0][1:] in lexicon.negations


_BETWEEN = frozenset(
    {"a", "an", "any", "have", "got", "been", "the", "do", "feel", "feeling", "really", "that"}
)


def refused_codes(matches: list[Match], kept: dict[str, list[Match]]) -> set[str]:
    """Needs that phrases spoke of only to say that it is not that: "not drinking", "sleeping in my car"."""
    return {m.meaning.code for m in matches if m.meaning.code not in kept and m.meaning.section != "weak"}
