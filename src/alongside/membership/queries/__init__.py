"""Everything that is read about organisations, how they stand, what they sign and who asks to join."""

from ..candidates import appeal_until, decided_first, is_known, may_appeal, plain_name, readers, round_of
from ..rules import Paper, Standing
from ..rules import State as StandingState
from ..standing import NOT_TAKING, may_receive, not_taking, rights_of, standing_of, standings
from ..texts import current_version, difference, paragraphs
from .joining import (
    application_of,
    applications,
    count_waiting,
    find_application,
    need_choices,
    review_of,
    steps_of,
    ward_choices,
)
from .organisations import (
    COMMUNITY,
    member_or_partner,
    members_and_partners,
    organisation_name,
    seats_at_the_table,
)
from .papers import (
    contacts_of,
    evidence_of,
    find_evidence,
    last_reminders,
    own_organisation,
    papers_bind_from,
    representatives_of,
    requirements,
    unchecked,
)
from .terms import find_version, signatures, signatures_of, versions

__all__ = [
    "COMMUNITY",
    "NOT_TAKING",
    "Paper",
    "Standing",
    "StandingState",
    "appeal_until",
    "application_of",
    "applications",
    "contacts_of",
    "count_waiting",
    "current_version",
    "decided_first",
    "difference",
    "evidence_of",
    "find_application",
    "find_evidence",
    "find_version",
    "is_known",
    "last_reminders",
    "may_appeal",
    "may_receive",
    "member_or_partner",
    "members_and_partners",
    "need_choices",
    "not_taking",
    "organisation_name",
    "own_organisation",
    "papers_bind_from",
    "paragraphs",
    "plain_name",
    "readers",
    "representatives_of",
    "requirements",
    "review_of",
    "rights_of",
    "round_of",
    "seats_at_the_table",
    "signatures",
    "signatures_of",
    "standing_of",
    "standings",
    "steps_of",
    "unchecked",
    "versions",
    "ward_choices",
]
