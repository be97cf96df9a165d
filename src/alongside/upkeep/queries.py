"""What is asked of the directory and by whom."""

from uuid import UUID

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import NotFound
from alongside.foundation.access.permissions import Permission
from alongside.membership.models import Organisation

from .models import Doubt, EntryChange, Nudge


def changes_waiting(*, by: Actor) -> list[EntryChange]:
    """Changes that nobody has decided on, the longest waiting first."""
    if not by.has(Permission.DIRECTORY_MODERATE):
        return []
    rows = EntryChange.objects.filter(state="proposed").select_related("service__organisation")
    return list(rows.order_by("proposed_at", "id")[:500])


def doubts_waiting(*, by: Actor) -> list[Doubt]:
    """What someone called wrong and nobody has looked at, the longest waiting first."""
    if not by.has(Permission.DIRECTORY_MODERATE):
        return []
    rows = Doubt.objects.filter(state="raised").select_related("service__organisation")
    return list(rows.order_by("raised_at", "id")[:500])


def find_change(change_id: UUID, *, by: Actor) -> EntryChange:
    """For whoever decides, or those for whom it was asked. Raises NotFound."""
    found = EntryChange.objects.select_related("service__organisation").filter(pk=change_id).first()
    mine = (
        found is not None and by.organisation_id is not None and found.organisation_id == by.organisation_id
    )
    if found is None or not (mine or by.has(Permission.DIRECTORY_MODERATE)):
        raise NotFound
    return found


def find_doubt(doubt_id: UUID, *, by: Actor) -> Doubt:
    """For whoever decides. Raises NotFound."""
    found = Doubt.objects.select_related("service__organisation").filter(pk=doubt_id).first()
    if found is None or not by.has(Permission.DIRECTORY_MODERATE):
        raise NotFound
    return found


def own_changes(*, by: Actor) -> list[EntryChange]:
    """What an organisation asked for lately, the newest first, with what came of it."""
    if by.organisation_id is None:
        return []
    rows = EntryChange.objects.filter(organisation_id=by.organisation_id).select_related("service")
    return list(rows.prefetch_related("steps").order_by("-proposed_at", "-id")[:20])


def changes_of(service_id: UUID) -> list[EntryChange]:
    """What is being asked of one entry."""
    return list(
        EntryChange.objects.filter(service_id=service_id, state="proposed").order_by("proposed_at", "id")
    )


def organisation_to_ask(organisation_id: UUID | None, *, by: Actor) -> Organisation | None:
    """Whom to ask about an entry; None where nobody of the alliance offers it."""
    if organisation_id is None or not by.has(Permission.DIRECTORY_MODERATE):
        return None
    return Organisation.objects.filter(pk=organisation_id).first()


def last_asked(organisation_id: UUID) -> Nudge | None:
    return Nudge.objects.filter(organisation_id=organisation_id).order_by("-sent_on").first()
