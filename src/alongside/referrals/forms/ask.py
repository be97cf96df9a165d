"""Asking for help, a page at a time: what's going on, how to reach you, about you, and a yes."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alongside.foundation.design.forms import AlongsideForm, PhoneField, PostcodeField
from alongside.people.models import Consent

from ..actions.requests import WORDS_LIMIT
from ..models import HelpRequest

UNDER_AGE = 16
DECIDES = Consent.DecidedBy


class WordsForm(AlongsideForm):
    """What's going on, and who it is for."""

    words = forms.CharField(
        label=_("What’s going on?"),
        help_text=_("Say it your own way. A few words is fine."),
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
        max_length=WORDS_LIMIT,
        error_messages={"required": _("Say a few words about what’s going on")},
    )
    for_whom = forms.ChoiceField(
        label=_("Who is it for?"), choices=HelpRequest.ForWhom.choices, widget=forms.RadioSelect
    )
    page_heading = "words"


class AboutForm(AlongsideForm):
    """The person's name, age and postcode. ``other=True`` asks who is asking as well."""

    given_name = forms.CharField(
        label=_("First name"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "given-name", "spellcheck": "false"}),
    )
    family_name = forms.CharField(
        label=_("Last name"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "family-name", "spellcheck": "false"}),
    )
    age = forms.IntegerField(
        label=_("Age"),
        help_text=_("Some places help people of some ages only."),
        min_value=0,
        max_value=120,
        error_messages={
            "required": _("Give an age in years. About right is fine"),
            "invalid": _("Give an age as a number, like 34"),
            "min_value": _("Give an age as a number, like 34"),
            "max_value": _("Give an age as a number, like 34"),
        },
    )
    postcode = PostcodeField(
        label=_("Postcode"),
        help_text=_("So we can look nearby. The start is enough."),
        partial=True,
        required=False,
    )
    asker_name = forms.CharField(
        label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    asker_telephone = PhoneField(
        label=_("Your phone number"), help_text=_("In case we have a question."), required=False
    )
    widths = {"age": 3, "given_name": 20, "family_name": 20, "asker_telephone": 20}

    def __init__(self, *args: Any, other: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not other:
            del self.fields["asker_name"], self.fields["asker_telephone"]
            return
        self.fields["given_name"].label, self.fields["family_name"].label = (
            _("Their first name"),
            _("Their last name"),
        )
        self.fields["age"].label, self.fields["postcode"].label = _("Their age"), _("Their postcode")
        for name in ("given_name", "family_name", "postcode"):
            self.fields[name].widget.attrs["autocomplete"] = "off"


def deciders(*, for_whom: str, age: int | None) -> list[tuple[str, str]]:
    """Who may have said yes, in words; empty where it can only be the one who is asking."""
    child = age is not None and age < UNDER_AGE
    if for_whom == HelpRequest.ForWhom.SELF:
        return (
            [
                (DECIDES.PERSON.value, gettext("I do. I understand what will happen")),
                (DECIDES.PARENT.value, gettext("My mum or dad, or whoever looks after me. They said yes")),
            ]
            if child
            else []
        )
    if child:
        return [
            (DECIDES.PERSON.value, gettext("They do. They understand, and they said yes")),
            (DECIDES.PARENT.value, gettext("Their parent or guardian, who said yes (that may be you)")),
        ]
    return [
        (DECIDES.PERSON.value, gettext("They do. They know about this, and they said yes")),
        (DECIDES.ATTORNEY.value, gettext("I do. I have power of attorney for their health and welfare")),
        (
            DECIDES.BEST_INTERESTS.value,
            gettext("They can’t decide this now, so I’m asking for what is best for them"),
        ),
    ]


class AgreeForm(AlongsideForm):
    """The last page: who decides, where that could be more than one, and whether to send it to a service now."""

    decided_by = forms.ChoiceField(
        label=_("Who is saying yes to this?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who is saying yes")},
    )
    share = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(
        self,
        *args: Any,
        deciding: list[tuple[str, str]],
        service: str = "",
        other: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if deciding:
            self.fields["decided_by"].choices = deciding  # type: ignore[attr-defined]
        else:
            del self.fields["decided_by"]
        if not service:
            del self.fields["share"]
            return
        share = self.fields["share"]
        share.label = gettext("Shall we send this to %(service)s now?") % {"service": service}
        share.error_messages["required"] = gettext(
            "Choose yes or no: shall we send this to %(service)s now?"
        ) % {"service": service}
        share.choices = [  # type: ignore[attr-defined]
            ("yes", gettext("Yes, send it now")),
            ("no", gettext("No, talk to them first") if other else gettext("No, talk to you first")),
        ]
