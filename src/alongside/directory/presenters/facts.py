"""The facts of a service in words: room and wait, how far, how to reach it, when, cost, who for."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.foundation.design.formats import NBSP, age, money, phone, plural
from alongside.foundation.workflow.clock import today

from ..models import Schedule
from ..openings import opening_in_words
from ..queries import ServiceShown


@dataclass(frozen=True)
class Fact:
    label: str
    text: str
    href: str = ""
    age: str = ""


def how_far(shown: ServiceShown, miles: float | None, reach: str) -> Fact:
    """Distance and street; never for a hidden address."""
    seen = [place for place in shown.places if not place.hidden and not place.virtual]
    where = seen[0] if seen else None
    street = re.sub(r"^\d+\w?\s+", "", where.street) or where.town if where else ""
    if miles is not None:
        if len(seen) > 1:
            return Fact(
                _("How far"), miles_in_words(miles), age=_("The nearest of %(n)s places") % {"n": len(seen)}
            )
        return Fact(_("How far"), _(", ").join(part for part in (miles_in_words(miles), street) if part))
    if shown.hidden:
        return Fact(_("Where"), _("Their address is kept private"))
    if where:
        return Fact(_("Where"), ", ".join(p for p in (street, where.town) if p) or where.name)
    return Fact(
        _("Where"),
        _("By phone or online") if reach == "remote" or shown.phones else _("Ask when you get in touch"),
    )


def miles_in_words(miles: float) -> str:
    if miles < 0.1:
        return _("Very near")
    figure = f"{miles:.1f}" if miles < 10 else f"{miles:.0f}"
    return (ngettext("%(n)s mile", "%(n)s miles", 1 if figure == "1.0" else 2) % {"n": figure}).replace(
        " ", NBSP, 1
    )


def how_to_reach(shown: ServiceShown) -> Fact:
    """A telephone number before an e-mail address before a website before turning up."""
    service = shown.service
    when = times(shown.schedules)
    for number in shown.phones:
        text = number.description if "text" in number.description.lower() else ""
        digits = re.sub(r"[^\d+]", "", number.number)
        if digits:
            link = f"{'sms' if text else 'tel'}:{digits}"
            return Fact(_("Reach them"), phone(number.number), link, text or when)
    if service.email:
        return Fact(_("Reach them"), service.email, f"mailto:{service.email}", when)
    if web_address(service.url):
        return Fact(_("Reach them"), _("Their website"), service.url, when)
    return Fact(_("Reach them"), when or _("Ask us, and we will"))


def seen_wait(shown: ServiceShown) -> list[Fact]:
    """What people really waited lately, where enough of them did; nothing otherwise."""
    seen = shown.seen_wait
    if seen is None:
        return []
    weeks = round(seen.days / 7)
    text = _("About %(time)s") % {"time": plural(weeks, "week")} if weeks else _("Within a week")
    return [
        Fact(
            _("Lately it took"),
            text,
            age=_("From being sent to first contact, by %(n)s people or more") % {"n": seen.people},
        )
    ]


def web_address(said: str) -> str:
    """An address that can be pressed; "" for anything else that a source calls one."""
    return said if said.startswith(("https://", "http://")) else ""


def cost_of(shown: ServiceShown) -> Fact:
    said = shown.service.fees_description.strip()
    if not said and shown.costs:
        first = shown.costs[0]
        said = (
            first.option
            or first.amount_description
            or (_("Free") if first.amount == 0 else money(first.amount) if first.amount is not None else "")
        )
    return Fact(_("Cost"), said[:120] or _("Not said"))


def times(schedules: list[Schedule]) -> str:
    """Up to three openings: "Tuesdays, 10am to midday"."""
    told = [opening_in_words(schedule) for schedule in schedules]
    return ". ".join([text for text in told if text][:3])


def who_for(shown: ServiceShown) -> str:
    """Ages in words: "For anyone over 18"; "" when nothing was said."""
    low, high = shown.service.minimum_age, shown.service.maximum_age
    if low and high:
        return _("For people aged %(low)s to %(high)s") % {"low": low, "high": high}
    if low:
        return _("For anyone aged %(low)s or over") % {"low": low}
    return _("For anyone up to %(high)s") % {"high": high} if high else ""


def checked_recently(shown: ServiceShown) -> str:
    on = shown.service.assured_on
    return (
        _("We checked these details %(when)s") % {"when": age(on)}
        if on and (today() - on).days <= 180
        else ""
    )
