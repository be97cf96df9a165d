"""Everything kept about one person, written at moments of the past as the actions would have written it.

Rows are made in memory and saved later, many at once. What each event leaves comes from
``referrals.consequences`` and ``referrals.rules``, which the actions use too.
"""

import base64
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.models import AccessLink
from alongside.foundation.audit.models import AuditEntry, ReadEntry
from alongside.foundation.messages.models import Message
from alongside.foundation.messages.values import kept
from alongside.foundation.tenancy.addresses import address
from alongside.foundation.tenancy.ids import uuid7_of
from alongside.foundation.tenancy.people import NO_END
from alongside.people.actions import CONSENT_DAYS
from alongside.people.models import Consent, Person
from alongside.referrals.actions.own_page import LINK_DAYS, PURPOSE, own_page_path, safe_channel
from alongside.referrals.actions.tell import RECEIVER_LINK_DAYS, RECEIVER_PURPOSE, REPORT_LINK_DAYS, REPORTING
from alongside.referrals.models import HelpRequest, HelpRequestStep, Referral, ReferralStep
from alongside.referrals.queries.referrals import TO_ANSWER, TO_FOLLOW
from alongside.referrals.queries.requests import TO_HELP

from .cast import Cast
from .listed import Listed


class Access(NamedTuple):
    """What the need-to-know fence holds for one organisation."""

    reason: str
    until: datetime


class Act(NamedTuple):
    """One thing that somebody did, as it can be done again with the real action of that name."""

    at: datetime
    name: str
    by: Actor
    subject: Any
    values: dict[str, Any]


@dataclass
class Record:
    """The rows of one person. `code_hash` is that of the code which opens every own page of the demo."""

    cast: Cast
    listed: dict[str, Listed]
    roll: Random
    code_hash: str
    now: datetime
    person: Person | None = None
    requests: list[HelpRequest] = field(default_factory=list)
    referrals: list[Referral] = field(default_factory=list)
    request_steps: list[HelpRequestStep] = field(default_factory=list)
    steps: list[ReferralStep] = field(default_factory=list)
    consents: list[Consent] = field(default_factory=list)
    access: dict[UUID, Access] = field(default_factory=dict)
    links: list[AccessLink] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    audits: list[AuditEntry] = field(default_factory=list)
    readings: list[ReadEntry] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    # The next link for a purpose takes this token; every other is made by chance.
    known_tokens: dict[str, str] = field(default_factory=dict)

    @property
    def someone(self) -> Person:
        """The person, once registered."""
        if self.person is None:
            raise LookupError("Nobody has been registered yet.")
        return self.person

    def key(self, at: datetime) -> UUID:
        return uuid7_of(int(at.timestamp() * 1000), self.roll.getrandbits(80))

    def did(
        self, action: Callable[..., Any], at: datetime, by: Actor, subject: Any, reason: str = ""
    ) -> None:
        """The audit entry of an action, in its own words. Raises ValueError for one who may not."""
        gate = action.gate  # type: ignore[attr-defined]
        if not by.has(gate.permission):
            raise ValueError(f"{by.label} may not do this: {gate.records}.")
        self.audits.append(
            AuditEntry(
                id=self.key(at),
                alliance_id=by.alliance_id,
                at=at,
                verb=gate.permission,
                sentence=gate.records,
                user_id=by.user_id,
                organisation_id=by.organisation_id,
                by=by.label[:400],
                subject_type=subject._meta.label_lower,
                subject_id=subject.pk,
                reason=reason[:500],
            )
        )

    def looked(self, at: datetime, by: Actor, what: HelpRequest | Referral) -> None:
        """Somebody opened a request or a referral of the person's."""
        self.readings.append(
            ReadEntry(
                id=self.key(at),
                alliance_id=by.alliance_id,
                at=at,
                person_id=self.someone.pk,
                user_id=by.user_id,
                organisation_id=by.organisation_id,
                by=by.label[:400],
                purpose=_purpose(what, by),
                subject_type=what._meta.label_lower,
                subject_id=what.pk,
            )
        )

    # --- consent and access ------------------------------------------------------------------------

    def consent(self, at: datetime, by: Actor, organisation_id: UUID, **given: Any) -> Consent:
        made = Consent(
            id=self.key(at),
            alliance_id=by.alliance_id,
            person=self.someone,
            organisation_id=organisation_id,
            recorded_by=by.label[:400],
            starts_at=at,
            until=given.pop("until", None) or at + timedelta(days=CONSENT_DAYS),
            **given,
        )
        self.consents.append(made)
        return made

    def live_consent(self, organisation_id: UUID, at: datetime) -> Consent | None:
        live = [c for c in self.consents if c.organisation_id == organisation_id and _is_live(c, at)]
        return max(live, key=lambda c: c.starts_at, default=None)

    def grant(self, organisation_id: UUID, reason: str, at: datetime, until: datetime = NO_END) -> None:
        before = self.access.get(organisation_id)
        if before:
            reason = before.reason if before.until > at else reason
            until = max(before.until, until)
        self.access[organisation_id] = Access(reason, until)

    def end_consent(self, consent: Consent, at: datetime, by: Actor) -> None:
        """End it, and the organisation's access if it neither registered the person nor holds another."""
        if consent.withdrawn_at:
            return
        consent.withdrawn_at, consent.withdrawn_by = at, by.label[:400]
        here = consent.organisation_id
        if self.live_consent(here, at) or self.someone.registered_by_id == here:
            return
        before = self.access.get(here)
        if before and before.until > at:
            self.access[here] = Access(before.reason, at)

    # --- messages and links ------------------------------------------------------------------------

    def link(
        self, at: datetime, purpose: str, subject_id: UUID, days: int, organisation_id: UUID | None = None
    ) -> tuple[str, AccessLink]:
        token = self.known_tokens.pop(purpose, "")
        token = token or base64.urlsafe_b64encode(self.roll.randbytes(32)).decode().rstrip("=")
        made = AccessLink(
            id=self.key(at),
            alliance=self.cast.alliance,
            purpose=purpose,
            token_hash=hashlib.sha256(token.encode()).hexdigest(),
            subject_id=subject_id,
            organisation_id=organisation_id,
            expires_at=at + timedelta(days=days),
            code_hash=self.code_hash if purpose == PURPOSE else "",
        )
        made.made_at = at
        self.links.append(made)
        return token, made

    def message(
        self,
        at: datetime,
        key: str,
        channel: str,
        to: str,
        template: str,
        values: dict[str, Any],
        **whose: Any,
    ) -> None:
        """A message that was sent a few seconds after its cause."""
        is_demo = settings.ALONGSIDE_EMAIL_TRANSPORT == "demo"
        self.messages.append(
            Message(
                id=self.key(at),
                alliance=self.cast.alliance,
                key=key,
                channel=channel,
                to=to,
                template=template,
                values={name: kept(name, value) for name, value in values.items()} if is_demo else {},
                state=Message.State.SENT,
                queued_at=at,
                sent_at=at + timedelta(seconds=self.roll.randrange(1, 9)),
                attempts=1,
                **whose,
            )
        )

    def tell_person(self, at: datetime, by: Actor, cause: Any) -> None:
        channel = safe_channel(self.someone)
        has_page = any(link.purpose == PURPOSE and link.ended_at is None for link in self.links)
        if channel is None or not has_page or by.person_id:
            return
        token, _ = self.link(at, PURPOSE, self.someone.pk, LINK_DAYS)
        values = {"link": address(self.cast.alliance, own_page_path(token))}
        self.message(at, f"your-page-{cause}", *channel, "your_page", values, person_id=self.someone.pk)

    def tell_receiver(
        self, referral: Referral, at: datetime, template: str, cause: Any, answer_by: date | None = None
    ) -> None:
        to = referral.receiver_email or referral.receiver.email
        if not to:
            return
        values: dict[str, Any] = {"reference": referral.request.reference}
        if template != "referral_ended":
            values["link"] = self._receiver_link(referral, at)
            if template != "referral_report":
                values["answer_by"] = answer_by or referral.next_step_on
        self.message(
            at, f"{template}-{referral.pk}-{cause}", "email", to, template, values,
            organisation_id=referral.referrer_id,
        )  # fmt: skip

    def _receiver_link(self, referral: Referral, at: datetime) -> str:
        if self.cast.has_accounts(referral.receiver_id):
            return address(self.cast.alliance, f"/referrals/{referral.pk}/")
        days = REPORT_LINK_DAYS if referral.state in REPORTING else RECEIVER_LINK_DAYS
        token, _ = self.link(at, RECEIVER_PURPOSE, referral.pk, days, referral.receiver_id)
        return address(self.cast.alliance, f"/answer/{token}/")

    def give_way_to_report(self, referral: Referral, at: datetime, cause: Any) -> None:
        """A link for what comes weeks later, to a receiver without accounts."""
        if not self.cast.has_accounts(referral.receiver_id):
            self.tell_receiver(referral, at, "referral_report", cause)

    def receiver_links(self, referral: Referral) -> Iterable[AccessLink]:
        return (
            link
            for link in self.links
            if link.purpose == RECEIVER_PURPOSE and link.subject_id == referral.pk and not link.ended_at
        )

    def tell_referrer(self, referral: Referral, at: datetime, by: Actor, cause: Any) -> None:
        if by.organisation_id == referral.referrer_id and by.is_staff:
            return
        to = (referral.referrer_user.email if referral.referrer_user else "") or referral.referrer.email
        values = {
            "link": address(self.cast.alliance, f"/referrals/{referral.pk}/"),
            "reference": referral.request.reference,
        }
        self.message(
            at, f"referrer-{referral.pk}-{cause}", "email", to, "referrer_update", values,
            organisation_id=referral.referrer_id,
        )  # fmt: skip


def day_of(at: datetime) -> date:
    """The date of a moment in Europe/London."""
    return timezone.localdate(at)


def _is_live(consent: Consent, at: datetime) -> bool:
    return consent.withdrawn_at is None and consent.until > at


def _purpose(what: HelpRequest | Referral, by: Actor) -> str:
    if isinstance(what, HelpRequest):
        return TO_HELP
    return TO_ANSWER if by.organisation_id == what.receiver_id else TO_FOLLOW
