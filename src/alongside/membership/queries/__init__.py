"""Everything that is read about organisations, how they stand, what they sign and who asks to join."""

from .organisations import (
    COMMUNITY,
    member_or_partner,
    members_and_partners,
    organisation_name,
    seats_at_the_table,
)
from .standing import NOT_TAKING, may_receive, not_taking, rights_of, standing_of, standings

__all__ = [
    "COMMUNITY",
    "NOT_TAKING",
    "may_receive",
    "member_or_partner",
    "members_and_partners",
    "not_taking",
    "organisation_name",
    "rights_of",
    "seats_at_the_table",
    "standing_of",
    "standings",
]
