"""Booking, the register, feedback, what is required, and checking a code."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from alongside.foundation.design.forms import AlongsideForm, OnceForm
from alongside.membership.models import Organisation

from ..vocabulary import COULD_TAKE_PART, REQUIRED_ROLES, USEFUL

CAME = [("came", "Came"), ("missed", "Did not come")]


class BookForm(OnceForm):
    """For oneself; a lead also chooses who."""

    label_size = ""
    learner = forms.ChoiceField(label="Someone who works with you", required=False)

    def __init__(self, *args: Any, colleagues: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["learner"].choices = [("", "Choose who"), *colleagues]  # type: ignore[attr-defined]


class RegisterForm(AlongsideForm):
    """A question for each person who has a place: came, or did not. Whoever is left open stays so."""

    label_size = ""
    says_optional = False

    def __init__(self, *args: Any, bookings: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bookings = list(bookings)
        marked = {"attended": "came", "did_not_come": "missed"}
        for one in self.bookings:
            self.fields[f"b-{one.pk}"] = forms.ChoiceField(
                label=f"{one.user.name}, {one.organisation.name}",
                choices=CAME,
                required=False,
                widget=forms.RadioSelect,
                initial=marked.get(one.state, ""),
            )

    @property
    def small(self) -> set[str]:  # type: ignore[override]
        return set(self.fields)

    inline = small  # type: ignore[assignment]

    def marked(self, as_: str) -> list[UUID]:
        return [one.pk for one in self.bookings if self.cleaned_data.get(f"b-{one.pk}") == as_]


class FeedbackForm(OnceForm):
    label_size = "s"
    small = ("useful", "took_part")
    useful = forms.TypedChoiceField(
        label="How useful is it for your work?",
        choices=[*reversed(USEFUL)],
        coerce=int,
        widget=forms.RadioSelect,
    )
    took_part = forms.ChoiceField(
        label="Could you take part as you needed to?", choices=COULD_TAKE_PART, widget=forms.RadioSelect
    )
    will_do = forms.CharField(
        label="What will you do differently?",
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )
    change = forms.CharField(
        label="What would make it better?",
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )


class RequireForm(AlongsideForm):
    label_size = ""
    course = forms.ChoiceField(label="Course")
    role = forms.ChoiceField(label="Who needs it", choices=REQUIRED_ROLES, required=False)
    kind = forms.ChoiceField(
        label="At which kind of organisation",
        choices=[("", "Every kind"), *Organisation.Kind.choices],
        required=False,
    )

    def __init__(self, *args: Any, courses: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["course"].choices = [("", "Choose a course"), *courses]  # type: ignore[attr-defined]


class CheckForm(AlongsideForm):
    widths = {"code": 20}
    code = forms.CharField(
        label="The code on the certificate",
        help_text="Twelve letters and numbers, like ABCD-EFGH-JKMN.",
        max_length=60,
        widget=forms.TextInput(
            {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}
        ),
    )
