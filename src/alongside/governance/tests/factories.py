"""The least that a group needs: four organisations, a coordinator, and a table of five seats, one of them empty."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from alongside.foundation.access.actor import Actor, clock
from alongside.foundation.access.actors import actor_of
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.tests.factories import make_organisation, make_user
from alongside.foundation.design.formats import LONDON
from alongside.foundation.tenancy.context import in_alliance, set_context
from alongside.foundation.workflow.clock import today
from alongside.governance.models import Group, Meeting, Proposal, Seat, Term

PEOPLE = (
    ("cass", "Cass Obi", {"cedar": "organisation_lead"}),
    ("hal", "Hal Reed", {"harbour": "organisation_lead"}),
    ("mo", "Mo Blow", {"voices": "expert"}),
    ("nina", "Nina Shaw", {"trust": "worker"}),
    ("tess", "Tess Quill", {"harbour": "worker"}),
    ("cora", "Cora Osei", {"office": "coordinator"}),
    ("ivo", "Ivo Bell", {"trust": "commissioner"}),
)
SEATS = (
    ("community", "cass", True),
    ("community", "hal", False),
    ("lived", "mo", False),
    ("nhs", "nina", False),
)


@dataclass
class Table:
    """A group at work. ``cass`` is in the chair; ``tess``, ``cora`` and ``ivo`` have no seat."""

    alliance: Any
    group: Group
    users: dict[str, User]
    seats: dict[str, Seat] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        return actor_of(self.users[name], self.alliance)

    def __getattr__(self, name: str) -> Actor:
        if name in self.__dict__.get("users", {}):
            return self.actor(name)
        raise AttributeError(name)

    @property
    def clock(self) -> Actor:
        return clock(self.alliance)

    def seen_by(self, actor: Actor) -> Any:
        return in_alliance(self.alliance, organisation=actor.organisation_id, user=actor.user_id)


def make_table(alliance: Any, **changes: Any) -> Table:
    """Rows of a group; the fence is left on the alliance. The fifth seat, for the council, is empty."""
    users = {
        name: make_user(alliance, f"{name}@staff.example", name=full, **roles) for name, full, roles in PEOPLE
    }
    set_context(alliance=alliance)
    trust = make_organisation(alliance, "trust")
    trust.kind = "nhs_trust"
    trust.save()
    for slug in ("cedar", "harbour", "voices"):
        one = make_organisation(alliance, slug)
        one.is_member = True
        one.save()
    set_context(alliance=alliance)
    about = {
        "name": "Steering group",
        "kind": "steering",
        "quorum_kind": "count",
        "quorum_number": 2,
        **changes,
    }
    group = Group.objects.create(alliance=alliance, **about)
    table = Table(alliance, group, users)
    for number, (kind, name, chair) in enumerate(SEATS, 1):
        seat = Seat.objects.create(alliance=alliance, group=group, number=number, kind=kind, is_chair=chair)
        table.seats[name] = seat
        Term.objects.create(
            alliance=alliance,
            seat=seat,
            user=users[name],
            organisation=None
            if kind == "lived"
            else make_organisation(alliance, next(iter(dict(PEOPLE_ROLES)[name]))),
            starts_on=today() - timedelta(days=100),
            until=today() + timedelta(days=300),
        )
    table.seats["empty"] = Seat.objects.create(alliance=alliance, group=group, number=5, kind="council")
    set_context(alliance=alliance)
    return table


PEOPLE_ROLES = tuple((name, roles) for name, _full, roles in PEOPLE)


def make_meeting(table: Table, state: str = "planned", **changes: Any) -> Meeting:
    """A meeting tomorrow at 10am, in any state."""
    day = changes.pop("day", date.today() + timedelta(days=1))
    starts = datetime.combine(day, time(10), tzinfo=LONDON)
    about = {"starts_at": starts, "place": "The Hall", "changed_at": starts, "state_since": starts, **changes}
    return Meeting.objects.create(alliance=table.alliance, group=table.group, state=state, **about)


def make_proposal(table: Table, state: str = "draft", *, by: str = "hal", **changes: Any) -> Proposal:
    """A proposal of Hal's, by vote, in any state."""
    starts = datetime.now(LONDON)
    about = {
        "title": "A shared training offer",
        "words": "We share one list of courses.",
        "method": "vote",
        "proposer": table.users[by],
        "made_at": starts,
        "state_since": starts,
        "closes_at": starts + timedelta(days=3) if state == "deciding" else None,
        **changes,
    }
    return Proposal.objects.create(alliance=table.alliance, group=table.group, state=state, **about)
