"""Reading about organisations."""

from collections import Counter
from uuid import UUID

from .models import Organisation

Kind = Organisation.Kind
COMMUNITY = (Kind.CHARITY, Kind.COMMUNITY_GROUP, Kind.COMPANY, Kind.OTHER)
NHS = (Kind.NHS_TRUST, Kind.GP_PRACTICE, Kind.PCN, Kind.ICB)
SEATS = {**dict.fromkeys(COMMUNITY, "community"), **dict.fromkeys(NHS, "nhs"), Kind.COUNCIL: "council"}


def seats_at_the_table() -> dict[str, int]:
    """How many sit at the alliance's table today: "community" members, and "nhs" and "council" parties.

    The NHS and the council have a seat as partners too; a community organisation has one as a member.
    """
    kinds = Organisation.objects.filter(left_on__isnull=True).values_list("kind", "is_member")
    found = Counter(
        SEATS[Kind(kind)]
        for kind, is_member in kinds
        if Kind(kind) in SEATS and (is_member or Kind(kind) not in COMMUNITY)
    )
    return {seat: found[seat] for seat in ("community", "nhs", "council") if found[seat]}


def organisation_name(organisation_id: UUID | None) -> str:
    """Its name; "" where there is none."""
    if organisation_id is None:
        return ""
    return Organisation.objects.filter(pk=organisation_id).values_list("name", flat=True).first() or ""
