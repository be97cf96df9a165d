"""Reminding organisations of papers that end: once for each step, and at most one message a day."""

from datetime import date, timedelta

from alongside.foundation.access.actor import Actor, clock
from alongside.foundation.access.errors import Stale
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.tenancy.models import Alliance
from alongside.foundation.workflow.clock import today

from ..models import Organisation, Reminder
from ..rules import Paper, Standing
from ..standing import standing_of, standings
from .telling import tell_leads

ENDED = 0
TOLD_DAYS = 14


@action(Permission.MEMBER_EDIT, records="Organisation reminded of its papers")
def remind(organisation: Organisation, *, by: Actor) -> Organisation:
    """A coordinator asks for what is missing or ends soon. Raises Stale where nothing is, or it was asked today."""
    standing = standing_of(organisation.pk)
    asked = [*standing.missing, *standing.soon]
    if not asked:
        raise Stale("Everything is in place, so there is nothing to remind them of.")
    if Reminder.objects.filter(organisation=organisation, sent_on=today()).exists():
        raise Stale("They were reminded today already. Nothing was sent twice.")
    Reminder.objects.bulk_create(
        Reminder(
            alliance_id=by.alliance_id, organisation=organisation, requirement_id=paper.requirement_id,
            ends_on=paper.ends_on, days=0, sent_on=today(),
        )
        for paper in asked
    )  # fmt: skip
    _tell(organisation, first_end(asked), by=by)
    return organisation


@action(Permission.MEMBERSHIP_CLOCK, records="Organisation reminded in good time")
def remind_by_clock(organisation: Organisation, *, standing: Standing, by: Actor) -> Organisation:
    """What has come within a step before its end, or has just ended: one message for all of it."""
    due = [(paper, days) for paper in standing.papers if (days := step_due(paper)) is not None]
    rows = [
        Reminder(
            alliance_id=by.alliance_id, organisation=organisation, requirement_id=paper.requirement_id,
            ends_on=paper.ends_on, days=days, sent_on=today(),
        )
        for paper, days in due
    ]  # fmt: skip
    known = {
        (one.requirement_id, one.ends_on, ENDED if one.sent_on > one.ends_on else one.days)
        for one in Reminder.objects.filter(organisation=organisation)
    }
    new = [row for row in rows if (row.requirement_id, row.ends_on, row.days) not in known]
    if new and not Reminder.objects.filter(organisation=organisation, sent_on=today()).exists():
        Reminder.objects.bulk_create(new, ignore_conflicts=True)
        _tell(organisation, min(row.ends_on for row in new), by=by)
    return organisation


def step_due(paper: Paper) -> int | None:
    """The nearest step before its end that has come: 30 for a paper with 25 days left. None before the first.

    0 in the fortnight after its end, so that a clock that stood still tells them yet, and old news stays old.
    """
    if paper.is_missing:
        return ENDED if -paper.days_left <= TOLD_DAYS else None
    return min((days for days in paper.remind_days if paper.days_left <= days), default=None)


def run_reminders(alliance: Alliance) -> int:
    """Remind whoever is due in one alliance; gives how many organisations were looked at for it."""
    with in_alliance(alliance):
        due = [
            one
            for one in standings().values()
            if one.joined and not one.has_left and any(step_due(paper) is not None for paper in one.papers)
        ]
    for standing in due:
        with in_alliance(alliance):
            organisation = Organisation.objects.select_for_update().get(pk=standing.organisation_id)
            remind_by_clock(organisation, standing=standing, by=clock(alliance))
    return len(due)


def first_end(papers: list[Paper]) -> date:
    return min((paper.ends_on for paper in papers), default=today())


def _tell(organisation: Organisation, on: date, *, by: Actor) -> None:
    template = "papers_ended" if on < today() else "papers_end"
    said = on + timedelta(days=1) if on < today() else on
    tell_leads(organisation, template=template, cause=f"papers-{today().isoformat()}", by=by, on=said)
