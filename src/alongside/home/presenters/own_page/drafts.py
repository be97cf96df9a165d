"""Questions that wait for the person's yes, and what they told us."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.foundation.design.formats import long_date
from alongside.referrals.queries.own_page import OwnRecord


@dataclass(frozen=True)
class Draft:
    """ "Priya would like to ask Rest Easy. Is that OK?" """

    question: str
    sees: str
    href: str
    service: str


@dataclass(frozen=True)
class Said:
    """Their own words, with when."""

    words: str
    by: str
    when: str


def drafts(record: OwnRecord) -> list[Draft]:
    """Each referral that is not sent yet, as a question."""
    return [_draft(referral) for referral in record.drafts]


def _draft(referral: Any) -> Draft:
    user, organisation = referral.referrer_user, referral.referrer.name
    who = organisation
    if user:
        who = _("%(name)s from %(place)s") % {"name": user.get_short_name(), "place": organisation}
    return Draft(
        question=_("%(who)s would like to ask %(service)s to help you. Is that OK?")
        % {"who": who, "service": referral.service_name},
        sees=_(
            "If you say yes, %(place)s will see your words, what you need help with and how to reach you, for up to "
            "6 months. You can stop it at any time."
        )
        % {"place": referral.receiver.name},
        href=reverse("referrals:own_answer", args=[referral.pk]),
        service=referral.service_name,
    )


def said(record: OwnRecord) -> list[Said]:
    """What was said with each open request, the newest first."""
    return [
        Said(
            request.words,
            _("What you told us") if request.for_whom == "self" else _("What we were told"),
            long_date(request.asked_at),
        )
        for request in reversed(record.open_requests)
        if request.words
    ]
