"""Meetings, their agenda, and what is written while they are under way."""

from typing import Any

from django import forms

from alongside.foundation.design.forms import DateField, TimeField
from alongside.foundation.workflow.clock import today

from ..vocabulary import EVERY
from .base import (
    LONG,
    GovernanceForm,
    Lines,
    choose,
    line,
    text,
    touched_organisation,
    touched_subject,
    web_address,
)


class MoveForm(GovernanceForm):
    widths = {"time": 5, "minutes_long": 3}
    day = DateField(label="Day", earliest=today)
    time = TimeField(label="Time", help_text="Like 10am or 2:30pm")
    minutes_long = forms.IntegerField(
        label="How long, in minutes", min_value=10, max_value=24 * 60, initial=120
    )
    place = line("Place", needed=False, most=300)
    link = web_address("Link to join from elsewhere")


class PlanForm(MoveForm):
    widths = {**MoveForm.widths, "times": 3}
    title = line("A name for it", needed=False, most=120, hint="Without one it has the group’s name.")
    every = choose("Does it come again?", EVERY, needed=False, blank="No, once")
    times = forms.IntegerField(
        label="How many meetings in all",
        min_value=1,
        max_value=24,
        initial=1,
        help_text="Up to 24 in one go.",
    )


class ItemForm(GovernanceForm):
    widths = {"minutes_long": 3}
    title = line("What is it?")
    presenter = line("Who presents it?", needed=False, most=120)
    minutes_long = forms.IntegerField(label="Minutes", min_value=1, max_value=480, initial=10)
    paper = text(
        "Paper", needed=False, rows=8, most=LONG, hint="Plain words. Leave a line empty between paragraphs."
    )
    paper_link = web_address("Or a link to it")


class MinutesForm(GovernanceForm):
    minutes = text("Minutes", needed=False, rows=6, most=LONG)
    before = Lines(required=False, max_length=LONG, strip=False, widget=forms.HiddenInput)


class ActionForm(GovernanceForm):
    words = line("What will be done?", most=300)
    owner = choose("Who takes it on?", [])
    due_on = DateField(label="By", earliest=today)

    def __init__(self, *args: Any, people: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", "Choose one"), *people]  # type: ignore[attr-defined]


class HandOnForm(GovernanceForm):
    owner = choose("Who does it?", [])
    due_on = DateField(label="By", earliest=today)

    def __init__(self, *args: Any, people: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", "Choose one"), *people]  # type: ignore[attr-defined]


class RoomForm(GovernanceForm):
    """A decision in the room. ``here`` are the seats that may be ticked as standing aside."""

    small = ("how", "aside")
    widths = {"ayes": 3, "noes": 3, "abstained": 3}
    conditional = {"how": {"hands": ["ayes", "noes", "abstained"]}}
    title = line("What is decided, in a line")
    words = text("The decision", rows=3, most=4000)
    reasons = text("Why", needed=False, rows=2, most=4000)
    organisation = touched_organisation("Who has an interest in it stands aside by itself.")
    subject = touched_subject()
    aside = forms.MultipleChoiceField(
        label="Who says now that they have an interest?", required=False, widget=forms.CheckboxSelectMultiple
    )
    how = forms.ChoiceField(
        label="How?",
        choices=[("consent", "By consent: nobody objects"), ("hands", "A show of hands")],
        widget=forms.RadioSelect,
        initial="consent",
    )
    ayes = forms.IntegerField(label="For", min_value=0, max_value=200)
    noes = forms.IntegerField(label="Against", min_value=0, max_value=200)
    abstained = forms.IntegerField(label="Abstained", min_value=0, max_value=200)
    confirms = choose("Does it confirm an earlier one?", [], needed=False, blank="No")

    def __init__(self, *args: Any, here: Any = (), waiting: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["aside"].choices = list(here)  # type: ignore[attr-defined]
        self.fields["confirms"].choices = [("", "No"), *waiting]  # type: ignore[attr-defined]
        if not here:
            del self.fields["aside"]
        if not waiting:
            del self.fields["confirms"]
