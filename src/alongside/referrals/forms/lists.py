"""What the addresses of lists ask for. What makes no sense is left out, so that no link breaks."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from ..queries.lists import Listed
from ..queries.words import need_codes
from ..states import REFERRAL


def listed_from(data: Mapping[str, str]) -> Listed:
    states = {state.name for state in REFERRAL.states}
    need, urgency, state = data.get("need", ""), data.get("urgency", ""), data.get("state", "")
    return Listed(
        direction="out" if data.get("direction") == "out" else "in",
        state=state if state in states else "",
        need=need if need in need_codes() else "",
        urgency=urgency if urgency in ("urgent", "routine") else "",
        before=_before(data.get("before", "")),
    )


def _before(text: str) -> tuple[datetime, UUID] | None:
    """Where the last page ended, as its link said it: a moment and an id with a tilde between."""
    moment, _, pk = text.partition("~")
    try:
        at, key = datetime.fromisoformat(moment), UUID(pk)
    except ValueError:
        return None
    return (at, key) if at.tzinfo else None


def sought(data: Mapping[str, str]) -> str:
    """What was typed to find someone, without what no database text can hold."""
    return data.get("q", "")[:200].replace("\0", " ").encode("utf-8", "ignore").decode().strip()
