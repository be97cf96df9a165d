"""Which entries may be one service."""

import random
from dataclasses import replace
from uuid import UUID, uuid5

from alongside.directory.likeness import Looks, alike


def written_twice(chance, number):
    """A directory as two people write it down: other words for the same, and what one of them lacks."""
    kinds = [
        "Carers",
        "Men's shed",
        "Bereavement café",
        "Debt advice",
        "Walking",
        "Art for wellbeing",
        "Young minds",
    ]
    towns = [
        "Grimsby",
        "Cleethorpes",
        "Immingham",
        "Humberston",
        "Waltham",
        "Scartho",
        "Laceby",
        "Nunsthorpe",
    ]
    for n in range(number):
        owner = f"{chance.choice(towns)} {chance.choice(['Trust', 'Mind', 'Help', 'Friends'])} {n // 3}"
        name = f"{chance.choice(kinds)} {chance.choice(towns)}"
        phone = f"01632960{n // 3:03d}"[-10:]
        first = Looks(uuid5(UUID(int=1), str(n)), name, owner, frozenset({phone}), f"{n // 3}@x.example")
        second = Looks(
            uuid5(UUID(int=2), str(n)),
            name.replace("café", "cafe") + chance.choice(["", " group", " service"]),
            chance.choice([owner, owner.upper(), ""]),
            frozenset({phone}) if chance.random() < 0.7 else frozenset(),
            f"{n // 3}@x.example" if chance.random() < 0.5 else "",
        )
        yield first, second


def test_a_directory_written_twice_is_found_again():
    """Recall and precision on three hundred services, three to an organisation, all sharing its telephone."""
    pairs = list(written_twice(random.Random(4), 300))
    truth = {tuple(sorted((one.id, other.id))) for one, other in pairs}
    found = {(one.one, one.other) for one in alike([looks for pair in pairs for looks in pair])}
    assert len(found & truth) / len(truth) > 0.85
    assert len(found & truth) / len(found) > 0.85


def test_what_shares_an_organisation_but_no_name_is_no_pair():
    same = {"organisation": "Hall", "phones": frozenset({"1632960111"}), "email": "a@a.example"}
    assert not alike([Looks(UUID(int=1), "Debt advice", **same), Looks(UUID(int=2), "Walking group", **same)])


def test_what_one_source_wrote_twice_is_two_unless_all_is_the_same():
    same = {"organisation": "Hall", "phones": frozenset({"1632960111"}), "email": "a@a.example"}
    one, other = Looks(UUID(int=1), "Steady On", **same), Looks(UUID(int=2), "Steady On for families", **same)
    assert alike([one, other])
    written = [replace(looks, source="Council") for looks in (one, other)]
    assert not alike(written)
    assert alike([written[0], replace(written[0], id=UUID(int=3))])
