"""The tables of governance."""

from .elections import Election, ElectionBallot, ElectionStep, ElectionVoter, Nomination
from .groups import Group, Seat, Term
from .interests import Interest
from .meetings import ActionPoint, AgendaItem, Meeting, MeetingStep, Presence
from .proposals import (
    Ballot,
    Comment,
    Decision,
    Option,
    Proposal,
    ProposalStep,
    StandingAside,
    Touch,
)

__all__ = [
    "ActionPoint",
    "AgendaItem",
    "Ballot",
    "Comment",
    "Decision",
    "Election",
    "ElectionBallot",
    "ElectionStep",
    "ElectionVoter",
    "Group",
    "Interest",
    "Meeting",
    "MeetingStep",
    "Nomination",
    "Option",
    "Presence",
    "Proposal",
    "ProposalStep",
    "Seat",
    "StandingAside",
    "Term",
    "Touch",
]
