"""The front page: ways to start, and the table drawn from who sits at it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from alongside.directory.understanding import default_lexicon
from alongside.foundation.design.formats import and_list, plural
from alongside.foundation.design.seats import Table, table_of

# What people say first, and the need it means; "" for what none of these says.
STARTS = (
    (gettext_noop("Feeling low or worried"), "mood_anxiety"),
    (gettext_noop("Can’t sleep"), "sleep"),
    (gettext_noop("Someone has died"), "bereavement"),
    (gettext_noop("On my own too much"), "loneliness"),
    (gettext_noop("Money and bills"), "debt_money"),
    (gettext_noop("Somewhere to live"), "housing_homelessness"),
    (gettext_noop("Drink or drugs"), "alcohol_drugs"),
    (gettext_noop("Looking after someone"), "carers"),
    (gettext_noop("Memory problems"), "dementia_memory"),
    (gettext_noop("A child or teenager"), "children_young_people"),
    (gettext_noop("Not safe at home"), "domestic_abuse"),
    (gettext_noop("Something else"), ""),
)


@dataclass(frozen=True)
class Start:
    label: str
    need: str


@dataclass(frozen=True)
class Legend:
    kind: str
    words: str


@dataclass(frozen=True)
class RoundTable:
    """The table and its words; nothing in it that was not counted."""

    title: str
    who: str
    table: Table
    legend: list[Legend]


def starts() -> list[Start]:
    return [Start(_(label), need) for label, need in STARTS]


def round_table(counts: Mapping[str, int]) -> RoundTable:
    """From ``membership.queries.seats_at_the_table``."""
    community = counts.get("community", 0)
    parties = [
        words
        for kind, words in (
            ("community", _("charities and community groups")),
            ("nhs", _("the NHS")),
            ("council", _("the council")),
        )
        if counts.get(kind)
    ]
    legend = {
        "community": plural(community, "charity or community group", "charities and community groups"),
        "nhs": _("%(n)s from the NHS and GP practices") % {"n": counts.get("nhs", 0)},
        "council": _("%(n)s from the council") % {"n": counts.get("council", 0)},
    }
    return RoundTable(
        title=_("%(groups)s. One table.")
        % {"groups": plural(community, "charity or group", "charities and groups")}
        if community
        else _("One table."),
        who=and_list(parties),
        table=table_of(counts),
        legend=[Legend(kind, words) for kind, words in legend.items() if counts.get(kind)],
    )


def need_words(code: str) -> str:
    """A need as people say it."""
    return _(default_lexicon().label(code))
