"""One referral lived through, moment by moment, until it ends or today comes."""

from dataclasses import dataclass, field, replace
from math import log
from random import Random
from typing import Any

from ..directory import service_id
from ..listings import Listing
from ..members import Member
from ..members.workers import workers
from ..seed import stable_id
from ..words import replies
from . import table
from .calendar import WorkingDays
from .history import CheckIn, Referral, Step

RESPONSE, RESPONSE_URGENT, EXPIRY = 5, 2, 10
SLOW = {"trauma_abuse", "severe_mental_illness", "children_young_people"}
_DUE = {"draft": 2, "awaiting information": 5, "declined": 2, "expired": 2}
_REVIEW = 30


@dataclass
class Life:
    """A referral while it is being lived. Moments are working days (see calendar)."""

    key: tuple[Any, ...]
    sender: Member
    sent_by: str
    receiver: Member
    listing: Listing
    place: str
    needs: tuple[str, ...]
    urgent: bool
    start: float
    days: WorkingDays
    roll: Random
    parent: str = ""
    chain: str = ""
    steps: list[tuple[float, Step]] = field(default_factory=list)
    checks: list[CheckIn] = field(default_factory=list)
    state: str = "draft"
    closed_from: str = ""
    clock: float = 0.0
    checked: float = 0.0

    def __post_init__(self) -> None:
        self.id = stable_id(self.place, "referral", *self.key)
        self.chain = self.chain or self.id
        self.clock = self.start

    @property
    def slow(self) -> bool:
        return bool(SLOW & set(self.listing.need_codes)) or "ounselling" in self.listing.name

    def wait(self, median: float, spread: float = 0.6, most: float = 400.0) -> float:
        """A wait in working days, log-normal around its median."""
        return min(self.roll.lognormvariate(log(median), spread), most)

    def do(self, event: str, after: float, **words: Any) -> bool:
        """Take a step `after` working days; False when that lies in the future, and nothing happens."""
        moment = self.clock + after
        if moment > self.days.now:
            return False
        side = words.pop("side", table.TABLE[event][2])
        who = {
            "referrer": (self.sent_by, self.sender.slug, False),
            "receiver": (
                workers(self.receiver)[0].name,
                self.receiver.slug,
                not self.receiver.account,
            ),
        }.get(side, ("", "", False))
        reached = table.after(event, self.state, self.closed_from)
        if reached == "closed":
            self.closed_from = self.state
        self.state, self.clock = reached, moment
        self.steps.append((moment, Step(event, self.days.at(moment), side, *who, **words)))
        return True

    def told(self) -> dict[str, str]:
        how = self.roll.choices([w for w, _ in replies.TOLD], [n for _, n in replies.TOLD])[0]
        return {"told_how": how, "note": self.roll.choice(replies.TOLD_NOTES)}

    def ends_by_choice(self) -> bool:
        """Whether a decline came from the person, so that nobody should try again for them."""
        reason = next((s.reason for _, s in reversed(self.steps) if s.event == "decline"), "")
        return reason in replies.DECLINES and replies.DECLINES[reason][1] == "person"

    def redirect(self, onward: str) -> None:
        """Note on this referral where it went next."""
        moment, step = self.steps[-1]
        self.steps[-1] = (moment, replace(step, redirected_to=onward))

    def frozen(self) -> Referral:
        due, owner = self._due()
        return Referral(
            id=self.id,
            chain=self.chain,
            parent=self.parent,
            from_organisation=self.sender.slug,
            to_organisation=self.receiver.slug,
            service_id=service_id(self.listing, self.place),
            service_name=self.listing.name,
            needs=self.needs,
            urgent=self.urgent,
            created_at=self.days.at(self.start),
            created_by=self.sent_by,
            steps=tuple(step for _, step in self.steps),
            check_ins=tuple(self.checks),
            state=self.state,
            outcome=self._outcome(),
            owner=owner,
            due=None if due is None else self.days.on(due),
            overdue=due is not None and int(due) < int(self.days.now),
        )

    def _due(self) -> tuple[float | None, str]:
        if self.state == "closed":
            return None, ""
        if self.state == "sent":
            days = RESPONSE_URGENT if self.urgent else RESPONSE
        elif self.state == "accepted":
            promised = next(s.next_contact for _, s in reversed(self.steps) if s.event == "accept")
            # The later of the promise and the next check-in rules.
            cadence = self.checked + (5 if self.urgent else 20) if self.checked else 0.0
            return max(self.days.moment(promised) if promised else 0.0, cadence), self.receiver.slug
        elif self.state == "in support":
            reviews = int((self.days.now - self.clock) / _REVIEW)
            late = reviews and int(self.id[:2], 16) % 9 == 0
            days = _REVIEW * (reviews if late else reviews + 1)
        else:
            days = _DUE.get(self.state, 5)
        mine = self.state in ("sent", "in support")
        return self.clock + days, self.receiver.slug if mine else self.sender.slug

    def _outcome(self) -> str:
        ended = self.closed_from if self.state == "closed" else self.state
        if ended == "finished":
            return next(s.outcome for _, s in reversed(self.steps) if s.outcome)
        if ended == "declined":
            reason = next(s.reason for _, s in reversed(self.steps) if s.event == "decline")
            if reason in ("no capacity", "waiting list closed"):
                return "no capacity"
            if reason.startswith("not eligible"):
                return "not eligible"
            return "no longer wanted" if self.ends_by_choice() else "referred elsewhere"
        if ended == "expired" and self.state == "closed":
            moved = any(s.event == "redirect" for _, s in self.steps)
            return "referred elsewhere" if moved else "no longer wanted"
        return {"unable to contact": "could not be contacted", "withdrawn": "no longer wanted"}.get(ended, "")
