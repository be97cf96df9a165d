"""A copy of the record to keep: everything that its page can show, and nothing that it can't."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from alongside.foundation.design.formats import long_date, phone
from alongside.people.queries import age_of
from alongside.referrals.queries.own_page import OwnRecord

from ..front import need_words
from .sharing import looks, sharing
from .timeline import timeline
from .upcoming import upcoming


def labels() -> dict[str, str]:
    """What the parts of about_me are called on the page; to a computer they are called by their keys."""
    return {
        "first_name": _("First name"),
        "last_name": _("Last name"),
        "pronouns": _("Pronouns"),
        "age": _("Age"),
        "postcode": _("Postcode"),
        "telephone": _("Telephone"),
        "email": _("Email"),
        "safe_ways": _("Safe ways to reach me"),
        "voicemail": _("Voicemail"),
        "do_not_ring": _("Do not ring"),
        "through": _("Through"),
        "language": _("Language"),
        "needs_interpreter": _("Needs an interpreter"),
    }


def copy_of(record: OwnRecord, *, today: date) -> dict[str, Any]:
    """Plain values, ready for JSON; the page of it shows the same."""
    person, shared = record.person, sharing(record)
    coming = upcoming(record, today=today)
    return {
        "made_on": today.isoformat(),
        "about_me": {
            "first_name": person.given_name,
            "last_name": person.family_name,
            "pronouns": person.pronouns,
            "age": age_of(person),
            "postcode": person.postcode,
            "telephone": phone(person.telephone).replace("\u00a0", " "),
            "email": person.email,
            "safe_ways": [str(dict(person.SafeWay.choices)[way]) for way in person.safe_ways],
            "voicemail": person.get_voicemail_display(),
            "do_not_ring": person.not_times,
            "through": person.through,
            "language": person.language,
            "needs_interpreter": person.needs_interpreter,
        },
        "requests": [
            {
                "reference": request.reference,
                "asked_on": long_date(request.asked_at).replace("\u00a0", " "),
                "words": request.words,
                "needs": [need_words(code) for code in request.needs],
                "open": request.state != "closed",
            }
            for request in record.requests
        ],
        "next": [coming.sentence, *coming.lines],
        "happened": [
            {"at": event.moment.isoformat() if event.moment else "", "what": event.title, "more": event.text}
            for event in timeline(record)
        ],
        "can_see": [{"who": row.who, "sees": row.sees, "until": row.until} for row in shared.can],
        "cannot_see_now": shared.cannot,
        "looked": [
            {
                "name": look.name,
                "organisation": look.organisation,
                "why": look.why,
                "at": look.moment.isoformat(),
            }
            for look in looks(record.looks)
        ],
    }
