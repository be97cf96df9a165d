"""Changing one's mind: stopping what an organisation may see, wherever it has got to."""

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission
from alongside.foundation.workflow.clock import add_working_days, today
from alongside.people.actions import withdraw_consent
from alongside.people.models import Consent

from ..models import HelpRequest, Referral
from ..states import REFERRAL
from .moves import hold_requests
from .support import withdraw_referral


@action(Permission.CONSENT_RECORD, records="Sharing stopped")
def stop_sharing(consent: Consent, *, by: Actor) -> Consent:
    """Withdraw an agreement: the organisation sees nothing from now, its open referrals end, and it is told."""
    hold_requests(consent.person_id)
    Consent.objects.select_for_update(of=("self",)).filter(pk=consent.pk).first()
    hand_back(consent)
    live = Referral.objects.filter(
        consent=consent, state__in=REFERRAL.transition("withdraw").sources
    ).select_related("request", "person", "consent")
    for referral in live:
        withdraw_referral(referral, reason="sharing_stopped", by=by)
    consent.refresh_from_db()
    return consent if consent.withdrawn_at else withdraw_consent(consent, by=by)


def hand_back(consent: Consent) -> None:
    """What an organisation owns of someone it may no longer see goes to whoever registered them: nobody is lost."""
    registered_by, organisation = consent.person.registered_by_id, consent.organisation_id
    if registered_by == organisation:
        return
    HelpRequest.objects.filter(person=consent.person_id, owner=organisation).update(
        owner=registered_by,
        owner_user=None,
        next_step=f"Get in touch: they stopped sharing with {consent.organisation.name}"[:200],
        next_step_on=add_working_days(today(), 1),
        next_step_by_hand=True,
    )
    Referral.objects.filter(person=consent.person_id, owner=organisation).exclude(
        receiver=organisation
    ).update(owner=registered_by)
