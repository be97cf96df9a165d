"""What the forms of governance are made of."""

from collections.abc import Iterable
from typing import Any

from django import forms

from alongside.foundation.design.forms import OnceForm

from ..vocabulary import SUBJECTS

LONG, SHORT = 20_000, 2_000


class Lines(forms.CharField):
    """Text of several lines, with one kind of line end."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").replace("\r\n", "\n")


def text(label: str, *, needed: bool = True, hint: str = "", rows: int = 3, most: int = SHORT) -> Lines:
    return Lines(
        label=label, required=needed, help_text=hint, max_length=most, widget=forms.Textarea({"rows": rows})
    )


def line(
    label: str, *, needed: bool = True, hint: str = "", most: int = 200, **attrs: str
) -> forms.CharField:
    return forms.CharField(
        label=label, required=needed, help_text=hint, max_length=most, widget=forms.TextInput(attrs)
    )


def choose(
    label: str,
    choices: Iterable[tuple[str, str]],
    *,
    needed: bool = True,
    blank: str = "Choose one",
    hint: str = "",
) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", blank), *choices], required=needed, help_text=hint)


def web_address(label: str, hint: str = "") -> forms.URLField:
    return forms.URLField(label=label, required=False, help_text=hint, max_length=500, assume_scheme="https")


def touched_organisation(hint: str = "") -> forms.ChoiceField:
    """Its choices are given when the form is made."""
    return choose("An organisation it touches", [], needed=False, blank="None", hint=hint)


def touched_subject() -> forms.ChoiceField:
    return choose("A subject it touches", SUBJECTS, needed=False, blank="None")


class GovernanceForm(OnceForm):
    """``seen`` is the state that the page showed. ``ids`` keeps ids apart where a page has several forms."""

    label_size = "s"
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=30)

    def __init__(self, *args: Any, ids: str = "", organisations: Any = (), **kwargs: Any) -> None:
        if ids:
            kwargs["auto_id"] = f"{ids}_%s"
        super().__init__(*args, **kwargs)
        for name in ("organisation", "with_organisation"):
            if name in self.fields:
                self.fields[name].choices = [("", "None"), *organisations]  # type: ignore[attr-defined]


class ReasonForm(GovernanceForm):
    """Why: to cancel, withdraw, or put minutes right."""

    reason = text("Why", rows=2, most=500)


class WordsForm(GovernanceForm):
    """Something to say."""

    words = text("What do you think?", rows=3, most=4000)


class ItemAsideForm(GovernanceForm):
    """An interest, said at the moment."""

    why = line("What is your interest?", most=300, hint="Everyone can read it in the decision.")
