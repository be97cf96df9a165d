"""The words for needs, for the pages of every slice."""

from django.utils.translation import gettext as _

from ..understanding import default_lexicon


def need_label(code: str) -> str:
    """A need in the public's words: "Trouble sleeping"."""
    return _(default_lexicon().label(code))


def need_staff_label(code: str) -> str:
    """A need in few words for staff: "Sleep"."""
    return default_lexicon().staff_label(code)


def need_description(code: str) -> str:
    """One sentence on what a need covers; "" for a code that the vocabulary does not hold."""
    term = default_lexicon().needs.get(code)
    return _(term.description) if term else ""


def need_choices(staff: bool = False) -> list[tuple[str, str]]:
    """Every need as (code, label), by label."""
    lexicon = default_lexicon()
    label = lexicon.staff_label if staff else need_label
    return sorted(((code, label(code)) for code in lexicon.needs), key=lambda choice: choice[1])
