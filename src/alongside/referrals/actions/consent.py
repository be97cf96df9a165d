"""Changing one's mind: stopping what an organisation may see, wherever it has got to."""

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission
from alongside.people.actions import withdraw_consent
from alongside.people.models import Consent

from ..models import Referral
from ..states import REFERRAL
from .support import withdraw_referral


@action(Permission.CONSENT_RECORD, records="Sharing stopped")
def stop_sharing(consent: Consent, *, by: Actor) -> Consent:
    """Withdraw an agreement: the organisation sees nothing from now, its open referrals end, and it is told."""
    live = Referral.objects.filter(
        consent=consent, state__in=REFERRAL.transition("withdraw").sources
    ).select_related("request", "person", "consent")
    for referral in live:
        withdraw_referral(referral, reason="sharing_stopped", by=by)
    consent.refresh_from_db()
    return consent if consent.withdrawn_at else withdraw_consent(consent, by=by)
