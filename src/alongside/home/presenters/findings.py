"""What stands out about the members, in sentences."""

from dataclasses import dataclass

from alongside.foundation.design.formats import long_date, plural
from alongside.membership.queries import StandingState

from ..queries.members import MemberFacts

SMALL = ("micro", "small")


@dataclass(frozen=True)
class Finding:
    lead: str
    text: str


def headline_of(facts: list[MemberFacts]) -> str:
    """The whole list in a sentence."""
    members = [one for one in facts if one.organisation.is_member]
    joining = sum(one.standing.state is StandingState.JOINING for one in members)
    states = [one.standing.state for one in members]
    said = [
        f"{states.count(StandingState.FULL)} in full standing",
        f"{states.count(StandingState.SOON)} lapse within 60 days" if StandingState.SOON in states else "",
        f"{states.count(StandingState.LAPSED)} lapsed" if StandingState.LAPSED in states else "",
        f"{states.count(StandingState.SUSPENDED)} suspended" if StandingState.SUSPENDED in states else "",
        f"{joining} joining" if joining else "",
        plural(len(facts) - len(members), "partner") if len(facts) > len(members) else "",
    ]
    return f"{plural(len(members) - joining, 'member')}. {', '.join(filter(None, said))}."


def findings(facts: list[MemberFacts]) -> list[Finding]:
    """What stands out for who runs the alliance, each a sentence and never a number alone."""
    found = []
    small = [one for one in facts if one.organisation.size in SMALL and one.over > 0]
    if small:
        over = sum(one.over for one in small)
        who = "small charity took" if len(small) == 1 else "small charities took"
        found.append(
            Finding(
                f"{_count(len(small))} {who} more people than they said they could.", f"Together {over} over."
            )
        )
    elif carries := [one for one in facts if one.over > 0]:
        over = sum(one.over for one in carries)
        who = "member took" if len(carries) == 1 else "members took"
        found.append(
            Finding(
                f"{_count(len(carries))} {who} more people than they said they could.",
                f"Together {over} over.",
            )
        )
    lapsed = [one for one in facts if one.standing.state is StandingState.LAPSED]
    if lapsed:
        first, more = lapsed[0].standing, len(lapsed) - 1
        ended = first.missing[0]
        when = f" ended on {long_date(ended.until)}." if ended.until else " is missing."
        also = f" {plural(more, 'other')} lapsed too." if more else ""
        closed = "Records are closed to them." if not first.rights.records else "Nobody new is sent to them."
        found.append(Finding(f"{_owns(first.name)} {ended.name.lower()}{when}", f"{closed}{also}"))
    ending = [paper for one in facts for paper in one.standing.soon if paper.days_left <= 30]
    if ending:
        verb = "ends" if len(ending) == 1 else "end"
        last = max((one.reminded_on for one in facts if one.reminded_on), default=None)
        told = f"Reminders last went out on {long_date(last)}." if last else "Reminders go out in good time."
        found.append(
            Finding(
                f"{_count(len(ending))} {'paper' if len(ending) == 1 else 'papers'} {verb} in 30 days.", told
            )
        )
    return [*found, *findings_for_all(facts)][:3]


def findings_for_all(facts: list[MemberFacts]) -> list[Finding]:
    """What stands out for everyone who takes part: whose room nobody has heard of lately."""
    offers = [offer for one in facts for offer in one.offers]
    if not offers:
        return []
    unsaid, room = sum(not offer.is_fresh for offer in offers), sum(offer.has_room for offer in offers)
    lead = f"{unsaid} of {plural(len(offers), 'service')} have not said for 28 days if they have room."
    said = Finding(lead, "A person may be sent to a list that has closed.")
    fresh = Finding("Every service has said lately if it has room.", "Nobody is sent to an old list.")
    has = Finding(
        f"{plural(room, 'service')} {'has' if room == 1 else 'have'} room now.", "Said in the last 28 days."
    )
    return [said if unsaid else fresh, has]


def _count(number: int) -> str:
    words = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
    return words[number] if number < len(words) else str(number)


def _owns(name: str) -> str:
    return f"{name}’" if name.endswith("s") else f"{name}’s"
