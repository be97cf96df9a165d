"""What an organisation owes someone, by which day: the rows of Today."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, When

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.models import AccessRole
from alongside.foundation.workflow.clock import now, today
from alongside.foundation.workflow.states import Side

from ..models import HelpRequest, Referral
from ..rules import sides
from ..states import REFERRAL
from ..vocabulary import MOST_OFTEN_FIRST

HORIZON_DAYS = 7
# A longer list is said to hold this many "or more": nobody works by the difference.
MOST_COUNTED = 1000
LONG_WAIT_DAYS = 28
MINE, ORGANISATION, SENT, LONG, LEFT = "mine", "organisation", "sent", "long", "left"
REFERRER_TURN = [state.name for state in REFERRAL.states if state.turn is Side.REFERRER]
RECEIVER_TURN = [state.name for state in REFERRAL.states if state.turn is Side.RECEIVER]
HELPED = ["in_support", "finished"]


@dataclass(frozen=True)
class Wanted:
    """Which of them to show. ``whose`` is one of the five lists; ``every`` leaves out the seven-day horizon."""

    whose: str = MINE
    need: str = ""
    urgency: str = ""
    ward: str = ""
    where: str = ""
    every: bool = False


@dataclass(frozen=True)
class Counts:
    """How many there are in each list; ``late`` counts those of mine that are late. ``sent`` stops at 1,000."""

    mine: int
    late: int
    organisation: int
    sent: int
    long: int
    left: int


def horizon() -> date:
    return today() + timedelta(days=HORIZON_DAYS)


def due_requests(wanted: Wanted, *, by: Actor) -> QuerySet[HelpRequest]:
    """Open requests that this organisation owns, earliest next step first.

    Left out while one of a request's referrals is this organisation's to move on: that row says it.
    Each has ``person`` and ``owner_user``, and ``live``: its referrals that are with someone.
    """
    rows = _requests(by).filter(_request_terms(wanted, by))
    live = Referral.objects.exclude(state__in=["closed", "withdrawn", "draft"]).order_by("-sent_at")
    return (
        rows.select_related("person", "owner_user")
        .prefetch_related(Prefetch("referrals", queryset=live, to_attr="live"))
        .order_by("next_step_on", "asked_at", "pk")
    )


def due_referrals(wanted: Wanted, *, by: Actor) -> QuerySet[Referral]:
    """Open referrals whose next step is this organisation's (or, in the list of sent ones, awaits others)."""
    rows = Referral.objects.all() if wanted.whose != MINE else Referral.objects.annotate(holder=_holder(by))
    rows = rows.filter(_referral_terms(wanted, by))
    order = "answer_due_at" if wanted.whose == SENT else "next_step_on"
    return rows.select_related("person", "request", "request__owner_user").order_by(order, "pk")


def counts_of(lists: Sequence[Wanted], *, by: Actor) -> list[int]:
    """How many rows each of several lists has, in two statements however many they are."""
    if not lists:
        return []
    ours = Q(owner=by.organisation_id) | Q(referrer=by.organisation_id, state="sent")
    referrals = Referral.objects.filter(ours).exclude(state="closed").annotate(holder=_holder(by))
    parts = (
        _requests(by).aggregate(**_each_counted(lists, by, _request_terms)),
        referrals.aggregate(**_each_counted(lists, by, _referral_terms)),
    )
    return [sum(part[f"list_{place}"] for part in parts) for place in range(len(lists))]


def _each_counted(
    lists: Sequence[Wanted], by: Actor, terms: Callable[[Wanted, Actor], Q]
) -> dict[str, Count]:
    return {
        f"list_{place}": Count("pk", filter=terms(wanted, by), distinct=True)
        for place, wanted in enumerate(lists)
    }


def ways_on(referral: Referral, *, by: Actor) -> list[tuple[str, str]]:
    """(event, words) of what this actor could do about a referral now, what is most often right first."""
    rows = [
        row
        for row in REFERRAL.possible(referral.state, sides(by, referral))
        if row.button and by.has(row.permission)
    ]
    return [
        (row.event, row.button) for row in sorted(rows, key=lambda row: MOST_OFTEN_FIRST.index(row.event))
    ]


def _request_terms(wanted: Wanted, by: Actor) -> Q:
    """Which of the requests that are ours a list shows."""
    if wanted.whose == SENT:
        return Q(pk__in=[])
    if wanted.whose == LONG:
        terms = _long_wait() & ~Q(_helped())
    else:
        terms = Q() if wanted.every else _soon_or_new()
        terms &= _mine(by) if wanted.whose == MINE else Q()
        terms &= _owner_left(by) if wanted.whose == LEFT else Q()
    if wanted.need:
        terms &= Q(needs__contains=[wanted.need])
    if wanted.where:
        away = Exists(
            Referral.objects.filter(request=OuterRef("pk"), state__in=RECEIVER_TURN).exclude(
                receiver=by.organisation_id
            )
        )
        terms &= Q(away) if wanted.where == "away" else ~Q(away)
    return terms & _common(wanted)


def _referral_terms(wanted: Wanted, by: Actor) -> Q:
    """Which referrals a list shows. A list of mine needs each one's ``holder``."""
    ours = Q(owner=by.organisation_id)
    if wanted.whose == LEFT:
        return Q(pk__in=[])
    if wanted.whose == SENT:
        terms = Q(referrer=by.organisation_id, state="sent")
    else:
        terms = ours & ~Q(state="closed")
        if wanted.whose == LONG:
            terms &= Q(request__asked_at__lt=_long_ago()) & ~Q(state__in=HELPED)
        else:
            terms &= Q() if wanted.every else _soon_or_unanswered(by)
            terms &= _holder_is(by) if wanted.whose == MINE else Q()
    if wanted.need:
        terms &= Q(need=wanted.need)
    if wanted.where:
        terms &= ~ours if wanted.where == "away" else ours
    return terms & _common(wanted)


def due_counts(*, by: Actor) -> Counts:
    """Each list's length, by the same definitions, in three statements."""
    late = Q(next_step_on__lt=today())
    requests = _requests(by).aggregate(
        mine=Count("pk", filter=_soon_or_new() & _mine(by)),
        late=Count("pk", filter=late & _mine(by)),
        organisation=Count("pk", filter=_soon_or_new()),
        long=Count("pk", filter=_long_wait() & ~Q(_helped())),
        left=Count("pk", filter=_soon_or_new() & Q(_owner_left(by))),
    )
    soon, mine = _soon_or_unanswered(by), _holder_is(by)
    held = Referral.objects.filter(owner=by.organisation_id).exclude(state="closed")
    referrals = held.annotate(holder=_holder(by)).aggregate(
        mine=Count("pk", filter=soon & mine),
        late=Count("pk", filter=late & mine),
        organisation=Count("pk", filter=soon),
        long=Count("pk", filter=Q(request__asked_at__lt=_long_ago()) & ~Q(state__in=HELPED)),
    )
    return Counts(
        mine=requests["mine"] + referrals["mine"],
        late=requests["late"] + referrals["late"],
        organisation=requests["organisation"] + referrals["organisation"],
        sent=Referral.objects.filter(referrer=by.organisation_id, state="sent")[:MOST_COUNTED].count(),
        long=requests["long"] + referrals["long"],
        left=requests["left"],
    )


def nobody_without_owner(*, by: Actor) -> bool:
    """Whether everything open that this organisation may see has an owner and a day. Asked, never assumed."""
    missing = Q(owner__isnull=True) | Q(owner=by.organisation_id, next_step_on__isnull=True)
    return not any(
        model.objects.exclude(state="closed").filter(missing).exists() for model in (HelpRequest, Referral)
    )


def wards_with_people(*, by: Actor) -> list[str]:
    """The codes of the wards where people with an open request of this organisation live."""
    found = HelpRequest.objects.filter(owner=by.organisation_id).exclude(state="closed")
    return sorted(found.exclude(person__ward_code="").values_list("person__ward_code", flat=True).distinct())


def colleagues(*, by: Actor) -> list[tuple[UUID, str]]:
    """(id, name) of everyone who works for this organisation now, by name."""
    rows = AccessRole.objects.filter(
        organisation=by.organisation_id, ended_at__isnull=True, user__is_active=True
    )
    return list(rows.order_by("user__name").values_list("user_id", "user__name").distinct())


def _requests(by: Actor) -> QuerySet[HelpRequest]:
    told_by_referral = Referral.objects.filter(
        request=OuterRef("pk"), owner=by.organisation_id, state__in=REFERRER_TURN
    )
    return (
        HelpRequest.objects.filter(owner=by.organisation_id)
        .exclude(state="closed")
        .filter(~Exists(told_by_referral))
    )


def _soon_or_new() -> Q:
    return Q(next_step_on__lte=horizon()) | Q(state="new")


def _soon_or_unanswered(by: Actor) -> Q:
    """What was sent to us is shown from its first day: over a holiday its answer is due after the horizon."""
    return Q(next_step_on__lte=horizon()) | Q(receiver=by.organisation_id, state="sent")


def _mine(by: Actor) -> Q:
    """Named to this user, or to nobody yet: what nobody has taken is everybody's to see."""
    return Q(owner_user=by.user_id) | Q(owner_user__isnull=True)


def _holder(by: Actor) -> Case:
    """Whose a referral is inside the organisation: nobody's while it awaits our answer as its receiver."""
    return Case(
        When(Q(receiver=by.organisation_id, state__in=RECEIVER_TURN), then=None),
        When(request__owner=by.organisation_id, then=F("request__owner_user")),
        default=F("referrer_user"),
    )


def _holder_is(by: Actor) -> Q:
    return Q(holder=by.user_id) | Q(holder__isnull=True)


def _owner_left(by: Actor) -> Q:
    """The user who has it no longer works here: nobody would notice it."""
    works = AccessRole.objects.filter(
        user=OuterRef("owner_user"), organisation=by.organisation_id, ended_at__isnull=True
    )
    return Q(owner_user__isnull=False) & ~Q(Exists(works))


def _long_ago() -> Any:
    return now() - timedelta(days=LONG_WAIT_DAYS)


def _long_wait() -> Q:
    return Q(asked_at__lt=_long_ago())


def _helped() -> Exists:
    return Exists(Referral.objects.filter(request=OuterRef("pk"), state__in=HELPED))


def _common(wanted: Wanted) -> Q:
    terms = Q(urgency=wanted.urgency) if wanted.urgency else Q()
    return terms & Q(person__ward_code=wanted.ward) if wanted.ward else terms
