"""The forms of what is true of the whole alliance."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from alongside.foundation.design.forms import AlongsideForm, PhoneField
from alongside.foundation.design.languages import LANGUAGES
from alongside.foundation.design.theme import PLUM, SAGE, trouble_with

from .rules import MOST_CONTACTS

HEX = re.compile(r"#[0-9a-fA-F]{6}")
OWN, OURS = "own", "ours"


class DetailsForm(AlongsideForm):
    name = forms.CharField(label="What the alliance is called", max_length=200)
    place = forms.CharField(
        label="The place", help_text="It stands beside the name on every page.", max_length=200
    )
    telephone = PhoneField(
        label="Telephone number", help_text="For people who would rather talk.", required=False
    )
    open_hours = forms.CharField(
        label="When someone answers it",
        help_text="As you would say it: 9am to 5pm, Monday to Friday.",
        max_length=200,
        required=False,
    )
    languages = forms.MultipleChoiceField(
        label="Languages besides English",
        help_text="People can read the pages for finding and asking for help in these. What services say of themselves "
        "stays as they wrote it.",
        choices=[(language.code, language.name) for language in LANGUAGES.values()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    label_size = "s"


class MapForm(AlongsideForm):
    """A file of boundaries, and whose they are."""

    file = forms.FileField(
        label="A GeoJSON file of wards or other areas",
        help_text="In WGS84 degrees, at most 5 MB. The Office for National Statistics publishes wards on its Open Geography "
        "portal: choose the “super generalised” ones, and only yours.",
        widget=forms.FileInput(attrs={"accept": ".geojson,.json,application/geo+json"}),
    )
    credit = forms.CharField(
        label="What its licence asks you to say",
        help_text="It stands beneath the map. Like: Source: Office for National Statistics licensed under the Open "
        "Government Licence v3.0. Contains OS data © Crown copyright and database right 2026.",
        max_length=300,
    )
    label_size = "s"


class ClocksForm(AlongsideForm):
    """Whole days; the first three are working days."""

    label_size = "s"
    widths = dict.fromkeys(
        (
            "answer_days_urgent",
            "answer_days_routine",
            "expiry_days",
            "check_in_days_urgent",
            "check_in_days_routine",
        ),
        2,
    )
    answer_days_urgent = forms.IntegerField(
        label="Working days to answer when it is urgent", min_value=1, max_value=20
    )
    answer_days_routine = forms.IntegerField(
        label="Working days to answer otherwise", min_value=1, max_value=30
    )
    expiry_days = forms.IntegerField(
        label="Working days without an answer, until it goes back to whoever asked", min_value=2, max_value=60
    )
    check_in_days_urgent = forms.IntegerField(
        label="Days between check-ins while someone waits, when it is urgent", min_value=1, max_value=60
    )
    check_in_days_routine = forms.IntegerField(
        label="Days between check-ins otherwise", min_value=1, max_value=120
    )


class ColoursForm(AlongsideForm):
    whose = forms.ChoiceField(
        label="Which colours",
        choices=[(OURS, "Plum and sage, as Alongside comes"), (OWN, "Our own")],
        widget=forms.RadioSelect,
    )
    person = forms.CharField(
        label="For the person, and for anything that can be pressed",
        widget=forms.TextInput(attrs={"type": "color"}),
    )
    us = forms.CharField(
        label="For the alliance: what it answers, and what is done",
        widget=forms.TextInput(attrs={"type": "color"}),
    )
    conditional = {"whose": {OWN: ["person", "us"]}}
    widths = {"person": 5, "us": 5}

    @classmethod
    def of(cls, alliance: Any, data: Mapping[str, Any] | None) -> "ColoursForm":
        """The form as an alliance stands, or as it was sent."""
        own = bool(alliance.person_colour or alliance.alliance_colour)
        now = {
            "whose": OWN if own else OURS,
            "person": alliance.person_colour or PLUM,
            "us": alliance.alliance_colour or SAGE,
        }
        return cls(data, initial=now)

    def clean_person(self) -> str:
        return self._colour("person")

    def clean_us(self) -> str:
        return self._colour("us")

    def _colour(self, name: str) -> str:
        colour = self.cleaned_data[name].strip().lower()
        if not colour:
            return ""
        if not HEX.fullmatch(colour):
            raise ValidationError("Write the colour as a hash sign and six figures, like #6a2a5b")
        if trouble := trouble_with(colour):
            instead = f". This one can be read: {trouble.instead}" if trouble.instead else ""
            raise ValidationError(f"{trouble.sentence}{instead}")
        return colour


class FrontDoorForm(AlongsideForm):
    organisation = forms.ChoiceField(label="Who answers new requests")
    page_heading = "organisation"

    def __init__(self, *args: Any, organisations: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [("", "Choose one"), *organisations]  # type: ignore[attr-defined]


class CrisisForm(AlongsideForm):
    """``MOST_CONTACTS`` rows of who, the number as read, and for a text message the word to send.

    ``contacts`` is what was typed, as the alliance keeps it.
    """

    label_size = "s"

    def __init__(self, *args: Any, now: Sequence[Mapping[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, initial=_as_typed(now), **kwargs)
        for row in self.rows:
            for name, label, most in (
                ("label", "Who", 30),
                ("number", "Number", 30),
                ("word", "Word to text", 20),
            ):
                self.fields[f"{name}_{row}"] = forms.CharField(label=label, max_length=most, required=False)
        self.says_optional = False

    rows = range(1, MOST_CONTACTS + 1)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        for row in self.rows:
            label, number = said.get(f"label_{row}", ""), said.get(f"number_{row}", "")
            if bool(label) != bool(number):
                missing = "number" if label else "label"
                self.add_error(f"{missing}_{row}", "Say who it is and their number, or leave both empty")
            elif number and not _dialled(number):
                self.add_error(
                    f"number_{row}", "Check the number. It should begin with figures, like 116 123"
                )
        return said

    @property
    def contacts(self) -> list[dict[str, str]]:
        said = self.cleaned_data
        return [
            {
                "label": said[f"label_{row}"],
                "value": said[f"number_{row}"],
                "href": _href(said[f"number_{row}"], said[f"word_{row}"]),
            }
            for row in self.rows
            if said.get(f"number_{row}")
        ]


def _dialled(number: str) -> str:
    """The figures that a telephone dials: those before any comma ("111, option 2" rings 111)."""
    return re.sub(r"[^0-9+]", "", number.split(",")[0])


def _href(number: str, word: str) -> str:
    plain = re.sub(r"[^A-Za-z0-9]", "", word).upper()
    return f"sms:{_dialled(number)}?body={plain}" if plain else f"tel:{_dialled(number)}"


def _as_typed(contacts: Sequence[Mapping[str, str]]) -> dict[str, str]:
    typed = {}
    for row, contact in enumerate(contacts, 1):
        typed[f"label_{row}"], typed[f"number_{row}"] = contact["label"], contact["value"]
        typed[f"word_{row}"] = contact["href"].partition("?body=")[2]
    return typed
