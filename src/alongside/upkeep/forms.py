"""The forms of keeping the directory true."""

from typing import Any

from django import forms

from alongside.directory.models import Capacity
from alongside.directory.queries import STATUSES
from alongside.foundation.design.forms import AlongsideForm, OnceForm

from .models import Doubt


class SheetForm(OnceForm):
    """An entry as it stands, to be changed. What a value may be is the sheet's to say (``directory.sheet``)."""

    name = forms.CharField(label="Name", max_length=300)
    description = forms.CharField(
        label="What you do",
        help_text="Two or three plain sentences. People find you by these words.",
        required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": "6"}),
    )  # fmt: skip
    status = forms.ChoiceField(
        label="Is it running?", choices=list(STATUSES.items()), widget=forms.RadioSelect
    )
    alert = forms.CharField(
        label="Something people must know now", help_text="Shown at the top, until you take it away.",
        required=False, max_length=500,
    )  # fmt: skip
    phones = forms.CharField(
        label="Phone numbers",
        help_text="One on each line. After the number you can say what it is for: 01632 960123, ask for the front desk.",
        required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": "3"}),
    )  # fmt: skip
    email = forms.CharField(label="E-mail", required=False, max_length=254)
    url = forms.CharField(label="Website", required=False, max_length=1000)
    times = forms.CharField(
        label="When it is on",
        help_text="One on each line, like this: Mondays and Wednesdays, 10am to midday.",
        required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": "4"}),
    )  # fmt: skip
    eligibility_description = forms.CharField(
        label="Who it is for", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": "3"})
    )
    minimum_age = forms.CharField(
        label="Youngest age",
        required=False,
        max_length=3,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    maximum_age = forms.CharField(
        label="Oldest age",
        required=False,
        max_length=3,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    fees_description = forms.CharField(label="What it costs", required=False, max_length=1000)
    application_process = forms.CharField(
        label="How people start", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": "3"})
    )
    note = forms.CharField(
        label="Anything we should know about this change?", help_text="Only we read this.",
        required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": "2"}),
    )  # fmt: skip
    label_size = "s"
    says_optional = False
    widths = {"minimum_age": 3, "maximum_age": 3}


class RoomForm(OnceForm):
    state = forms.ChoiceField(
        label="Do you have room?", choices=Capacity.State.choices, widget=forms.RadioSelect
    )
    weeks = forms.IntegerField(
        label="About how many weeks do people wait?", required=False, min_value=0, max_value=520
    )
    page_heading = ""
    conditional = {"state": {"waiting_list": "weeks"}}
    widths = {"weeks": 3}


class DoubtForm(OnceForm):
    about = forms.ChoiceField(label="What is wrong?", choices=Doubt.About.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label="What should it say?", help_text="Please don’t write anything about yourself.",
        required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": "4"}),
    )  # fmt: skip
    label_sizes = {"words": "s"}


class ReasonForm(AlongsideForm):
    """Why not: shown to whoever asked."""

    reason = forms.CharField(label="Why not?", max_length=500, widget=forms.Textarea(attrs={"rows": "2"}))
    label_size = "s"

    def __init__(self, *args: Any, hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = hint
