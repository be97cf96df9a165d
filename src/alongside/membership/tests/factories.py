"""Members with papers, for tests."""

from datetime import date, timedelta
from typing import Any

from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.workflow.clock import now, today
from alongside.membership.models import Evidence, Organisation, Requirement, TermsVersion

LONG_AGO = date(2024, 1, 1)


def make_requirement(alliance: Any, name: str = "Insurance", **changes: Any) -> Requirement:
    """Public liability for every member, without which nothing may be done, unless said otherwise."""
    given = {"paper": "insurance", "unlocks": "both", "from_on": LONG_AGO, **changes}
    with in_alliance(alliance):
        return Requirement.objects.create(alliance=alliance, name=name, **given)


def make_evidence(
    organisation: Organisation, *, days: int, paper: str = "insurance", since: int = 300
) -> Evidence:
    """A paper that is good for so many days more (or ended so many ago, below 0)."""
    day = today()
    with in_alliance(organisation.alliance_id):
        return Evidence.objects.create(
            alliance_id=organisation.alliance_id,
            organisation=organisation,
            paper=paper,
            reference="POL-1",
            provider="Seawall Mutual",
            valid_from=day - timedelta(days=since),
            valid_until=day + timedelta(days=days),
            stated_by="A lead",
            stated_at=now(),
        )


def joined(organisation: Organisation) -> Organisation:
    """Someone who has been a member since long ago."""
    with in_alliance(organisation.alliance_id):
        Organisation.objects.filter(pk=organisation.pk).update(is_member=True, joined_on=LONG_AGO)
        organisation.refresh_from_db()
    return organisation


def make_terms(
    alliance: Any, text: str = "# Purpose\n\nWe help.", *, number: int = 1, **changes: Any
) -> TermsVersion:
    """A published version of the terms."""
    given = {"paper": "terms", "published_on": LONG_AGO, **changes}
    with in_alliance(alliance):
        return TermsVersion.objects.create(alliance=alliance, number=number, text=text, **given)
