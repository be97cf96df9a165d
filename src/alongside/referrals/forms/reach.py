"""How to reach someone safely: asked of everyone who asks for help, and changed on their own page."""

from typing import Any

from django import forms

from alongside.foundation.design.forms import AlongsideForm, PhoneField
from alongside.people.models import Person


class ReachForm(AlongsideForm):
    """What is safe to use. ``other=True`` speaks of someone else."""

    safe_ways = forms.MultipleChoiceField(
        label="What’s safe to use?",
        help_text="Choose any that are safe.",
        choices=Person.SafeWay.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one way that is safe"},
    )
    email = forms.EmailField(label="Email address", max_length=254)
    through = forms.CharField(label="Who should we go through, and how?", max_length=200)
    telephone = PhoneField(label="Phone number", required=False)
    voicemail = forms.ChoiceField(
        label="If you don’t answer, can we leave a voicemail?",
        choices=Person.Voicemail.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    not_times = forms.CharField(
        label="Any times we shouldn’t ring?",
        help_text="You can leave this empty.",
        max_length=200,
        required=False,
    )

    conditional = {"safe_ways": {"email": "email", "someone": "through"}}
    item_hints = {"safe_ways": {"someone": "Like a GP practice, or a worker you trust"}}
    widths = {"telephone": 20}
    says_optional = False

    def __init__(self, *args: Any, other: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["not_times"].widget.attrs["autocomplete"] = "off"
        if other:
            self.fields["voicemail"].label = "If they don’t answer, can we leave a voicemail?"
            for name in ("telephone", "email"):
                self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        """A way that is safe needs its number; a call needs to know about voicemail."""
        given: dict[str, Any] = super().clean() or {}
        ways = given.get("safe_ways") or []
        by_number = [
            words for way, words in (("text", "text message"), ("phone", "phone call")) if way in ways
        ]
        if by_number and not given.get("telephone") and "telephone" not in self.errors:
            ticked = " and ".join(f"“{words}”" for words in by_number)
            self.add_error("telephone", f"Add a phone number, or untick {ticked}")
        if "phone" in ways and not given.get("voicemail"):
            self.add_error("voicemail", "Say if we can leave a voicemail")
        if "phone" not in ways:
            given["voicemail"], given["not_times"] = Person.Voicemail.NO.value, ""
        if not by_number and "telephone" in self.errors:
            del self.errors["telephone"]
            given["telephone"] = ""
        return given
