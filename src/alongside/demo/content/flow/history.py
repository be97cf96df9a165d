"""The shape of one person's story with the alliance. Plain frozen data; times are aware, Europe/London."""

from dataclasses import dataclass
from datetime import date, datetime

from ..people import Person


@dataclass(frozen=True)
class Step:
    """One event of a referral, named as in the state table.

    side: referrer, receiver, person or clock. organisation: slug, "" for the clock and the person. reason: of
    a decline, withdrawal or reopening. outcome: of a finish. note: the words written. More, by event: consent
    or lawful_basis (send), next_contact (accept), told_how (close the loop), suggestion (decline),
    redirected_to (a referral id).
    """

    event: str
    at: datetime
    side: str
    by: str
    organisation: str
    by_link: bool = False
    note: str = ""
    reason: str = ""
    outcome: str = ""
    consent: str = ""
    lawful_basis: str = ""
    next_contact: date | None = None
    told_how: str = ""
    suggestion: str = ""
    redirected_to: str = ""


@dataclass(frozen=True)
class CheckIn:
    """Somebody asked how they were while they waited. feeling: better, same or worse."""

    at: datetime
    by: str
    feeling: str
    note: str


@dataclass(frozen=True)
class Referral:
    """One referral to one service. state is what the steps lead to; due is the date of the next owned step.

    owner: slug of the organisation that owes the next step, "" once closed.
    """

    id: str
    chain: str
    parent: str
    from_organisation: str
    to_organisation: str
    service_id: str
    service_name: str
    needs: tuple[str, ...]
    urgent: bool
    created_at: datetime
    created_by: str
    steps: tuple[Step, ...]
    check_ins: tuple[CheckIn, ...]
    state: str
    outcome: str
    owner: str
    due: date | None
    overdue: bool


@dataclass(frozen=True)
class HelpRequest:
    """Somebody asked for help. channel: online, phone, gp or member. ended: "", referred, advice given or
    unmet.
    """

    id: str
    asked_at: datetime
    channel: str
    taken_by: str
    organisation: str
    words: str
    needs: tuple[str, ...]
    urgent: bool
    asked_by: str
    crisis: bool
    navigator: str
    first_message: str
    first_message_at: datetime | None
    ended: str
    ended_note: str
    referrals: tuple[Referral, ...]


@dataclass(frozen=True)
class PersonHistory:
    """A person and everything the alliance did with them."""

    person: Person
    requests: tuple[HelpRequest, ...]
