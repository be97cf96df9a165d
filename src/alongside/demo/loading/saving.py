"""Saving what was told: a few statements for each organisation that registered someone."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import timedelta
from itertools import chain
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model

from alongside.foundation.access.models import AccessLink, AccessRole
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.models import AuditEntry, ReadEntry
from alongside.foundation.audit.verify import seal
from alongside.foundation.messages.models import Message
from alongside.foundation.tenancy.context import as_organisation
from alongside.foundation.tenancy.models import Alliance
from alongside.membership.models import Organisation
from alongside.people.models import Consent, Person
from alongside.referrals.models import HelpRequest, HelpRequestStep, Referral, ReferralStep

from .cast import FIRST_MORNING, Cast
from .record import Record

_BATCH = 500
_GRANT = """
SELECT count(grant_person_access(one.person, one.organisation, one.reason, one.until)) FROM
unnest(%s::uuid[], %s::uuid[], %s::text[], %s::timestamptz[]) AS one (person, organisation, reason, until)
"""


def save_cast(cast: Cast) -> None:
    """Organisations, accounts and roles, and the front door."""
    Organisation.objects.bulk_create(cast.organisations.values())
    User.objects.bulk_create(cast.users.values())
    AccessRole.objects.bulk_create(cast.roles)
    # Both columns say "now" by themselves when a row is added.
    User.objects.update(joined_at=FIRST_MORNING)
    AccessRole.objects.update(since=FIRST_MORNING)
    Alliance.objects.filter(pk=cast.alliance.pk).update(front_door=cast.front_door.pk)
    cast.alliance.front_door = cast.front_door.pk


def save_seniority(cast: Cast, records: Iterable[Record], *, first: str) -> None:
    """Let those with most waiting for them have joined first, for the sign-in page shows the longest-serving.

    ``first`` is the name of the one who leads them all.
    """
    waiting: Counter[UUID | None] = Counter()
    for record in records:
        waiting.update(request.owner_user_id for request in record.requests if request.state != "closed")
        waiting.update(one.receiver_id for one in record.referrals if one.state == "sent")
    at_work = {role.user_id: role.organisation_id for role in cast.roles}
    users = sorted(
        cast.users.values(),
        key=lambda user: (user.name != first, -waiting[user.pk] - waiting[at_work.get(user.pk)], user.name),
    )
    for hours, user in enumerate(users):
        user.joined_at = FIRST_MORNING + timedelta(hours=hours)
    User.objects.bulk_update(users, ["joined_at"])


def save_records(records: Iterable[Record], done: Callable[[int], object]) -> None:
    """Everything about everyone, each as the organisation that registered them: the fence stays up.

    `done` is told how many people were saved.
    """
    by_holder: dict[UUID, list[Record]] = defaultdict(list)
    for record in records:
        by_holder[record.someone.registered_by_id].append(record)
    for holder, theirs in by_holder.items():
        with as_organisation(holder):
            _grant(theirs, {holder})
            _grant(theirs, {key for record in theirs for key in record.access} - {holder})
            _add(Person, [record.someone for record in theirs])
            _add(Consent, _all(theirs, "consents"))
            _add(HelpRequest, _all(theirs, "requests"))
            _add(HelpRequestStep, _all(theirs, "request_steps"))
            _add(Referral, _all(theirs, "referrals"))
            _add(ReferralStep, _all(theirs, "steps"))
            _add(ReadEntry, _all(theirs, "readings"))
            _add(Message, _all(theirs, "messages"))
            _add_links(_all(theirs, "links"))
            _add(AuditEntry, _all(theirs, "audits"))
        done(len(theirs))
    seal()


def _grant(records: list[Record], to: set[UUID]) -> None:
    rows = [
        (record.someone.pk, organisation, access.reason, access.until)
        for record in records
        for organisation, access in record.access.items()
        if organisation in to
    ]
    with connection.cursor() as cursor:
        cursor.execute(_GRANT, [list(column) for column in zip(*rows, strict=True)] or [[], [], [], []])


def _all(records: list[Record], name: str) -> list[Any]:
    return list(chain.from_iterable(getattr(record, name) for record in records))


def _add(model: type[Model], rows: list[Any]) -> None:
    model._default_manager.bulk_create(rows, batch_size=_BATCH)


def _add_links(links: list[AccessLink]) -> None:
    """Django writes the moment of adding over the one that is meant."""
    made = [link.made_at for link in links]
    _add(AccessLink, links)
    for link, at in zip(links, made, strict=True):
        link.made_at = at
    AccessLink.objects.bulk_update(links, ["made_at"], batch_size=_BATCH)
