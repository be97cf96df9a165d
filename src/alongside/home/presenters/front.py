"""The front page: ways to start, and the table drawn from who sits at it."""

from collections.abc import Mapping
from dataclasses import dataclass

from alongside.directory.understanding import default_lexicon
from alongside.foundation.design.formats import plural
from alongside.foundation.design.seats import Table, table_of

# What people say first, and the need it means; "" for what none of these says.
STARTS = (
    ("Feeling low or worried", "mood_anxiety"),
    ("Can’t sleep", "sleep"),
    ("Someone has died", "bereavement"),
    ("On my own too much", "loneliness"),
    ("Money and bills", "debt_money"),
    ("Somewhere to live", "housing_homelessness"),
    ("Drink or drugs", "alcohol_drugs"),
    ("Looking after someone", "carers"),
    ("Memory problems", "dementia_memory"),
    ("A child or teenager", "children_young_people"),
    ("Not safe at home", "domestic_abuse"),
    ("Something else", ""),
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
    return [Start(label, need) for label, need in STARTS]


def round_table(counts: Mapping[str, int]) -> RoundTable:
    """From ``membership.queries.seats_at_the_table``."""
    community = counts.get("community", 0)
    parties = [
        words
        for kind, words in (
            ("community", "charities and community groups"),
            ("nhs", "the NHS"),
            ("council", "the council"),
        )
        if counts.get(kind)
    ]
    legend = {
        "community": plural(community, "charity or community group", "charities and community groups"),
        "nhs": f"{counts.get('nhs', 0)} from the NHS and GP practices",
        "council": f"{counts.get('council', 0)} from the council",
    }
    return RoundTable(
        title=f"{plural(community, 'charity or group', 'charities and groups')}. One table."
        if community
        else "One table.",
        who=_joined(parties),
        table=table_of(counts),
        legend=[Legend(kind, words) for kind, words in legend.items() if counts.get(kind)],
    )


def _joined(parts: list[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def need_words(code: str) -> str:
    """A need as people say it."""
    return default_lexicon().label(code)
