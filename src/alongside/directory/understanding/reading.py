"""Reading: one sentence in, needs and crisis words out."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from alongside.directory.understanding.lexicon import ANYTHING, Lexicon, Meaning, Node, default_lexicon
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
    """One phrase found over tokens [first, last]."""

    first: int
    last: int
    meaning: Meaning
    misspelt: bool


def understand(text: str, lexicon: Lexicon | None = None) -> Understanding:
    """What a person's own words are about. Never raises; unreadable text has no needs."""
    lexicon = lexicon or default_lexicon()
    tokens = spelt(tokens_of(text), lexicon)
    matches = list(find_phrases(tokens, lexicon))
    crisis = _spans([m for m in matches if m.meaning.code == "crisis"], tokens, text)
    found = weigh(matches, tokens, lexicon)
    listed = [f for f in found if f[1] >= LISTED] or [f for f in found if f[1] >= HINTED][:2]
    needs = [NeedFound(code, confidence, _spans(ms, tokens, text)) for code, confidence, ms in listed]
    if not needs and not any(m.meaning.section != "weak" for m in matches):
        needs = _leaning(tokens, text, lexicon)
    return Understanding(needs, bool(crisis), crisis)


def _leaning(tokens: list["Spelt"], text: str, lexicon: Lexicon) -> list[NeedFound]:
    """When no phrase was found: the one need towards which the separate words lean, if any."""
    scores: dict[str, float] = defaultdict(float)
    telling: dict[str, list[Match]] = defaultdict(list)
    for at, token in enumerate(tokens):
        for code, share in lexicon.leanings.get(token.keys[1], {}).items():
            scores[code] += share
            telling[code].append(Match(at, at, Meaning(code, share, "weak"), token.misspelt))
    if not scores:
        return []
    code, score = max(scores.items(), key=lambda s: (s[1], s[0]))
    if score < LEANING:
        return []
    return [NeedFound(code, round(min(0.49, HINTED + score / 10), 3), _spans(telling[code], tokens, text))]


@dataclass(frozen=True, slots=True)
class Spelt:
    """A token with the ways into the tree that it opens."""

    token: Token
    keys: tuple[str, ...]
    filler: bool
    misspelt: bool


def spelt(tokens: list[Token], lexicon: Lexicon) -> list[Spelt]:
    return [Spelt(token, *way) for token in tokens for way in lexicon.ways(token.word)]


def find_phrases(tokens: list[Spelt], lexicon: Lexicon) -> Iterator[Match]:
    """Every phrase of the lexicon in the text, however they overlap."""
    beginnings = lexicon.tree.children
    for first, token in enumerate(tokens):
        if ANYTHING in beginnings or any(key in beginnings for key in token.keys):
            yield from _walk(lexicon.tree, tokens, first, first, 0, False)


def _walk(
    node: Node, tokens: list[Spelt], first: int, at: int, skipped: int, misspelt: bool
) -> Iterator[Match]:
    if at > first:
        for meaning in node.meanings:
            yield Match(first, at - 1, meaning, misspelt)
    gap = node.children.get(ANYTHING)
    if gap:
        for ahead in range(at, min(at + MOST_ANYTHING + 1, len(tokens))):
            yield from _step(gap, tokens, first, ahead, skipped, misspelt)
    if at >= len(tokens):
        return
    yield from _step(node, tokens, first, at, skipped, misspelt)
    if at > first and tokens[at].filler and skipped < MOST_FILLERS and node.children:
        yield from _skip(node, tokens, first, at + 1, skipped + 1, misspelt)


def _step(
    node: Node, tokens: list[Spelt], first: int, at: int, skipped: int, misspelt: bool
) -> Iterator[Match]:
    token = tokens[at]
    for key in token.keys:
        child = node.children.get(key)
        if child is not None:
            yield from _walk(child, tokens, first, at + 1, skipped, misspelt or token.misspelt)


def _skip(
    node: Node, tokens: list[Spelt], first: int, at: int, skipped: int, misspelt: bool
) -> Iterator[Match]:
    """Go past a small word inside a phrase, without ending the phrase on it."""
    if at >= len(tokens):
        return
    yield from _step(node, tokens, first, at, skipped, misspelt)
    if tokens[at].filler and skipped < MOST_FILLERS:
        yield from _skip(node, tokens, first, at + 1, skipped + 1, misspelt)


def weigh(
    matches: list[Match], tokens: list[Spelt], lexicon: Lexicon
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
            if code not in SAFETY and _denied(match, tokens, lexicon):
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


def _denied(match: Match, tokens: list[Spelt], lexicon: Lexicon) -> bool:
    """True for "not drinking" and "dont have any debts"; not for "not only debts"."""
    at = match.first - 1
    steps = 0
    while at >= 0 and steps < 3 and tokens[at].token.word in _BETWEEN:
        at -= 1
        steps += 1
    return at >= 0 and not tokens[match.first].misspelt and tokens[at].keys[0][1:] in lexicon.negations


_BETWEEN = frozenset(
    {"a", "an", "any", "have", "got", "been", "the", "do", "feel", "feeling", "really", "that"}
)


def _spans(matches: list[Match], tokens: list[Spelt], text: str) -> list[Span]:
    """Where the phrases stand, in order, those that touch the same words joined."""
    spans: list[tuple[int, int]] = []
    for match in sorted(matches, key=lambda m: m.first):
        start, end = tokens[match.first].token.start, tokens[match.last].token.end
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return [Span(start, end, text[start:end]) for start, end in spans]
