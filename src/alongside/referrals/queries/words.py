"""The words of the states and lists that pages of other slices show."""

from functools import cache

from alongside.directory.understanding import default_lexicon

from ..vocabulary import NEW_DATE_REASONS


@cache
def need_codes() -> frozenset[str]:
    """Every need that the alliance's vocabulary holds."""
    return frozenset(default_lexicon().needs)


@cache
def need_choices() -> tuple[tuple[str, str], ...]:
    """(code, staff words) of every need, by its words."""
    terms = sorted(default_lexicon().needs.values(), key=lambda term: term.staff_label)
    return tuple((term.code, term.staff_label) for term in terms)


def need_label(code: str) -> str:
    return default_lexicon().staff_label(code) if code else "Not said"


def new_date_reasons() -> tuple[tuple[str, str], ...]:
    return NEW_DATE_REASONS
