"""What was found when a website was looked at."""

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission
from alongside.foundation.workflow.clock import now, today

from ..models import LinkCheck, Service


@action(Permission.UPKEEP_CLOCK, records="Website of an entry looked at")
def note_link(service: Service, *, address: str, fault: str, by: Actor) -> LinkCheck:
    """Note that an address answered, or with ``fault`` what went wrong. Faults are counted by the day."""
    before = LinkCheck.objects.select_for_update().filter(service=service).first()
    if before is None or before.address != address:
        LinkCheck.objects.filter(service=service).delete()
        before = LinkCheck(alliance_id=by.alliance_id, service=service, address=address)
    elif fault and before.failed_since and before.checked_at.date() == now().date():
        before.said = fault[:200]  # a second look on one day proves nothing more
        before.save(update_fields=["said"])
        return before
    before.checked_at, before.said = now(), fault[:200]
    before.failed_since = (before.failed_since or today()) if fault else None
    before.failed_days = before.failed_days + 1 if fault else 0
    before.save()
    return before
