"""Eighteen made-up months of an alliance at work: requests, chains of referrals and every step in them."""

from .histories import histories
from .history import CheckIn, HelpRequest, PersonHistory, Referral, Step

__all__ = ["CheckIn", "HelpRequest", "PersonHistory", "Referral", "Step", "histories"]
