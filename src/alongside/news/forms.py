"""The forms of news."""

from collections.abc import Sequence
from typing import Any

from django import forms

from alongside.foundation.design.forms import AlongsideForm, OnceForm

from .models import Digest


class WriteForm(OnceForm):
    """``may_be_urgent`` and ``thanked`` (id, name) say what of it this actor gets. News has nobody thanked: None."""

    thanked = forms.ChoiceField(label="Whom do you thank?")
    title = forms.CharField(label="In one line", max_length=120)
    text = forms.CharField(
        label="What happened",
        help_text="Never about someone who can be recognised, unless they asked you to.",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": "8"}),
    )
    is_public = forms.BooleanField(
        label="Anyone may read it",
        help_text="On the public news page, and in its feed for other websites.",
        required=False,
    )
    is_urgent = forms.BooleanField(
        label="It is urgent",
        help_text="A message goes at once to everyone who wants urgent messages.",
        required=False,
    )
    label_size = "s"

    def __init__(
        self,
        *args: Any,
        thanked: Sequence[tuple[str, str]] | None = None,
        may_be_urgent: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if thanked is None:
            del self.fields["thanked"]
        else:
            self.fields["thanked"].choices = [("", "Choose one"), *thanked]  # type: ignore[attr-defined]
            self.fields["thanked"].help_text = "" if thanked else "There is nobody else in the alliance yet."
        if not may_be_urgent or thanked is not None:
            del self.fields["is_urgent"]


class TakeBackForm(AlongsideForm):
    reason = forms.CharField(label="Why", max_length=300)
    label_size = "s"


class DigestForm(AlongsideForm):
    rhythm = forms.ChoiceField(
        label="When should we write to you about news?",
        choices=Digest.Rhythm.choices,
        widget=forms.RadioSelect,
    )
    urgent = forms.BooleanField(
        label="Write at once when a coordinator says that it is urgent", required=False
    )
