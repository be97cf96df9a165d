"""The referral states that the demo follows; the alliance's own table lives in the referrals slice."""

# event: (states it may leave, state it reaches; "" stays, "back" returns to what was closed, side)
TABLE: dict[str, tuple[tuple[str, ...], str, str]] = {
    "send": (("draft",), "sent", "referrer"),
    "ask": (("sent",), "awaiting information", "receiver"),
    "answer": (("awaiting information",), "sent", "referrer"),
    "accept": (("sent",), "accepted", "receiver"),
    "decline": (("sent", "awaiting information"), "declined", "receiver"),
    "redirect": (("declined", "expired"), "", "referrer"),
    "expire": (("sent", "awaiting information"), "expired", "clock"),
    "withdraw": (("draft", "sent", "awaiting information", "accepted"), "withdrawn", "referrer"),
    "begin support": (("accepted",), "in support", "receiver"),
    "no contact": (("accepted",), "unable to contact", "receiver"),
    "finish": (("in support",), "finished", "receiver"),
    "close the loop": (
        ("declined", "unable to contact", "finished", "withdrawn", "expired"),
        "closed",
        "referrer",
    ),
    "reopen": (("closed",), "back", "referrer"),
}


def after(event: str, state: str, closed_from: str) -> str:
    """The state an event leads to. Raises ValueError where the table does not allow it."""
    leaves, reaches, _ = TABLE[event]
    if state not in leaves:
        raise ValueError(f"{event} cannot leave {state}")
    return {"": state, "back": closed_from}.get(reaches, reaches)
