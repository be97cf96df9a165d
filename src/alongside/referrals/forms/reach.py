"""How to reach someone safely: asked of everyone who asks for help, and changed on their own page."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alongside.foundation.design.formats import and_list
from alongside.foundation.design.forms import AlongsideForm, PhoneField
from alongside.people.models import Person


class ReachForm(AlongsideForm):
    """What is safe to use. ``other=True`` speaks of someone else."""

    safe_ways = forms.MultipleChoiceField(
        label=_("What’s safe to use?"),
        help_text=_("Choose any that are safe."),
        choices=Person.SafeWay.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one way that is safe")},
    )
    email = forms.EmailField(label=_("Email address"), max_length=254)
    through = forms.CharField(label=_("Who should we go through, and how?"), max_length=200)
    telephone = PhoneField(label=_("Phone number"), required=False)
    voicemail = forms.ChoiceField(
        label=_("If you don’t answer, can we leave a voicemail?"),
        choices=Person.Voicemail.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    not_times = forms.CharField(
        label=_("Any times we shouldn’t ring?"),
        help_text=_("You can leave this empty."),
        max_length=200,
        required=False,
    )

    conditional = {"safe_ways": {"email": "email", "someone": "through"}}
    item_hints: Mapping[str, Any] = {"safe_ways": {"someone": _("Like a GP practice, or a worker you trust")}}
    widths = {"telephone": 20}
    says_optional = False

    def __init__(self, *args: Any, other: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["not_times"].widget.attrs["autocomplete"] = "off"
        if other:
            self.fields["voicemail"].label = _("If they don’t answer, can we leave a voicemail?")
            for name in ("telephone", "email"):
                self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        """A way that is safe needs its number; a call needs to know about voicemail."""
        given: dict[str, Any] = super().clean() or {}
        ways = given.get("safe_ways") or []
        by_number = [
            words
            for way, words in (("text", gettext("text message")), ("phone", gettext("phone call")))
            if way in ways
        ]
        if by_number and not given.get("telephone") and "telephone" not in self.errors:
            ticked = and_list([f"“{words}”" for words in by_number])
            self.add_error(
                "telephone", gettext("Add a phone number, or untick %(ticked)s") % {"ticked": ticked}
            )
        if "phone" in ways and not given.get("voicemail"):
            self.add_error("voicemail", gettext("Say if we can leave a voicemail"))
        if "phone" not in ways:
            given["voicemail"], given["not_times"] = Person.Voicemail.NO.value, ""
        if not by_number and "telephone" in self.errors:
            del self.errors["telephone"]
            given["telephone"] = ""
        return given
