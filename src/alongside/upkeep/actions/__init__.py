"""Every write of keeping the directory true."""

from .changes import approve, decline, propose, settle_conflict, withdraw
from .doubts import dismiss, put_right, raise_doubt
from .merging import make_one
from .nudging import NUDGE_LINK, nudge, run_nudges

__all__ = [
    "NUDGE_LINK",
    "approve",
    "decline",
    "dismiss",
    "make_one",
    "nudge",
    "propose",
    "put_right",
    "raise_doubt",
    "run_nudges",
    "settle_conflict",
    "withdraw",
]
