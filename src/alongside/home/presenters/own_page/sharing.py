"""Who can see the record, who cannot any more, and who has looked."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from alongside.foundation.design.formats import long_date
from alongside.people.queries import is_live
from alongside.referrals.queries.own_page import OwnRecord

SEES = {
    "contact": gettext_noop("How to reach you, and nothing more"),
    "referral": gettext_noop("Your words, what you need help with, and how to reach you"),
    "plan": gettext_noop("Your plan"),
}


@dataclass(frozen=True)
class Stop:
    href: str
    label: str = ""  # the component's own word


@dataclass(frozen=True)
class CanSee:
    """A row of "who can see my record"."""

    who: str
    sees: str
    until: str
    stop: Stop | None = None


@dataclass(frozen=True)
class Look:
    """Someone opened the record."""

    name: str
    organisation: str
    why: str
    moment: datetime


@dataclass(frozen=True)
class Sharing:
    can: list[CanSee]
    cannot: list[str]


def sharing(record: OwnRecord) -> Sharing:
    """Live agreements, and in words those that have ended."""
    registered = record.person.registered_by
    can = [CanSee(registered.name, _("Everything on this page"), _("It stays in your record with them"))]
    seen: set[Any] = {registered.pk}
    for consent in record.consents:
        if is_live(consent) and consent.organisation_id not in seen:
            seen.add(consent.organisation_id)
            can.append(_row(consent))
    cannot = []
    for consent in record.consents:
        if consent.organisation_id not in seen:
            seen.add(consent.organisation_id)
            ended = long_date(consent.withdrawn_at or consent.until)
            cannot.append(
                _("%(place)s can’t see anything now. It ended on %(day)s.")
                % {"place": consent.organisation.name, "day": ended}
            )
    return Sharing(can, cannot)


def _row(consent: Any) -> CanSee:
    sees = _(SEES[consent.shares])
    if consent.basis == "continuity":
        return CanSee(
            consent.organisation.name,
            _(
                "%(sees)s. They took over from an organisation that had to stop, so that you are not left alone"
            )
            % {"sees": sees},
            _("We ask you about it by %(day)s") % {"day": long_date(consent.review_on)},
        )
    if consent.basis != "consent":
        return CanSee(
            consent.organisation.name,
            _("%(sees)s. We shared this to keep someone safe, without asking you first") % {"sees": sees},
            _("We look at it again on %(day)s") % {"day": long_date(consent.review_on)},
        )
    stop = Stop(reverse("referrals:own_stop", args=[consent.pk]))
    until = _("%(day)s, or when you say stop") % {"day": long_date(consent.until)}
    return CanSee(consent.organisation.name, sees, until, stop)


def looks(entries: list[Any]) -> list[Look]:
    """Name and organisation apart, from how the record says it: "Priya Nair, Haven Street"."""
    found = []
    for entry in entries:
        name, _comma, organisation = entry.by.partition(", ")
        found.append(Look(name, organisation, _(entry.purpose) if entry.purpose else "", entry.at))
    return found
