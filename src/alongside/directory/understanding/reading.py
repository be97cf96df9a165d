"""Reading: one sentence in, needs and crisis words out."""

from collections import defaultdict
from dataclasses import dataclass

from alongside.directory.understanding.lexicon import (
    ANYTHING,
    Lexicon,
    Meaning,
    Node,
    Reading,
    default_lexicon,
)
from alongside.directory.understanding.words import Token, tokens_of

LISTED = 0.5
#: Below LISTED a need is named only when nothing better was found, and never below this.
HINTED = 0.25
#: The separate words of a text must add up to this much towards one need before that need is guessed.
LEANING = 0.6
MISSPELT = 0.92
MOST_FILLERS = 4
MOST_ANYTHING = 3
SAFETY = frozenset({"suicidal_thoughts", "crisis_self_harm"})


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch [start, end) of the text as it was typed."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class NeedFound:
    """A need that the words speak of: confidence 0 to 1, and the phrases that say so, in order."""

    code: str
    confidence: float
    phrases: list[Span]


@dataclass(frozen=True, slots=True)
class Understanding:
    """Needs, surest first, and whether the words speak of suicide or self-harm."""

    needs: list[NeedFound]
    crisis: bool
    crisis_spans: list[Span]

    @property
    def codes(self) -> list[str]:
        return [need.code for need in self.needs]


@dataclass(frozen=True, slots=True)
class Match:
    """One phrase found over words [first, last]."""

    first: int
    last: int
    meaning: Meaning
    misspelt: bool


def understand(text: str, lexicon: Lexicon | None = None) -> Understanding:
    """What a person's own words are about. Never raises; unreadable text has no needs."""
    lexicon = lexicon or default_lexicon()
    read = [(token, reading) for token in tokens_of(text) for reading in lexicon.readings(token.word)]
    places, words = [token for token, _ in read], [reading for _, reading in read]
    matches = find_phrases(words, lexicon)
    crisis = _spans([m for m in matches if m.meaning.code == "crisis"], places, text)
    found = weigh(matches, words, lexicon)
    listed = [f for f in found if f[1] >= LISTED] or [f for f in found if f[1] >= HINTED][:2]
    needs = [NeedFound(code, confidence, _spans(ms, places, text)) for code, confidence, ms in listed]
    if not needs and not any(m.meaning.section != "weak" for m in matches):
        needs = _leaning(words, places, text, lexicon)
    return Understanding(needs, bool(crisis), crisis)


def _leaning(words: list[Reading], places: list[Token], text: str, lexicon: Lexicon) -> list[NeedFound]:
    """When no phrase was found: the one need towards which the separate words lean, if any."""
    scores: dict[str, float] = defaultdict(float)
    telling: dict[str, list[Match]] = defaultdict(list)
    for at, word in enumerate(words):
        for code, share in lexicon.leanings.get(word.keys[1], {}).items():
            scores[code] += share
            telling[code].append(Match(at, at, Meaning(code, share, "weak"), word.misspelt))
    if not scores:
        return []
    code, score = max(scores.items(), key=lambda s: (s[1], s[0]))
    if score < LEANING:
        return []
    return [NeedFound(code, round(min(0.49, HINTED + score / 10), 3), _spans(telling[code], places, text))]


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
        if match.meaning.code != "crisis":
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


def _spans(matches: list[Match], places: list[Token], text: str) -> list[Span]:
    """Where the phrases stand, in order, those that touch the same words joined."""
    spans: list[tuple[int, int]] = []
    for match in sorted(matches, key=lambda m: m.first):
        start, end = places[match.first].start, places[match.last].end
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return [Span(start, end, text[start:end]) for start, end in spans]
