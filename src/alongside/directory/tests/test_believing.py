"""Which of several sources is believed, field by field."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from alongside.directory.merging import LABELS, OURS, Part, believed, differing
from alongside.directory.sheet import FIELDS


def part(number, rank, **says):
    blank = {name: None if "age" in name else "" for name in LABELS}
    return Part(
        UUID(int=number),
        UUID(int=100 + number),
        f"Source {number}",
        rank,
        blank | {"status": "active"} | says,
    )


def test_the_first_that_says_anything_is_believed_field_by_field():
    parts = [part(1, 2, name="A", email="a@a.example"), part(2, 1, name="B", description="Words")]
    found = believed(parts, {})
    assert [found[name].value for name in ("name", "email", "description", "url")] == [
        "B",
        "a@a.example",
        "Words",
        "",
    ]
    assert believed(parts, {"name": UUID(int=101)})["name"].value == "A", "first for that field"
    assert found["url"].part is None


def test_what_an_alliance_wrote_itself_comes_before_any_source():
    ours = Part(UUID(int=9), None, "", OURS, part(9, 0, name="Ours").says)
    assert believed([part(1, 0, name="A"), ours], {"name": UUID(int=101)})["name"].value == "Ours"


def test_a_source_that_ended_it_says_nothing_while_another_goes_on():
    ended = part(1, 1, name="Old", status="defunct", email="a@a.example")
    found = believed([ended, part(2, 2, name="New")], {})
    assert (found["name"].value, found["status"].value, found["email"].value) == ("New", "active", "")
    assert believed([ended], {})["name"].value == "Old"
    assert "name" not in differing([ended, part(2, 2, name="New")])


def test_ages_that_contradict_each_other_come_from_one_source():
    found = believed([part(1, 1, minimum_age=60), part(2, 2, minimum_age=11, maximum_age=18)], {})
    assert (found["minimum_age"].value, found["maximum_age"].value) == (60, None)


def test_space_case_and_a_last_stop_make_no_difference():
    assert not differing([part(1, 1, name="Rest  Easy."), part(2, 2, name="rest easy")])
    assert differing([part(1, 1, name="Rest"), part(2, 2, name="Ease")]) == {
        "name": {str(UUID(int=1)): "Rest", str(UUID(int=2)): "Ease"}
    }


SAYS = st.fixed_dictionaries({name: st.sampled_from(["", "a", "b"]) for name in ("name", "email", "places")})


@given(st.lists(st.tuples(SAYS, st.integers(1, 3), st.booleans()), min_size=1, max_size=5), st.randoms())
def test_the_order_in_which_parts_are_read_changes_nothing(rows, chance):
    parts = [
        part(number, rank, **says, status="defunct" if ended else "active")
        for number, (says, rank, ended) in enumerate(rows)
    ]
    mixed = list(parts)
    chance.shuffle(mixed)
    assert believed(mixed, {}) == believed(parts, {})
    for name, one in believed(parts, {}).items():
        assert one.part is None or one.part.says[name] == one.value


def test_every_field_of_the_sheet_has_a_word_in_the_order():
    assert {field.name for field in FIELDS} <= set(LABELS)
