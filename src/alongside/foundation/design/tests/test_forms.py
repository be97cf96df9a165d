"""Forms: complete components, kind words, nothing lost."""

from datetime import date, time
from html.parser import HTMLParser
from typing import Any

import pytest
from django import forms

from alongside.foundation.design.forms import (
    AlongsideForm,
    DateField,
    OnceForm,
    PhoneField,
    PostcodeField,
    TimeField,
)
from alongside.foundation.workflow.clock import today


class Reach(OnceForm):
    by = forms.MultipleChoiceField(
        label="What’s safe to use?",
        choices=[("text", "Text message"), ("phone", "Phone call")],
        widget=forms.CheckboxSelectMultiple,
    )
    tel = PhoneField(label="Phone number")
    born = DateField(label="When were you born?", latest=date(2026, 1, 1))
    story = forms.CharField(label="What’s going on?", widget=forms.Textarea, required=False)
    conditional = {"by": {"phone": "tel"}}
    item_hints = {"by": {"text": "We never say what it is about"}}


class Ids(HTMLParser):
    """Every id, and every id that something points at."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.pointed: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if "id" in found:
            self.ids.append(found["id"])
        for name in ("for", "aria-describedby", "aria-labelledby"):
            self.pointed |= set(found.get(name, "").split())


def typed(**changes: Any) -> dict[str, Any]:
    return {"by": ["text"], "born-day": "3", "born-month": "Nov", "born-year": "1986"} | changes


def test_a_form_draws_labels_hints_and_errors_that_belong_together() -> None:
    for form in (Reach(), Reach(typed(by=["phone"]))):
        page = Ids(str(form))
        assert len(page.ids) == len(set(page.ids))
        assert page.pointed <= set(page.ids)
        assert 'name="once"' in str(form)


def test_a_hidden_field_opens_beneath_its_choice_and_only_once() -> None:
    html = str(Reach())
    assert html.count('name="tel"') == 1
    assert html.index("govuk-checkboxes__conditional") < html.index('name="tel"') < html.index("born-day")


def test_the_field_beneath_is_needed_only_when_chosen() -> None:
    assert Reach(typed()).is_valid()
    asked = Reach(typed(by=["phone"]))
    assert asked.errors["tel"] == ["Fill in “Phone number”, or untick “Phone call”"]
    unchosen = Reach(typed(tel="nonsense"))
    assert unchosen.is_valid()
    assert unchosen.cleaned_data["tel"] == ""


def test_the_summary_says_nothing_is_lost_and_leads_to_each_field() -> None:
    form = Reach({"by": ["phone"], "born-day": "31", "born-month": "2", "born-year": "2001"})
    summary = form.summary
    assert summary["titleText"] == "Two things to check"
    assert summary["descriptionText"].startswith("Nothing is lost.")
    assert [item["href"] for item in summary["errorList"]] == ["#id_tel", "#id_born-day"]
    ids = Ids(str(form)).ids
    assert all(item["href"][1:] in ids for item in summary["errorList"])


def test_what_was_typed_stays_as_it_was_typed() -> None:
    story = "one\r\n   two <b>\r\n\r\nthree"
    html = str(Reach(typed(story=story, by=["phone"], tel="07 700 x")))
    assert "one&#10;   two &lt;b&gt;&#10;&#10;three" in html
    assert 'value="07 700 x"' in html


def test_the_token_of_a_form_stays_the_same_while_it_is_corrected() -> None:
    first = Reach()
    token = str(first["once"].value())
    again = Reach(typed(once=token))
    assert token in str(again["once"])
    assert again.is_valid()
    assert str(again.cleaned_data["once"]) == token
    assert str(Reach()["once"].value()) != token


def test_a_spoilt_token_is_not_the_readers_fault() -> None:
    assert Reach(typed(once="x'; --")).is_valid()


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (("", "11", "1986"), "Add the day"),
        (("3", "", ""), "Add the month and the year"),
        (("3", "11", "86"), "Write the year with 4 numbers, like 2026"),
        (("31", "2", "1986"), "There is no such day. Check the date"),
        (("x", "11", "1986"), "Use numbers for the date, like 27 3 2026"),
        (("3", "11", "2030"), "Choose 1\u00a0January 2026 or an earlier day"),
        (("", "", ""), "Fill in “When were you born?”"),
    ],
)
def test_a_date_says_what_to_do(parts: tuple[str, str, str], words: str) -> None:
    data = {f"born-{name}": part for name, part in zip(("day", "month", "year"), parts, strict=True)}
    form = Reach(typed(**data))
    assert form.errors["born"] == [words]
    assert all(f'value="{part}"' in str(form["born"]) for part in parts if part)


def test_a_day_near_today_begins_with_this_year_and_that_alone_is_no_answer() -> None:
    class Next(AlongsideForm):
        on = DateField(label="On", earliest=today, required=False)

    year = str(today().year)
    assert f'value="{year}"' in str(Next()["on"])
    form = Next({"on-day": "", "on-month": "", "on-year": year})
    assert form.is_valid() and form.cleaned_data["on"] is None
    assert Next({"on-day": "3", "on-month": "", "on-year": year}).errors["on"] == ["Add the month"]
    assert 'value="2' not in str(Reach()["born"])


def test_a_form_may_give_a_better_label_once_it_knows_more() -> None:
    class Named(AlongsideForm):
        share = forms.ChoiceField(choices=[("yes", "Yes")])

        def __init__(self) -> None:
            super().__init__()
            self.fields["share"].label = "Shall we send this to Rest Easy now?"

    assert "Shall we send this to Rest Easy now?" in str(Named()["share"])


def test_a_month_may_be_a_word() -> None:
    form = Reach(typed())
    assert form.is_valid()
    assert form.cleaned_data["born"] == date(1986, 11, 3)


@pytest.mark.parametrize("number", ["01632 960 144", "(01632) 960144", "+44 1632 960144", "01632-960-144"])
def test_a_phone_number_takes_any_spacing(number: str) -> None:
    assert PhoneField().clean(number) == "+441632960144"


@pytest.mark.parametrize("number", ["12", "not a number", "999999999999999"])
def test_a_phone_number_that_cannot_ring_is_refused_kindly(number: str) -> None:
    with pytest.raises(forms.ValidationError, match="Check the phone number"):
        PhoneField().clean(number)


@pytest.mark.parametrize("written", ["dn327qb", "DN32 7QB", " dn 32 7 qb "])
def test_a_postcode_takes_any_spacing(written: str) -> None:
    assert PostcodeField().clean(written) == "DN32 7QB"


def test_half_a_postcode_counts_only_where_it_may() -> None:
    assert PostcodeField(partial=True).clean("dn32") == "DN32"
    with pytest.raises(forms.ValidationError):
        PostcodeField().clean("DN32")


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("2:30pm", time(14, 30)),
        ("2.30 PM", time(14, 30)),
        ("9am", time(9)),
        ("14:30", time(14, 30)),
        ("noon", time(12)),
    ],
)
def test_a_time_as_people_write_it(written: str, at: time) -> None:
    assert TimeField().clean(written) == at


@pytest.mark.parametrize("written", ["25:00", "half two", "13pm", "9"])
def test_a_time_that_cannot_be_told_is_asked_again(written: str) -> None:
    with pytest.raises(forms.ValidationError, match="2:30pm"):
        TimeField().clean(written)


def test_too_long_and_unstorable_words_are_refused_with_a_reason() -> None:
    assert "10,001" in Reach(typed(story="x" * 10_001)).errors["story"][0]
    assert "hidden character" in Reach(typed(story="a\x00b")).errors["story"][0]


def test_every_kind_of_field_draws() -> None:
    class All(AlongsideForm):
        words = forms.CharField()
        mail = forms.EmailField()
        count = forms.IntegerField()
        need = forms.ChoiceField(choices=[("", "Choose one"), ("sleep", "Sleep")])
        one = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
        agree = forms.BooleanField(label="I agree", help_text="You can change your mind.")
        paper = forms.FileField()
        secret = forms.CharField(widget=forms.PasswordInput)
        page_heading = "words"
        widths = {"count": 5}

    html = str(All())
    for piece in (
        '<h1 class="govuk-label-wrapper">',
        'autocomplete="email"',
        'inputmode="numeric"',
        "govuk-input--width-5",
        "govuk-select",
        "govuk-radios",
        "You can change your mind.",
        'type="file"',
        'type="password"',
    ):
        assert piece in html
    refused = All({})
    assert refused.errors["agree"] == ["Tick “I agree” to carry on"]
    assert refused.errors["need"] == ["Choose an answer to “Need”"]
    assert "maxlength" not in html
