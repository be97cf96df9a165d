"""The forms of Today: what to show, and what to do with the rows that were chosen."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms

from alongside.foundation.design.forms import AlongsideForm, DateField
from alongside.foundation.workflow.clock import today
from alongside.referrals.queries.due import LEFT, LONG, MINE, ORGANISATION, SENT, Wanted
from alongside.referrals.queries.words import need_codes, new_date_reasons

MOST_AT_ONCE = 200
ORDERS = ("wait", "name")  # besides the usual one, by what is due


def wanted_from(data: Mapping[str, str]) -> Wanted:
    """What an address asks for. What makes no sense is left out, so that no link breaks."""
    whose, need = data.get("list", MINE), data.get("need", "")
    ward = data.get("ward", "")[:9]
    return Wanted(
        whose=whose if whose in (MINE, ORGANISATION, SENT, LONG, LEFT) else MINE,
        need=need if need in need_codes() else "",
        urgency=data.get("urgency", "") if data.get("urgency") in ("urgent", "routine") else "",
        ward=ward if ward.isalnum() and ward.isascii() else "",
        where=data.get("where", "") if data.get("where") in ("us", "away") else "",
        every=data.get("days") == "all",
    )


def asks_of(wanted: Wanted, order: str = "") -> dict[str, str]:
    """The other way round: the parts of the address that ask for a list, without what is so anyway."""
    parts = {
        "list": wanted.whose if wanted.whose != MINE else "",
        "need": wanted.need,
        "urgency": wanted.urgency,
        "ward": wanted.ward,
        "where": wanted.where,
        "days": "all" if wanted.every else "",
        "order": order if order in ORDERS else "",
    }
    return {name: value for name, value in parts.items() if value}


def id_from(text: str | None) -> UUID | None:
    """An id of an address, or None for what is not one."""
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


class SaveListForm(AlongsideForm):
    """A name for the list at hand."""

    label_size = ""
    says_optional = False

    name = forms.CharField(
        label="Name for this list",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Give the list a name"},
    )


class ChosenForm(AlongsideForm):
    """Rows that were ticked, and what to do with them: a new day with a reason, or someone to have them."""

    label_size = ""
    says_optional = False

    do = forms.ChoiceField(choices=[("date", "New date"), ("assign", "Hand over")])
    pick = forms.TypedMultipleChoiceField(coerce=UUID, required=False)
    on = DateField(label="New date", earliest=today, required=False)
    reason = forms.ChoiceField(label="Why", required=False)
    user = forms.ChoiceField(label="Who has it now", required=False)

    def __init__(self, data: Any = None, *, people: list[tuple[UUID, str]]) -> None:
        super().__init__(data)
        picked = data.getlist("pick")[:MOST_AT_ONCE] if data is not None else []
        self.picked = {text for text in picked if id_from(text)}
        self.fields["pick"].choices = [(text, text) for text in self.picked]  # type: ignore[attr-defined]
        self.fields["pick"].error_messages["invalid_choice"] = "Choose rows from the list"
        self.fields["reason"].choices = [("", "Choose a reason"), *new_date_reasons()]  # type: ignore[attr-defined]
        self.fields["user"].choices = [  # type: ignore[attr-defined]
            ("", "Choose a colleague"),
            *((str(pk), name) for pk, name in people),
        ]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not found.get("pick") and "pick" not in self.errors:
            self.add_error("pick", "Tick the rows you mean first")
        if found.get("do") == "date":
            if not found.get("on") and "on" not in self.errors:
                self.add_error("on", "Give the new date")
            if not found.get("reason") and "reason" not in self.errors:
                self.add_error("reason", "Choose why the date moves")
        if found.get("do") == "assign" and not found.get("user") and "user" not in self.errors:
            self.add_error("user", "Choose who has it now")
        return found
