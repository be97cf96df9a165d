"""Declaring interests; and the secret links of one's own calendar and feed."""

from datetime import date, timedelta
from uuid import UUID

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import Missing, Stale
from alongside.foundation.access.gate import action
from alongside.foundation.access.links import end_links, make_link
from alongside.foundation.access.permissions import Permission
from alongside.foundation.workflow.clock import now, today

from ..models import Interest, Proposal
from ..rules import current_terms, user_of
from ..seating import apply_interests
from ..vocabulary import CALENDAR, DECISIONS

LINK_DAYS = 3650.0


@action(Permission.INTEREST_DECLARE, records="Interest declared")
def declare_interest(
    *,
    what: str,
    by: Actor,
    for_organisation: bool = False,
    with_organisation_id: UUID | None = None,
    with_whom: str = "",
    subject: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Interest:
    """Say what could pull one two ways, for oneself or for one's organisation, and with whom or about what.

    It is applied at once to everything that is being decided. Raises Missing without anyone or anything it touches.
    """
    starts = starts_on or today()
    if not with_organisation_id and not with_whom.strip() and not subject:
        raise Missing("Say with whom, or what it is about.", field="with_organisation")
    if ends_on and ends_on < starts:
        raise Missing("The last day comes before the first. Choose a later day.", field="ends_on")
    if for_organisation and by.organisation_id is None:
        raise Missing("You are not signed in for an organisation.", field="whose")
    interest = Interest.objects.create(
        alliance_id=by.alliance_id,
        user_id=user_of(by),
        organisation_id=by.organisation_id if for_organisation else None,
        what=what.strip(),
        with_organisation_id=with_organisation_id,
        with_whom=with_whom.strip(),
        subject=subject,
        starts_on=starts,
        ends_on=ends_on,
        declared_at=now(),
    )
    sitting = current_terms().values("seat__group")
    theirs = (
        sitting.filter(organisation=by.organisation_id)
        if for_organisation
        else sitting.filter(user=by.user_id)
    )
    for proposal in Proposal.objects.filter(group__in=theirs, state="deciding"):
        apply_interests(proposal, at=now())
    return interest


@action(Permission.INTEREST_DECLARE, records="Interest ended")
def end_interest(interest: Interest, *, by: Actor) -> Interest:
    """It is no longer so, from today. The register keeps that it was."""
    day = today() - timedelta(days=1)
    rows = Interest.objects.filter(pk=interest.pk).exclude(ends_on__lte=day)
    if not rows.update(ends_on=max(day, interest.starts_on)):
        raise Stale("This had ended already. Nothing was changed.")
    interest.refresh_from_db()
    return interest


@action(Permission.GROUP_VIEW, records="Calendar link made")
def renew_calendar_link(*, by: Actor) -> str:
    """A fresh secret link to one's own meetings; the one before stops working. Gives its token, once."""
    return _fresh_link(CALENDAR, by)


@action(Permission.DECISION_VIEW, records="Link to the feed of decisions made")
def renew_decisions_link(*, by: Actor) -> str:
    """A fresh secret link to the feed of decisions; the one before stops working. Gives its token, once."""
    return _fresh_link(DECISIONS, by)


def _fresh_link(purpose: str, by: Actor) -> str:
    user_id = user_of(by)
    end_links(purpose=purpose, subject_id=user_id)
    return make_link(alliance_id=by.alliance_id, purpose=purpose, subject_id=user_id, days=LINK_DAYS)
