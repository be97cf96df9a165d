"""Reading about organisations."""

from collections import Counter
from uuid import UUID

from django.db.models import Q

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import NotFound
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.rules import can

from ..models import Organisation
from ..vocabulary import COMMUNITY as COMMUNITY_KINDS

Kind = Organisation.Kind
COMMUNITY = tuple(map(Kind, COMMUNITY_KINDS))
NHS = (Kind.NHS_TRUST, Kind.GP_PRACTICE, Kind.PCN, Kind.ICB)
SEATS = {**dict.fromkeys(COMMUNITY, "community"), **dict.fromkeys(NHS, "nhs"), Kind.COUNCIL: "council"}

HAS_JOINED = Q(is_member=False) | Q(joined_on__isnull=False)


def seats_at_the_table() -> dict[str, int]:
    """How many sit at the alliance's table today: "community" members, and "nhs" and "council" parties.

    The NHS and the council have a seat as partners too; a community organisation has one as a member.
    """
    kinds = Organisation.objects.filter(HAS_JOINED, left_on__isnull=True).values_list("kind", "is_member")
    found = Counter(
        SEATS[Kind(kind)]
        for kind, is_member in kinds
        if Kind(kind) in SEATS and (is_member or Kind(kind) not in COMMUNITY)
    )
    return {seat: found[seat] for seat in ("community", "nhs", "council") if found[seat]}


def members_and_partners(*, by: Actor) -> list[Organisation]:
    """Everyone who takes part today, by name. An organisation that is only in the directory is not one of them."""
    if not can(by, Permission.MEMBER_VIEW):
        return []
    takes_part = Q(is_member=True) | ~Q(kind__in=COMMUNITY)
    return list(Organisation.objects.filter(takes_part, left_on__isnull=True).order_by("name"))


def member_or_partner(organisation_id: UUID, *, by: Actor) -> Organisation:
    """One of ``members_and_partners``. Raises NotFound."""
    found = next((one for one in members_and_partners(by=by) if one.pk == organisation_id), None)
    if found is None:
        raise NotFound
    return found


def organisation_name(organisation_id: UUID | None) -> str:
    """Its name; "" where there is none."""
    if organisation_id is None:
        return ""
    return Organisation.objects.filter(pk=organisation_id).values_list("name", flat=True).first() or ""
