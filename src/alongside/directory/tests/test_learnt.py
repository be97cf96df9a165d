"""What was learnt from sentences: kept apart from what it is judged by, whole without embeddings, and never in the way."""

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from alongside.directory.understanding import CRISIS, default_lexicon, understand
from alongside.directory.understanding.examples import read_sentences
from alongside.directory.understanding.guessing import LEARNT, word_model
from alongside.directory.understanding.learning import logistic, ridge
from alongside.directory.understanding.meaning import encoder, meaning_model
from alongside.directory.understanding.reading import Ways
from alongside.directory.understanding.wordpiece import numbers_of

SETS = Path(__file__).resolve().parents[4] / "tests" / "understanding"
ALONE = Ways(meaning=False)
needs_model = pytest.mark.skipif(encoder() is None, reason="the embedding model is not installed")


def labelled(name: str) -> list[dict[str, Any]]:
    lines = (SETS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def same(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.lower().replace("'", "")))


def test_nothing_that_it_is_judged_by_was_learnt_from() -> None:
    learnt = [same(e.text) for e in read_sentences()] + [same(row["text"]) for row in labelled("tune")]
    for name in ("held_out", "fresh", "danger", "danger_second", "everyday", "terse"):
        for row in labelled(name):
            words = same(row["text"])
            if len(words) > 3:
                assert all(len(words & other) < 0.75 * len(words | other) for other in learnt), row["text"]
            elif len(words) > 1:
                assert words not in learnt, row["text"]


def test_every_need_and_danger_was_learnt_and_labels_are_needs() -> None:
    needs = set(default_lexicon().needs)
    assert set(word_model().classes) == needs | {CRISIS}
    for example in read_sentences():
        assert set(example.needs) <= needs, example.text
    for name in ("tune", "held_out", "fresh", "everyday", "terse"):
        for row in labelled(name):
            assert set(row["needs"]) <= needs and set(row["needs"].values()) <= {1, 2}, row["text"]


@pytest.mark.parametrize("ways", [Ways(), ALONE], ids=["all", "without embeddings"])
@pytest.mark.parametrize(
    "text",
    [
        "feeling suicdal", "kms", "i want 2 die", "unalive myself", "cant go on", "end it all", "self harm",
        "ive took an overdose", "hes got a knife and hes hitting me now", "pt expressing SI",
        "my stepdad hits me and im scared", "chce umrzec", "vreau sa mor", "noriu mirti", "أريد أن أموت", "خودکشی",
    ],
)  # fmt: skip
def test_danger_is_heard_misspelt_and_in_other_languages(text: str, ways: Ways) -> None:
    assert understand(text, ways=ways).crisis


@pytest.mark.parametrize("ways", [Ways(), ALONE], ids=["all", "without embeddings"])
@pytest.mark.parametrize(
    "text",
    ["dying for a pint", "my phone died", "cut my hours at work", "bin day", "hello"],
)
def test_everyday_words_are_not_danger(text: str, ways: Ways) -> None:
    assert not understand(text, ways=ways).crisis


@needs_model
def test_the_meaning_knows_a_cup_of_tea_from_danger() -> None:
    assert not understand("kill for a cuppa").crisis


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("nie mogę spać", "sleep"), ("am datorii", "debt_money"), ("neturiu kur gyventi", "housing_homelessness"),
        ("زوجي يضربني", "domestic_abuse"), ("نوکری چاہیے", "work"), ("cnt slp", "sleep"), ("bailifs", "debt_money"),
    ],
)  # fmt: skip
def test_needs_are_heard_in_other_languages_and_spellings(text: str, code: str) -> None:
    assert understand(text).codes[0] == code


@pytest.mark.parametrize(
    "text",
    ["", " ", "\0", "\ufffd" * 50, "🙂" * 3_000, "a" * 100_000, "漢字" * 500, "<script>'; DROP TABLE x;--"],
)
def test_anything_can_be_read(text: str) -> None:
    found = understand(text)
    assert len(found.needs) <= 6 and not found.crisis


def test_no_sentence_is_given_a_dozen_needs() -> None:
    text = " and ".join(row["text"] for row in labelled("tune")[:12])
    assert 1 <= len(understand(text).needs) <= 6


def test_a_guess_says_which_words_it_came_from() -> None:
    text = "honest to god the booooze has me beat"
    found = understand(text, ways=Ways(lexicon=False, meaning=False))
    for need in found.needs:
        for span in need.phrases:
            assert text[span.start : span.end] == span.text


def test_without_a_phrase_or_a_word_there_is_no_quotation() -> None:
    for row in labelled("tune"):
        for need in understand(row["text"]).needs:
            assert all(span.text.strip() for span in need.phrases)


@needs_model
def test_embeddings_find_what_shares_no_word() -> None:
    model = meaning_model()
    assert model is not None
    scores = model.scores("intoxicated again by noon")
    assert max(scores, key=lambda code: scores[code]) == "alcohol_drugs"
    assert model.scores("我很难过") == {} and model.scores("123") == {}


def test_switching_embeddings_off_leaves_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALONGSIDE_EMBEDDINGS", "off")
    encoder.cache_clear()
    meaning_model.cache_clear()
    try:
        assert meaning_model() is None
        assert understand("cant sleep and behind on the rent").codes[0] in ("sleep", "debt_money")
    finally:
        encoder.cache_clear()
        meaning_model.cache_clear()


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Hello, world!", [101, 7592, 1010, 2088, 999, 102]),
        ("can’t sleep", [101, 2064, 1521, 1056, 3637, 102]),
        ("café", [101, 7668, 102]),
        ("unaffable", [101, 14477, 20961, 3468, 102]),
        ("x" * 200, [101, 100, 102]),
        ("", [101, 102]),
    ],
)
def test_wordpieces_are_those_of_the_model(text: str, numbers: list[int]) -> None:
    assert numbers_of(text, 64) == numbers


def test_wordpieces_are_never_more_than_asked() -> None:
    assert len(numbers_of("word " * 500, 64)) == 64


def test_ridge_says_of_an_example_what_it_would_say_had_it_never_seen_it() -> None:
    numpy = pytest.importorskip("numpy")
    points = numpy.random.default_rng(1).normal(size=(12, 3))
    kernel, wanted, trust = points @ points.T, points[:, :1] + 0.1, numpy.ones(12)
    fitted = ridge(kernel, wanted, trust, 0.5)
    centred = wanted - fitted.means
    others = numpy.arange(12) != 4
    held = numpy.linalg.solve(kernel[numpy.ix_(others, others)] + 0.5 * numpy.eye(11), centred[others])
    assert fitted.unseen[4] == pytest.approx(kernel[4, others] @ held + fitted.means)


def test_trust_is_fitted_the_right_way_round() -> None:
    numpy = pytest.importorskip("numpy")
    base, weight = logistic(
        numpy.array([[0.0], [0.1], [0.9], [1.0]] * 10), numpy.array([0, 0, 1, 1] * 10), numpy.ones(40)
    )
    assert weight > 0 > base


@pytest.mark.parametrize("lines", [b"cant sleep\n\n\xff\xfe\x00binary\nsuicdal", b"", b"a" * 50_000])
def test_the_command_answers_every_line(lines: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    answered = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(lines), encoding="utf-8"))
    call_command("understand", "--json", stdout=answered)
    said = [json.loads(line) for line in answered.getvalue().splitlines()]
    assert len(said) == len(lines.split(b"\n")) - (1 if not lines else 0)
    for one in said:
        assert set(one) == {"needs", "crisis"}
        assert all(set(need) == {"code", "confidence"} for need in one["needs"])
        assert [n["confidence"] for n in one["needs"]] == sorted(
            (n["confidence"] for n in one["needs"]), reverse=True
        )


def test_what_was_learnt_is_small_and_no_pickle() -> None:
    sizes = {path.name: path.stat().st_size for path in LEARNT.iterdir() if path.is_file()}
    assert set(sizes) == {"words.json.gz", "meaning.npz", "fusion.json", "wordpieces.txt.gz"}
    assert sum(sizes.values()) < 3_000_000
