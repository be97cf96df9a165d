"""Proposals and the ballots on them."""

from typing import Any

from django import forms

from alongside.foundation.design.forms import DateField
from alongside.foundation.workflow.clock import today

from ..vocabulary import CONSENT_CHOICES, METHODS, THRESHOLDS, VOTE_CHOICES
from .base import GovernanceForm, choose, line, text, touched_organisation, touched_subject

PLACES = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
)


class ChangeForm(GovernanceForm):
    title = line("What do you propose, in a line?")
    words = text(
        "The proposal", rows=5, most=10_000, hint="What would be decided, so that it can be read alone."
    )
    reasons = text("Why", needed=False, rows=4, most=10_000)


class ProposalForm(ChangeForm):
    small = ("method", "threshold")
    conditional = {"method": {"vote": "threshold", "ranked": "options"}}
    method = forms.ChoiceField(
        label="How should it be decided?", choices=METHODS, widget=forms.RadioSelect, initial="consent"
    )
    threshold = forms.ChoiceField(
        label="How many must be for it?", choices=THRESHOLDS, widget=forms.RadioSelect, initial="majority"
    )
    options = text("The options, one on each line", rows=4)
    organisation = touched_organisation("Who has an interest in it stands aside.")
    subject = touched_subject()


class TouchForm(GovernanceForm):
    organisation = touched_organisation()
    subject = touched_subject()


class AskForm(GovernanceForm):
    closes_on = DateField(label="Answers by", help_text="It closes at 5pm that day.", earliest=today)


class VoteForm(GovernanceForm):
    small = ("choice",)
    choice = forms.ChoiceField(label="Your answer", choices=VOTE_CHOICES, widget=forms.RadioSelect)
    reason = line("A word about it", needed=False, most=500)


class ConsentForm(GovernanceForm):
    small = ("choice",)
    conditional = {"choice": {"object": "reason"}}
    choice = forms.ChoiceField(label="Your answer", choices=CONSENT_CHOICES, widget=forms.RadioSelect)
    reason = text("Why do you object, and what would put it right?", rows=3, most=1000)


class RankedForm(GovernanceForm):
    """A choice for each place: first, second and so on. The first must be given, and none twice."""

    def __init__(self, *args: Any, options: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place, name in enumerate(PLACES[: len(options)]):
            self.fields[name] = choose(f"Your {name} choice", options, needed=place == 0, blank="None")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        order = [said[name] for name in PLACES if said.get(name)]
        if len(order) != len(set(order)):
            self.add_error("first", "Give each option one place only")
        return said

    @property
    def ranking(self) -> list[int]:
        """Option numbers, the best first; a place that was skipped is closed up."""
        return [int(self.cleaned_data[name]) for name in PLACES if self.cleaned_data.get(name)]
