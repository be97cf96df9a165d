"""Groups, seats and elections."""

from django import forms

from alongside.foundation.design.forms import DateField
from alongside.foundation.workflow.clock import today

from ..vocabulary import ELECTORATES, ENDED_WHY, GROUP_KINDS, QUORUM_KINDS, SEAT_KINDS
from .base import GovernanceForm, choose, line, text


class GroupForm(GovernanceForm):
    widths = {"quorum_number": 3, "quorum_lived": 3}
    small = ("quorum_kind",)
    name = line("Its name", most=120)
    kind = choose("What kind of group is it?", GROUP_KINDS)
    purpose = text("What is it for?", needed=False, hint="A sentence or two that anyone understands.")
    meets = line("When does it meet?", needed=False, hint="Like: first Tuesday of the month, 10am.")
    quorum_kind = forms.ChoiceField(
        label="How many must be there to decide?",
        choices=QUORUM_KINDS,
        widget=forms.RadioSelect,
        initial="share",
    )
    quorum_number = forms.IntegerField(
        label="How many, or how many in a hundred", min_value=1, max_value=100, initial=50
    )
    quorum_lived = forms.IntegerField(
        label="With lived experience, at least", min_value=0, max_value=60, initial=0
    )


class SeatsForm(GovernanceForm):
    widths = {"number": 3}
    kind = choose("For whom?", SEAT_KINDS)
    number = forms.IntegerField(label="How many seats", min_value=1, max_value=30, initial=1)
    name = line("What the seat is for", needed=False, most=80, hint="Like: small charities, carers.")


class FillForm(GovernanceForm):
    email = forms.EmailField(
        label="Their email address", help_text="The one they sign in with.", max_length=254
    )
    until = DateField(label="Until", help_text="The last day of their term.", earliest=today)


class EndTermForm(GovernanceForm):
    why = choose("Why does it end?", ENDED_WHY)


class CallForm(GovernanceForm):
    small = ("electorate",)
    electorate = forms.ChoiceField(label="Who votes?", choices=ELECTORATES, widget=forms.RadioSelect)
    nominations_until = DateField(label="People can stand until", help_text="5pm that day.", earliest=today)
    voting_until = DateField(label="Voting is open until", help_text="5pm that day.", earliest=today)
    starts_on = DateField(label="The term begins on", earliest=today)
    until = DateField(label="The term ends on", earliest=today)
