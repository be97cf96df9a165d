"""The forms of governance."""

from .base import ItemAsideForm, ReasonForm, WordsForm
from .groups import CallForm, EndTermForm, FillForm, GroupForm, SeatsForm
from .interests import InterestForm
from .meetings import ActionForm, HandOnForm, ItemForm, MinutesForm, MoveForm, PlanForm, RoomForm
from .proposals import AskForm, ChangeForm, ConsentForm, ProposalForm, RankedForm, TouchForm, VoteForm

__all__ = [
    "ActionForm",
    "AskForm",
    "CallForm",
    "ChangeForm",
    "ConsentForm",
    "EndTermForm",
    "FillForm",
    "GroupForm",
    "HandOnForm",
    "InterestForm",
    "ItemAsideForm",
    "ItemForm",
    "MinutesForm",
    "MoveForm",
    "PlanForm",
    "ProposalForm",
    "RankedForm",
    "ReasonForm",
    "RoomForm",
    "SeatsForm",
    "TouchForm",
    "VoteForm",
    "WordsForm",
]
