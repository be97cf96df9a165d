"""Reading: one sentence in, needs and crisis words out."""

from dataclasses import dataclass

from alongside.directory.understanding.fusing import Signs, fusion
from alongside.directory.understanding.guessing import word_model
from alongside.directory.understanding.lexicon import CRISIS, Lexicon, default_lexicon
from alongside.directory.understanding.matching import (
    SAFETY,
    Match,
    find_phrases,
    refused_codes,
    weigh,
)
from alongside.directory.understanding.meaning import meaning_model
from alongside.directory.understanding.words import Token, tokens_of

#: A kind navigator would act on a need from here on; below it only on the likeliest one, and never below HINTED.
LISTED = 0.1
HINTED = 0.03
IN_DANGER = 0.08
#: What is left of a need that was only spoken of to say that it is not so ("I don't drink").
DENIED = 0.03
MOST_NEEDS = 6
MOST_CHARACTERS = 10_000
#: From here on it is fair to say which words a guess came from.
TOLD = 0.25


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


@dataclass(frozen=True)
class Ways:
    """What may be asked: all of it, or each by itself to be measured."""

    lexicon: bool = True
    words: bool = True
    meaning: bool = True


ALL = Ways()


def understand(text: str, lexicon: Lexicon | None = None, *, ways: Ways = ALL) -> Understanding:
    """What a person's own words are about. Never raises; unreadable text has no needs."""
    text = text[:MOST_CHARACTERS]
    return conclude(text, read_signs(text, lexicon or default_lexicon(), ways))


def conclude(text: str, signs: "SignsFound") -> Understanding:
    """What to act on, from the signs that were found in a text."""
    crisis = signs.sure or fusion().of_crisis(signs.crisis) >= IN_DANGER
    found = signs.in_order()
    listed = [f for f in found if f[1] >= LISTED] or [f for f in found if f[1] >= HINTED][:1]
    needs = [NeedFound(code, round(sure, 3), signs.spans(code, text)) for code, sure in listed[:MOST_NEEDS]]
    return Understanding(needs, crisis, _spans(signs.danger, signs.places, text) if crisis else [])


@dataclass(frozen=True)
class SignsFound:
    """Everything that the words say, before it is weighed."""

    places: list[Token]
    needs: dict[str, Signs]
    crisis: Signs
    #: Phrases that are never argued down, and all phrases that tell of danger.
    sure: bool
    danger: list[Match]
    kept: dict[str, list[Match]]
    refused: set[str]
    words: list[str]
    learnt: bool

    def in_order(self) -> list[tuple[str, float]]:
        """Every need that there is any sign of, with how sure we are, surest first."""
        return sorted(((code, self.sure_of(code)) for code in self.needs), key=lambda f: (-f[1], f[0]))

    def sure_of(self, code: str) -> float:
        """How sure we are of a need. The alliance's own phrases have the last word."""
        signs = self.needs[code]
        if not self.learnt:
            return signs.lexicon
        denied = DENIED if signs.other and code not in SAFETY else 1.0
        own = [m.meaning.weight for m in self.kept.get(code, ()) if m.meaning.section == "own"]
        return max([fusion().of_need(signs) * denied, *own])

    def spans(self, code: str, text: str) -> list[Span]:
        """The phrases that gave a need away; none where only the meaning of the whole did."""
        if self.kept.get(code):
            return _spans(self.kept[code], self.places, text)
        if self.needs[code].words < TOLD:
            return []
        tokens = tokens_of(text)
        spans: list[Span] = []
        for place in word_model().telling(self.words, code):
            start, end = tokens[place].start, tokens[place].end
            if spans and text[spans[-1].end : start].isspace():
                start = spans.pop().start
            spans.append(Span(start, end, text[start:end]))
        return spans


def read_signs(text: str, lexicon: Lexicon, ways: Ways = ALL) -> SignsFound:
    """Ask the lexicon, the words and the meaning, each by itself."""
    plain = tokens_of(text)
    words = [token.word for token in plain]
    read = [(token, reading) for token in plain for reading in lexicon.readings(token.word)]
    places, readings = [token for token, _ in read], [reading for _, reading in read]
    matches = find_phrases(readings, lexicon) if ways.lexicon else []
    weighed = weigh(matches, readings, lexicon)
    by_words = word_model().scores(words) if ways.words else {}
    model = meaning_model() if ways.meaning and words else None
    by_meaning = model.scores(text) if model else {}
    lexical = {code: sure for code, sure, _ in weighed}
    kept = {code: found for code, _, found in weighed}
    refused = refused_codes(matches, kept)
    danger = [m for m in matches if m.meaning.code == CRISIS]
    sure = any(m.meaning.section == CRISIS for m in danger)

    def signs(code: str, said: float, other: float) -> Signs:
        return Signs(said, by_words.get(code, 0.0), by_meaning.get(code) if by_meaning else None, other)

    learnt = bool(by_words or by_meaning)
    codes = [code for code in (by_words or by_meaning) if code != CRISIS and code in lexicon.needs]
    return SignsFound(
        places=places,
        needs={
            code: signs(code, lexical.get(code, 0.0), float(code in refused))
            for code in dict.fromkeys([*lexical, *codes])
        },
        crisis=signs(CRISIS, float(sure), float(bool(danger) and not sure)),
        sure=sure,
        danger=danger,
        kept=kept,
        refused=refused,
        words=words,
        learnt=learnt,
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
