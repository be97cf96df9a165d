"""One referral, as those on its two sides may see it."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_noop

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import NotFound
from alongside.foundation.access.gate import reads_person
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.rules import can
from alongside.foundation.tenancy.statements import Given, Statement
from alongside.foundation.workflow.states import Side

from ..models import Referral, ReferralStep
from ..rules import sides

WITH = (
    "request__owner",
    "request__owner_user",
    "request__asked_of",
    "person",
    "receiver",
    "referrer",
    "referrer_user",
    "consent",
    "suggested_service",
    "owner",
)

TO_ANSWER = gettext_noop("To answer what was sent to them")
TO_FOLLOW = gettext_noop("To follow the help that was asked for")
DECLINED_AT = Subquery(
    ReferralStep.objects.filter(referral=OuterRef("pk"), event="decline").order_by("-number").values("at")[:1]
)
ONE = Statement(lambda: Referral.objects.select_related(*WITH).filter(pk=Given("pk")))
CHAIN = Statement(
    lambda: (
        Referral.objects.filter(chain=Given("chain"))
        .annotate(declined_at=DECLINED_AT)
        .select_related("receiver", "request")
        .order_by("pk")
    )
)
LAST_STEP = Statement(lambda: ReferralStep.objects.filter(referral=Given("referral")).order_by("-number")[:1])


def find_referral(referral_id: UUID | None, *, by: Actor) -> Referral:
    """A referral on one of whose sides this actor stands. Raises NotFound for every other, and for none."""
    found = ONE.first(pk=referral_id) if referral_id else None
    if found is None or not can(by, Permission.REFERRAL_VIEW, on=found):
        raise NotFound
    return found


def open_referral(referral_id: UUID | None, *, by: Actor) -> Referral:
    """The same, with a note in the person's record of who looked, and for which of two purposes."""
    found = find_referral(referral_id, by=by)
    read = _read_to_answer if Side.RECEIVER in sides(by, found) else _read_to_follow
    return read(found, by=by)


@reads_person(TO_ANSWER)
def _read_to_answer(found: Referral, *, by: Actor) -> Referral:
    return found


@reads_person(TO_FOLLOW)
def _read_to_follow(found: Referral, *, by: Actor) -> Referral:
    return found


def referrals_to_move(ids: Iterable[UUID], *, by: Actor) -> list[Referral]:
    """Open referrals whose next step is ours as the referrer. Raises NotFound if one of these is not."""
    wanted = set(ids)
    rows = Referral.objects.filter(pk__in=wanted, owner=by.organisation_id).exclude(state="closed")
    found = [row for row in rows.select_related(*WITH).order_by("pk") if Side.REFERRER in sides(by, row)]
    if len(found) != len(wanted):
        raise NotFound
    return found


def chain_of(referral: Referral) -> list[Referral]:
    """Every referral made for this need of this request, in order; each has ``declined_at``, a moment or None."""
    return [*CHAIN.all(chain=referral.chain)]


def last_step(referral: Referral) -> ReferralStep | None:
    """The newest thing that happened: who acted first, when somebody else comes too late."""
    return LAST_STEP.first(referral=referral.pk)
