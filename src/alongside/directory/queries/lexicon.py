"""The words that this alliance understands: those we ship and its own."""

from dataclasses import dataclass, replace
from functools import cache, lru_cache

from alongside.foundation.tenancy.statements import Statement

from ..models import OwnPhrase
from ..understanding import CRISIS, Lexicon, Understanding, default_lexicon, read_terms, tokens_of, understand

Own = tuple[str, str, bool]
OWN = Statement(
    lambda: OwnPhrase.objects.order_by("need_code", "phrase", "id").values_list(
        "need_code", "phrase", "means"
    )
)


@dataclass(frozen=True)
class PhraseShown:
    """A phrase of the alliance's own."""

    id: str
    need_code: str
    phrase: str
    means: bool
    added_by: str


def alliance_lexicon() -> Lexicon:
    """The lexicon to read this alliance's people with. Built anew when its phrases have changed (0.2 s)."""
    own = tuple(OWN.all())
    return _built(own) if own else default_lexicon()


def hear(words: str) -> Understanding:
    """What someone's words are about, by what we ship and what this alliance has added."""
    return understand(words, alliance_lexicon())


@cache
def _shipped() -> tuple:
    return tuple(read_terms())


@lru_cache(maxsize=32)
def _built(own: tuple[Own, ...]) -> Lexicon:
    needs, crisis, words, hints = _shipped()
    told: dict[tuple[str, bool], list[str]] = {}
    for code, phrase, means in own:
        # Parted as a sentence is, so that "post-natal" is heard.
        told.setdefault((code, means), []).append(" ".join(token.word for token in tokens_of(phrase)))
    terms = [
        replace(
            term,
            own=tuple(told.get((term.code, True), ())),
            own_unless=tuple(told.get((term.code, False), ())),
        )
        for term in needs
    ]
    return Lexicon.build(terms, [*crisis, *told.get((CRISIS, True), ())], words, hints)


def own_phrases(need: str = "") -> list[PhraseShown]:
    """The alliance's own phrases, by need and phrase; those of one need when it is given."""
    rows = OwnPhrase.objects.order_by("need_code", "phrase")
    if need:
        rows = rows.filter(need_code=need)
    return [PhraseShown(str(r.pk), r.need_code, r.phrase, r.means, r.added_by) for r in rows]
