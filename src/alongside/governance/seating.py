"""Who sits where on a day, who is in the room, and whose interests something touches. Reads only."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from alongside.foundation.access.errors import Missing
from alongside.foundation.access.models import AccessRole
from alongside.foundation.access.permissions import Role
from alongside.membership.models import Organisation

from .counting import Quorum, here_at, quorum
from .models import Group, Interest, Meeting, Presence, StandingAside, Term
from .rules import current_terms


def terms_in(group_id: UUID, *, on: date | None = None) -> list[Term]:
    """Who holds each seat of a group on a day, in the order of the seats."""
    rows = current_terms(on).filter(seat__group=group_id)
    return list(rows.select_related("seat", "user", "organisation").order_by("seat__number"))


def filled(terms: Iterable[Term]) -> dict[UUID, str]:
    """The kind of each seat that someone holds."""
    return {term.seat_id: term.seat.kind for term in terms}


def seats_here(meeting: Meeting, *, moment: datetime | None = None) -> set[UUID]:
    """The seats that are in the room at a moment, or now."""
    rows = Presence.objects.filter(meeting=meeting.pk, seat__isnull=False).order_by("at", "pk")
    return here_at(rows.values_list("at", "seat_id", "kind"), moment)


def quorum_of(
    group: Group, *, terms: Iterable[Term], here: Iterable[UUID], aside: Iterable[UUID] = ()
) -> Quorum:
    """The quorum of a group, for one question."""
    return quorum(
        kind=group.quorum_kind,
        number=group.quorum_number,
        lived=group.quorum_lived,
        filled=filled(terms),
        here=here,
        aside=aside,
    )


@dataclass(frozen=True)
class Conflict:
    """Someone at the table whose interest something touches, and why in words that all may read."""

    term: Term
    interest: Interest | None
    why: str


def conflicts(
    terms: Collection[Term], *, organisations: Collection[UUID], subjects: Collection[str], on: date
) -> list[Conflict]:
    """Whose interests these organisations and subjects touch: at most one for each seat.

    Whoever sits for an organisation that is touched has an interest without saying so. Else it is by the
    register: what they declared themselves, or what was declared for the organisation they sit for, on that day.
    """
    if not organisations and not subjects:
        return []
    declared = list(
        Interest.objects.filter(
            Q(user__in=[term.user_id for term in terms], organisation__isnull=True)
            | Q(organisation__in=[term.organisation_id for term in terms if term.organisation_id]),
            Q(with_organisation__in=organisations) | Q(subject__in=subjects),
            Q(ends_on__isnull=True) | Q(ends_on__gte=on),
            starts_on__lte=on,
        ).order_by("declared_at")
    )
    found = []
    for term in terms:
        if term.organisation_id in organisations:
            found.append(Conflict(term, None, "Sits for an organisation that this touches"))
            continue
        theirs = next(
            (one for one in declared if term.user_id == one.user_id and one.organisation_id is None), None
        ) or next(
            (one for one in declared if one.organisation_id and one.organisation_id == term.organisation_id),
            None,
        )
        if theirs is not None:
            found.append(Conflict(term, theirs, theirs.what))
    return found


def note_aside(found: Iterable[Conflict], *, at: datetime, proposal: Any = None, item: Any = None) -> None:
    """Let these stand aside from one proposal or one item; who does already stays as first written."""
    subject = proposal or item
    StandingAside.objects.bulk_create(
        [
            StandingAside(
                alliance_id=subject.alliance_id,
                proposal=proposal,
                item=item,
                seat_id=one.term.seat_id,
                user_id=one.term.user_id,
                interest=one.interest,
                why=one.why[:500],
                at=at,
            )
            for one in found
        ],
        ignore_conflicts=True,
    )


def apply_interests(proposal: Any, *, at: datetime) -> None:
    """Hold a proposal against the register as it is now: whoever it touches stands aside."""
    touches = list(proposal.touches.values_list("organisation_id", "subject"))
    on = timezone.localdate(at)
    found = conflicts(
        terms_in(proposal.group_id, on=on),
        organisations={key for key, _ in touches if key},
        subjects={subject for _, subject in touches if subject},
        on=on,
    )
    note_aside(found, at=at, proposal=proposal)


def _kinds(kind: str) -> Q:
    """Which organisations a seat of a kind is for."""
    kinds = Organisation.Kind
    if kind == "nhs":
        return Q(organisation__kind__in=[kinds.NHS_TRUST, kinds.GP_PRACTICE, kinds.PCN, kinds.ICB])
    if kind == "council":
        return Q(organisation__kind=kinds.COUNCIL)
    return Q()


def organisation_for_seat(kind: str, user_id: UUID, *, rather: UUID | None = None) -> Organisation | None:
    """For which organisation someone would sit in a seat of a kind: None in one for lived experience.

    ``rather`` is chosen where it fits. Raises Missing for someone whom such a seat is not for.
    """
    roles = AccessRole.objects.filter(user=user_id, ended_at__isnull=True).select_related("organisation")
    if kind == "lived":
        if not roles.filter(role=Role.EXPERT).exists():
            raise Missing(
                "This seat is for an expert by experience, and they are not one here.", field="email"
            )
        return None
    fitting = roles.filter(_kinds(kind)).order_by("since")
    found = fitting.filter(organisation=rather).first() or fitting.first()
    if found is None:
        whose = {"nhs": "the NHS or a GP practice", "council": "the council"}.get(kind, "an organisation")
        raise Missing(f"This seat is for someone who works for {whose}.", field="email")
    return found.organisation
