"""Understanding a person's own words: measured on questions that were written apart from the phrases."""

import csv
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.directory.understanding import Lexicon, NeedTerm, default_lexicon, infer_needs, understand
from alongside.directory.understanding.words import stem, tokens_of

QUESTIONS = list(csv.DictReader((Path(__file__).parent / "questions.csv").open(encoding="utf-8")))
CODES = [
    "mood_anxiety",
    "severe_mental_illness",
    "crisis_self_harm",
    "suicidal_thoughts",
    "bereavement",
    "trauma_abuse",
    "loneliness",
    "relationships_family",
    "parenting",
    "children_young_people",
    "dementia_memory",
    "carers",
    "alcohol_drugs",
    "physical_health",
    "long_covid",
    "housing_homelessness",
    "debt_money",
    "benefits",
    "work",
    "learning_volunteering",
    "food_fuel",
    "legal_advocacy",
    "immigration_asylum",
    "domestic_abuse",
    "practical_help",
    "activity_nature",
    "faith_culture",
    "sleep",
]


def test_every_need_has_words_for_the_person_and_for_staff() -> None:
    needs = default_lexicon().needs
    assert sorted(needs) == sorted(CODES)
    for term in needs.values():
        assert term.label and term.staff_label and term.description.endswith(".")
        assert "_" not in term.label and "service user" not in term.description
        assert len(term.strong) > 15
    assert len({term.label for term in needs.values()}) == len(needs)


def test_most_needs_are_heard_and_few_are_invented() -> None:
    wanted = heard = listed = invented = 0
    for row in QUESTIONS:
        need, also = set(row["needs"].split()), set(row["also"].split())
        found = set(understand(row["question"]).codes)
        wanted, heard = wanted + len(need), heard + len(need & found)
        listed, invented = listed + len(found), invented + len(found - need - also)
    assert heard / wanted >= 0.95
    assert invented / listed <= 0.1


@pytest.mark.parametrize("row", [r for r in QUESTIONS if r["needs"]], ids=lambda r: r["question"][:40])
def test_no_question_that_names_a_need_comes_back_empty(row: dict[str, str]) -> None:
    assert understand(row["question"]).needs


@pytest.mark.parametrize("row", [r for r in QUESTIONS if r["crisis"] == "yes"], ids=lambda r: r["question"])
def test_words_of_suicide_and_self_harm_are_never_missed(row: dict[str, str]) -> None:
    found = understand(row["question"])
    assert found.crisis and found.crisis_spans


@pytest.mark.parametrize("text", ["I am not suicidal", "no thoughts of suicide at all", "i wont kill myself"])
def test_a_crisis_is_never_argued_down(text: str) -> None:
    assert understand(text).crisis


@pytest.mark.parametrize("text", ["my benefits were cut", "this wait is killing me", "the bus was late", ""])
def test_everyday_words_are_no_crisis(text: str) -> None:
    assert not understand(text).crisis


def test_phrases_are_shown_in_the_persons_own_words() -> None:
    text = "I can’t sleep, I lie there going over the bills. Since Mum died I don't really see anyone."
    found = understand(text)
    assert set(found.codes) >= {"sleep", "debt_money", "bereavement", "loneliness"}
    by_code = {need.code: [span.text for span in need.phrases] for need in found.needs}
    assert "can’t sleep" in by_code["sleep"]
    assert by_code["loneliness"] == ["don't really see anyone"]
    for need in found.needs:
        for span in need.phrases:
            assert text[span.start : span.end] == span.text


@pytest.mark.parametrize(
    ("plain", "odd"),
    [
        ("cant sleep", "CAN'T SLEEP!!"),
        ("cant sleep", "can’t   slepe"),
        ("bailiffs", "bailifs"),
        ("debt", "dept"),
    ],
)
def test_apostrophes_capitals_and_slips_do_not_matter(plain: str, odd: str) -> None:
    assert understand(plain).codes[0] == understand(odd).codes[0]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("not drinking", "alcohol_drugs"),
        ("I don't drink or take anything", "alcohol_drugs"),
        ("I haven't got any debts", "debt_money"),
        ("drinking water", "alcohol_drugs"),
        ("sleeping in my car", "sleep"),
    ],
)
def test_what_was_said_to_be_absent_is_not_heard(text: str, code: str) -> None:
    assert code not in understand(text).codes


@pytest.mark.parametrize(
    ("name", "description", "code"),
    [
        ("Harbour Bereavement Support", "Counselling and a monthly group after a death.", "bereavement"),
        ("Fairway Money Advice", "Free debt advice, budgeting and help with bailiffs.", "debt_money"),
        ("The Long Table", "A shared lunch for people who feel lonely or isolated.", "loneliness"),
        ("Carers Hub", "Information and breaks for unpaid carers.", "carers"),
        ("Memory Café", "For people with dementia and those who look after them.", "dementia_memory"),
    ],
)
def test_directory_entries_are_tagged_by_what_they_say(name: str, description: str, code: str) -> None:
    needs = infer_needs(name, description)
    assert needs[0][0] == code
    assert len(needs) <= 6
    assert all(0.5 <= confidence <= 1 for _, confidence in needs)


def test_an_entry_that_says_nothing_gets_no_need() -> None:
    assert infer_needs("The Hub", "Open to everyone.") == []


def test_an_alliance_may_bring_its_own_words() -> None:
    term = NeedTerm("boats", "Boats", "Boats", "About boats.", strong=("=narrowboat", "{vessel} sank"))
    lexicon = Lexicon.build([term], ["help me"], {"classes": {"vessel": ["boat", "dinghy"]}})
    assert understand("my dinghy sank", lexicon).codes == ["boats"]
    assert understand("narrowboats", lexicon).codes == []
    assert lexicon.label("boats") == "Boats"
    assert lexicon.label("not_known") == "Not known"


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    found = understand(text)
    assert found == understand(text)
    assert all(0 < need.confidence <= 1 for need in found.needs)


def test_long_text_is_read_in_good_time() -> None:
    text = " ".join(row["question"] for row in QUESTIONS) * 2
    start = perf_counter()
    assert understand(text[:10_000]).needs
    assert perf_counter() - start < 5


@pytest.mark.parametrize(("word", "root"), [("bills", "bill"), ("drinking", "drink"), ("worries", "worry")])
def test_endings_are_dropped(word: str, root: str) -> None:
    assert stem(word) == stem(root)


def test_tokens_keep_their_places() -> None:
    assert [(t.word, t.start, t.end) for t in tokens_of("I can’t—no")] == [
        ("i", 0, 1),
        ("cant", 2, 7),
        ("no", 8, 10),
    ]


def test_words_are_read_the_same_with_and_without_their_places() -> None:
    lexicon = default_lexicon()
    for text in [*(row["question"] for row in QUESTIONS), "I can’t SLEEP, Café—no; cantsleep gambbling"]:
        with_places = [one for token in tokens_of(text) for one in lexicon.readings(token.word)]
        assert lexicon.readings_of(text) == with_places
