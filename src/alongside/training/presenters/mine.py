"""Someone's own training: what is coming, what is behind, and their certificates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse

from alongside.foundation.design.formats import in_london, long_date, plural

from ..states import BOOKING
from .words import own_state, short_when, until_words, where_words

ASK_FOR = timedelta(days=90)  # how long someone is asked how it was


@dataclass(frozen=True)
class BookingRow:
    title: str
    href: str
    when: str
    where: str
    state: str
    tag: str
    feedback_href: str


@dataclass(frozen=True)
class CertificateRow:
    title: str
    given_by: str
    given: str
    until: str
    ran_out: bool
    code: str
    href: str


@dataclass(frozen=True)
class MyTraining:
    coming: list[BookingRow]
    behind: list[BookingRow]
    certificates: list[CertificateRow]

    @property
    def line(self) -> str:
        places = sum(row.tag == "go" for row in self.coming)
        held = plural(len(self.certificates), "certificate") if self.certificates else "no certificate yet"
        return f"{places or 'Nothing'} booked, {held}."


def my_training(
    bookings: Iterable[Any], certificates: Iterable[Any], *, moment: datetime, today: date
) -> MyTraining:
    rows = list(bookings)
    coming = [one for one in rows if one.session.starts_at > moment and one.state in BOOKING.open_states()]
    return MyTraining(
        coming=[booking_row(one, today=today) for one in reversed(coming)],
        behind=[booking_row(one, today=today) for one in rows if one not in coming],
        certificates=[certificate_row(one, today=today) for one in certificates],
    )


def booking_row(booking: Any, *, today: date) -> BookingRow:
    state, session = BOOKING.state(booking.state), booking.session
    lately = today - in_london(session.starts_at).date() <= ASK_FOR
    asked = booking.state == "attended" and booking.feedback_on is None and lately
    return BookingRow(
        title=session.course.title,
        href=reverse("training:session", args=[session.pk]),
        when=short_when(session, today),
        where=where_words(session, session.course),
        state=own_state(booking, before=booking.before),
        tag=state.tag,
        feedback_href=reverse("training:feedback", args=[booking.pk]) if asked else "",
    )


def certificate_row(certificate: Any, *, today: date) -> CertificateRow:
    until = certificate.runs_out_on or date.max
    return CertificateRow(
        title=certificate.course_title,
        given_by=certificate.given_by,
        given=long_date(certificate.given_on),
        until=until_words(until, today=today),
        ran_out=until < today,
        code=spaced(certificate.code),
        href=reverse("training:certificate", args=[certificate.pk]),
    )


def spaced(code: str) -> str:
    """ABCD-EFGH-JKMN: as a code is printed and read out."""
    return "-".join(code[place : place + 4] for place in range(0, len(code), 4))


@dataclass(frozen=True)
class Checked:
    """What the public page says of a code: no more than the certificate itself does."""

    good: bool
    sentence: str
    facts: list[tuple[str, str]]


def checked(certificate: Any, *, today: date) -> Checked:
    if certificate is None:
        return Checked(False, "We have no certificate with this code.", [])
    ran_out = certificate.runs_out_on is not None and certificate.runs_out_on < today
    facts = [
        ("Given to", certificate.name),
        ("For", certificate.course_title),
        ("By", certificate.given_by),
        ("On", long_date(certificate.given_on)),
    ]
    if certificate.runs_out_on:
        facts.append(("Ran out on" if ran_out else "Good until", long_date(certificate.runs_out_on)))
    sentence = "This certificate has run out." if ran_out else "This certificate is good."
    return Checked(not ran_out, sentence, facts)
