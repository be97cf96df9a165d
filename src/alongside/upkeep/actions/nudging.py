"""Asking organisations to look at their entries: one message each, at most every 28 days, with a link that opens them."""

from alongside.directory.queries import own_entries
from alongside.foundation.access.actor import Actor, clock
from alongside.foundation.access.errors import Stale
from alongside.foundation.access.gate import action
from alongside.foundation.access.links import make_link
from alongside.foundation.access.permissions import Permission
from alongside.foundation.messages.outbox import queue_message
from alongside.foundation.tenancy.addresses import address
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.tenancy.models import Alliance
from alongside.foundation.workflow.clock import now, today
from alongside.membership.models import Organisation

from ..models import Nudge
from ..rules import wants_nudge

NUDGE_LINK = "entries"
LINK_DAYS = 30


@action(Permission.DIRECTORY_MODERATE, records="Organisation asked to look at its services")
def nudge(organisation: Organisation, *, by: Actor) -> Organisation:
    """Ask now, whatever the clock says; once a day. Raises Stale where they were asked today, or have no address."""
    if not organisation.email:
        raise Stale("We hold no e-mail address for them, so there is nowhere to send it. Ring them.")
    if Nudge.objects.filter(organisation=organisation, sent_on=today()).exists():
        raise Stale("They were asked today already. Nothing was sent twice.")
    _ask(organisation, by=by)
    return organisation


@action(Permission.UPKEEP_CLOCK, records="Organisation asked in good time to look at its services")
def nudge_by_clock(organisation: Organisation, *, by: Actor) -> Organisation:
    """Ask where something is due and they were not asked lately."""
    last = (
        Nudge.objects.filter(organisation=organisation)
        .order_by("-sent_on")
        .values_list("sent_on", flat=True)
        .first()
    )
    entries = own_entries(by=clock(by.alliance, organisation_id=organisation.pk))
    if organisation.email and wants_nudge(entries, last=last, on=today(), at=now()):
        _ask(organisation, by=by)
    return organisation


def run_nudges(alliance: Alliance) -> None:
    """Ask whoever is due in one alliance, each organisation in a transaction of its own."""
    with in_alliance(alliance):
        rows = Organisation.objects.filter(left_on__isnull=True, directory_entries__isnull=False).exclude(
            email=""
        )
        due = list(rows.distinct().order_by("pk"))
    for organisation in due:
        with in_alliance(alliance):
            locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
            nudge_by_clock(locked, by=clock(alliance))


def _ask(organisation: Organisation, *, by: Actor) -> None:
    Nudge.objects.create(alliance_id=by.alliance_id, organisation=organisation, sent_on=today())
    token = make_link(
        alliance_id=by.alliance_id, purpose=NUDGE_LINK, subject_id=organisation.pk, organisation_id=organisation.pk,
        days=LINK_DAYS,
    )  # fmt: skip
    queue_message(
        alliance_id=by.alliance_id,
        key=f"entries-{today().isoformat()}-{organisation.pk}",
        channel="email",
        to=organisation.email,
        template="entries",
        values={"link": address(by.alliance, f"/our-services/link/{token}/")},
        organisation_id=organisation.pk,
    )
