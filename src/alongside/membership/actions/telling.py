"""Telling those who lead an organisation that there is something about it, and never what."""

from typing import Any

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.links import make_link
from alongside.foundation.access.models import AccessRole
from alongside.foundation.access.permissions import Role
from alongside.foundation.messages.outbox import queue_message
from alongside.foundation.tenancy.addresses import address

from ..models import Organisation

PAPERS_PURPOSE = "papers"
PAPERS_LINK_DAYS = 30
PATH = "/papers/"


def tell_leads(organisation: Organisation, *, template: str, cause: str, by: Actor, **values: Any) -> None:
    """Queue one message for each lead; where nobody has an account, a signed link to the address that is held.

    ``cause`` makes it one message however often it is asked for.
    """
    leads = list(
        AccessRole.objects.filter(
            organisation=organisation,
            role=Role.ORGANISATION_LEAD,
            ended_at__isnull=True,
            user__is_active=True,
        )
        .order_by("since")
        .values_list("user__email", flat=True)[:3]
    )
    link = address(by.alliance, PATH) if leads else ""
    if not leads and organisation.email:
        token = make_link(
            alliance_id=by.alliance_id, purpose=PAPERS_PURPOSE, subject_id=organisation.pk,
            organisation_id=organisation.pk, days=PAPERS_LINK_DAYS,
        )  # fmt: skip
        leads, link = [organisation.email], address(by.alliance, f"{PATH}renew/{token}/")
    for email in leads:
        queue_message(
            alliance_id=by.alliance_id,
            key=f"{cause}-{organisation.pk}-{email}"[:200],
            channel="email",
            to=email,
            template=template,
            values={"link": link, **values},
            organisation_id=organisation.pk,
        )
