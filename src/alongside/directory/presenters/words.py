"""What a sentence was taken for and why, and the alliance's own phrases, in words."""

from dataclasses import dataclass

from django.urls import reverse

from alongside.foundation.design.formats import plural

from ..queries import PhraseShown
from ..understanding import CRISIS, Lexicon, Signs, SignsFound, conclude, read_signs

#: How many needs that were not named are shown beside those that were.
NEARLY = 3
#: A score from here on is worth telling of.
WORTH = 0.15


@dataclass(frozen=True)
class Heard:
    """A need that a sentence was, or was nearly, taken for."""

    label: str
    code: str
    percent: int
    named: bool
    because: list[str]


@dataclass(frozen=True)
class PhraseRow:
    phrase: str
    need: str
    means: str
    added_by: str
    take_away: str


@dataclass(frozen=True)
class WordsPage:
    """Everything that directory/words.html says."""

    line: str
    tried: str
    crisis: bool
    crisis_because: str
    heard: list[Heard]
    rows: list[PhraseRow]


def words_page(tried: str, lexicon: Lexicon, phrases: list[PhraseShown]) -> WordsPage:
    """The page; nothing is said of a sentence when none was tried."""
    heard: list[Heard] = []
    crisis, because = False, ""
    if tried.strip():
        signs = read_signs(tried, lexicon)
        found = conclude(tried, signs)
        named = {need.code: [span.text for span in need.phrases] for need in found.needs}
        heard = [_heard(code, sure, named.get(code), signs, lexicon) for code, sure in _order(signs, named)]
        crisis = found.crisis
        said = " and ".join(f"“{span.text}”" for span in found.crisis_spans)
        because = f"They said {said}." if said else "The whole of it sounds like danger."
    return WordsPage(
        line=f"{plural(len(phrases), 'phrase')} of our own, beside those that come with Alongside.",
        tried=tried,
        crisis=crisis,
        crisis_because=because,
        heard=heard,
        rows=[
            PhraseRow(
                p.phrase,
                "Opens crisis help" if p.need_code == CRISIS else lexicon.staff_label(p.need_code),
                "Means it" if p.means else "Does not mean it",
                p.added_by,
                reverse("directory:take_phrase", args=[p.id]),
            )
            for p in phrases
        ],
    )


def _order(signs: SignsFound, named: dict[str, list[str]]) -> list[tuple[str, float]]:
    sure = sorted(
        ((c, signs.sure_of(c)) for c in signs.needs), key=lambda s: (s[0] not in named, -s[1], s[0])
    )
    return sure[: len(named) + NEARLY]


def _heard(code: str, sure: float, phrases: list[str] | None, signs: SignsFound, lexicon: Lexicon) -> Heard:
    return Heard(
        label=lexicon.staff_label(code),
        code=code,
        percent=round(100 * sure),
        named=phrases is not None,
        because=reasons(signs.needs[code], phrases or []),
    )


def reasons(signs: Signs, phrases: list[str]) -> list[str]:
    """Why a need was thought of, most telling first."""
    found = []
    if phrases:
        found.append("They said " + " and ".join(f"“{phrase}”" for phrase in phrases))
    if signs.other:
        found.append("It was said to be something else, or not so")
    if signs.words >= WORTH:
        found.append("The words are used that way")
    if (signs.meaning or 0) >= WORTH:
        found.append("It sounds like it as a whole")
    return found or ["Hardly anything points to it"]
