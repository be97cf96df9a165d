"""Planning a session, calling it off, and a note to those who come."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.foundation.design.formats import in_london
from alongside.foundation.design.forms import AlongsideForm, DateField, OnceForm, TimeField
from alongside.foundation.workflow.clock import today

from ..models import MOST_PLACES

FAIR_DAYS = 14
MOST_DAYS = 12
OPENED = [("yes", "Yes, open it now"), ("no", "Not yet: only we see it")]


class DaysField(forms.CharField):
    """Several days, one a line, each as 10 11 2026; the month may be a name."""

    widget = forms.Textarea(attrs={"rows": 2})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=400, **kwargs)

    def clean(self, value: Any) -> list[date]:
        if isinstance(value, list):
            return value
        lines = [line.split() for line in super().clean(value).replace("/", " ").splitlines() if line.strip()]
        if any(len(parts) != 3 for parts in lines) or len(lines) > MOST_DAYS:
            raise ValidationError("Write each further day on a line of its own, like 10 November 2026")
        return sorted({DateField().clean(tuple(parts)) for parts in lines})

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return "\n".join(f"{day.day} {day.month} {day.year}" for day in value)
        return value


class SessionForm(OnceForm):
    """A session; about() gives what the actions call ``about``."""

    label_size = "s"
    small = ("opened",)
    widths = {"starts": 10, "ends": 10, "places": 4, "held_places": 4, "most_each": 4}

    starts_on = DateField(label="Which day?", earliest=today)
    starts = TimeField(label="From", help_text="Like 10am or 2:30pm")
    ends = TimeField(label="To")
    more_days = DaysField(
        label="Further days, at the same hours", help_text="One a line, like 10 November 2026."
    )
    place = forms.CharField(
        label="Where?",
        required=False,
        max_length=200,
        help_text="The place and the room. Leave it if it is only online.",
    )
    link = forms.URLField(
        label="Link, if people can join online", required=False, assume_scheme="https",
        help_text="Only those who have a place see it.",
    )  # fmt: skip
    places = forms.IntegerField(label="How many places?", min_value=1, max_value=MOST_PLACES)
    held_places = forms.IntegerField(
        label="How many of them are held for small charities?", min_value=0, initial=0,
        help_text="Those under £100,000 a year, who can’t book months ahead. A third is fair.",
    )  # fmt: skip
    most_each = forms.IntegerField(
        label="At most how many people from one organisation?", min_value=1, required=False,
        help_text="Without a number there is no limit.",
    )  # fmt: skip
    fair_until = DateField(
        label="From which day is every place open to everyone?", required=False,
        help_text="Two weeks before, unless you say another day.",
    )  # fmt: skip
    opened = forms.ChoiceField(
        label="Can people book?", choices=OPENED, widget=forms.RadioSelect, initial="yes", required=False
    )

    def __init__(self, *args: Any, session: Any = None, **kwargs: Any) -> None:
        if session is not None:
            kwargs["initial"] = _initial(session)
        super().__init__(*args, **kwargs)
        if session is not None:
            del self.fields["opened"]

    def about(self) -> dict[str, Any]:
        said = self.cleaned_data
        plain = ("more_days", "place", "link", "places", "held_places", "most_each")
        day = said["starts_on"]
        return {
            **{name: said[name] for name in plain},
            "starts_at": timezone.make_aware(datetime.combine(day, said["starts"])),
            "ends_at": timezone.make_aware(datetime.combine(day, said["ends"])),
            "fair_until": said["fair_until"] or max(day - timedelta(days=FAIR_DAYS), min(today(), day)),
        }


def _initial(session: Any) -> dict[str, Any]:
    names = ("more_days", "place", "link", "places", "held_places", "most_each", "fair_until")
    start, end = in_london(session.starts_at), in_london(session.ends_at)
    return {
        **{name: getattr(session, name) for name in names},
        "starts_on": start.date(),
        "starts": start.time(),
        "ends": end.time(),
    }


class CallOffForm(AlongsideForm):
    """Everyone who booked can read the reason."""

    label_size = ""
    reason = forms.CharField(label="Why? Everyone who booked can read this", max_length=300)


class NoteForm(OnceForm):
    label_size = ""
    words = forms.CharField(
        label="What should everyone who comes know?",
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text="They get an email that says there is a note, and read it here.",
    )
