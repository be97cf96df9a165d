"""Referrals placed so that today shows every state a worker can meet, some of them late."""

from ..words import replies
from .path import accept, decline, finish, send
from .referral import Life

# state today, working days since the last step
STAGES: tuple[tuple[str, float], ...] = (
    ("sent", 0.6),
    ("accepted", 24),
    ("awaiting information", 2),
    ("declined", 1),
    ("draft", 0.4),
    ("expired", 0.8),
    ("unable to contact", 2),
    ("finished", 1.5),
    ("withdrawn", 1),
    ("sent", 7),
    ("declined", 4),
    ("in support", 12),
    ("awaiting information", 8),
    ("expired", 3),
    ("finished", 9),
    ("draft", 3.2),
    ("unable to contact", 8),
    ("withdrawn", 7),
    ("accepted", 3),
    ("sent", 2.5),
    ("sent", 4.2),
    ("in support", 33),
    ("sent", 1.3),
    ("accepted", 8),
    ("sent", 0.2),
    ("sent", 6.1),
)

_LENGTH = {
    "draft": 0,
    "sent": 0.1,
    "awaiting information": 1.6,
    "declined": 3.1,
    "expired": 10.1,
    "withdrawn": 2.1,
    "accepted": 3.1,
    "in support": 11.1,
    "unable to contact": 12.1,
    "finished": 41.1,
}


def starts(state: str, idle: float, now: float) -> float:
    """When a referral must begin to be in a state for `idle` working days by now."""
    return now - idle - _LENGTH[state] - 1e-6


def stage(life: Life, state: str) -> None:
    """Take the straightest way to a state."""
    if state == "draft":
        return
    send(life, 0.1)
    if state == "awaiting information":
        life.do("ask", 1.5, note=life.roll.choice(replies.QUESTIONS)[0])
    elif state == "declined":
        decline(life, 3)
    elif state == "expired":
        life.do("expire", 10)
    elif state == "withdrawn":
        life.do("withdraw", 2, side="person", reason=life.roll.choice(replies.WITHDRAWS))
    elif state != "sent":
        accept(life, 3, 8)
        if state == "unable to contact":
            life.do("no contact", 9, note=life.roll.choice(replies.NO_CONTACT))
        elif state != "accepted":
            life.do("begin support", 8, note=life.roll.choice(replies.BEGINS))
            if state == "finished":
                finish(life, 30)
