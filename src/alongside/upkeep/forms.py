"""The forms of keeping the directory true."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms

from alongside.directory.models import Capacity
from alongside.directory.queries import LABELS, STATUSES
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


class MergeForm(AlongsideForm):
    """Fields on which two entries differ: for each the word of one source. ``fields``: choices, hints, the first."""

    label_size = "s"

    def __init__(self, *args: Any, fields: Mapping[str, Any], **kwargs: Any) -> None:
        self.item_hints = {name: hints for name, (_choices, hints, _first) in fields.items()}
        self._firsts = {name: first for name, (_choices, _hints, first) in fields.items()}
        super().__init__(*args, initial=self._firsts, **kwargs)
        for name, (choices, _hints, _first) in fields.items():
            self.fields[name] = forms.ChoiceField(
                label=LABELS[name], choices=choices, widget=forms.RadioSelect
            )

    @property
    def taken(self) -> dict[str, UUID]:
        """Parts that were chosen over the one believed first, by field."""
        return {name: UUID(key) for name, key in self.cleaned_data.items() if key != self._firsts[name]}


class SourcesForm(AlongsideForm):
    """A place for each source, and for each field the source that comes first for it."""

    label_size = "s"
    says_optional = False

    def __init__(
        self, *args: Any, sources: list[tuple[str, str]], firsts: Mapping[str, UUID], labels: Mapping[str, str],
        **kwargs: Any,
    ) -> None:  # fmt: skip
        self._sources, self._labels = [key for key, _name in sources], list(labels)
        places = {f"place-{key}": number for number, key in enumerate(self._sources, 1)}
        self.widths = dict.fromkeys(places, 3)
        chosen = {f"first-{name}": str(key) for name, key in firsts.items()}
        super().__init__(*args, initial=places | chosen, **kwargs)
        for key, name in sources:
            self.fields[f"place-{key}"] = forms.IntegerField(label=name, min_value=1, max_value=999)
        choices = [("", "As in the order above"), *sources]
        for name, label in labels.items():
            self.fields[f"first-{name}"] = forms.ChoiceField(label=label, choices=choices, required=False)

    @property
    def places(self) -> list[Any]:
        return [self[f"place-{key}"] for key in self._sources]

    @property
    def fields_first(self) -> list[Any]:
        return [self[f"first-{name}"] for name in self._labels]

    @property
    def order(self) -> list[UUID]:
        """Sources by their numbers; those with one number stay as they were to each other."""
        return [UUID(key) for key in sorted(self._sources, key=lambda key: self.cleaned_data[f"place-{key}"])]

    @property
    def first(self) -> dict[str, UUID | None]:
        said = {name: self.cleaned_data[f"first-{name}"] for name in self._labels}
        return {name: UUID(key) if key else None for name, key in said.items()}
