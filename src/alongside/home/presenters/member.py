"""One organisation: how it stands, what it offers and carries, who speaks for it, and what may be decided about it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse

from alongside.directory.queries import Offer, need_label, wait_of
from alongside.foundation.access.actor import Actor
from alongside.foundation.access.permissions import Permission
from alongside.foundation.design.formats import long_date, plural
from alongside.membership.queries import Paper, Standing, StandingState
from alongside.training.queries import Held

from ..queries.members import MemberFacts
from .members import TAGS, LoadBar, load_bar, load_words, size_of

FEWEST_SHOWN = 5


@dataclass(frozen=True)
class OfferRow:
    name: str
    href: str
    needs: str
    room: str
    room_kind: str
    said: str


@dataclass(frozen=True)
class PaperLine:
    name: str
    kind: str
    says: str
    button: str
    href: str


@dataclass(frozen=True)
class Way:
    """Something that may be done from here: a link to its form, or with ``at_once`` a button."""

    label: str
    href: str
    at_once: bool = False


@dataclass(frozen=True)
class Line:
    label: str
    text: str
    href: str = ""


@dataclass(frozen=True)
class MemberPage:
    name: str
    line: str
    tag: str
    tag_kind: str
    sentence: str
    lines: list[str]
    purpose: str
    telephone: str
    email: str
    joined: date | None
    load: LoadBar | None
    load_words: str
    flow: list[Line]
    papers: list[PaperLine]
    training: list[PaperLine]
    contacts: list[Line]
    speakers: list[Line]
    ways: list[Way]
    offers: list[OfferRow] = field(default_factory=list)


def present_member(
    one: MemberFacts,
    *,
    by: Actor,
    contacts: Iterable[Any],
    speakers: Iterable[Any],
    still_open: int,
    training: Iterable[Held] = (),
) -> MemberPage:
    organisation, standing = one.organisation, one.standing
    runs = by.has(Permission.MEMBER_EDIT)
    tag, kind = TAGS[standing.state]
    renews = one.is_own and by.has(Permission.STANDING_RENEW)
    size = organisation.get_size_display() if organisation.size else ""
    return MemberPage(
        name=organisation.name,
        line=". ".join(filter(None, [organisation.get_kind_display(), size or size_of(organisation)])),
        tag=tag,
        tag_kind=kind,
        sentence=_sentence(standing, runs=runs, still_open=still_open),
        lines=_lines(one, runs=runs, still_open=still_open),
        purpose=organisation.purpose,
        telephone=organisation.telephone,
        email=organisation.email,
        joined=organisation.joined_on if organisation.is_member else None,
        load=load_bar(one, exact=runs or one.is_own),
        load_words=load_words(one),
        flow=[
            Line("Referrals they were sent, 28 days", said(one.load.received, exact=one.is_own)),
            Line("Referrals they made, 28 days", said(one.load.sent, exact=one.is_own)),
        ],
        papers=[_paper(paper, renews=renews) for paper in standing.papers] if runs or one.is_own else [],
        training=[
            _held(held, sees_all=by.has(Permission.TRAINING_REQUIRE), leads=renews) for held in training
        ],
        contacts=[_contact(contact) for contact in contacts],
        speakers=[_speaker(speaker) for speaker in speakers],
        ways=_ways(one, by=by, runs=runs, renews=renews),
        offers=[offer_row(offer) for offer in one.offers],
    )


def said(count: int, *, exact: bool) -> str:
    """A count; of others, 1 to 4 are not told apart, so that nobody is recognised."""
    return str(count) if exact or count == 0 or count >= FEWEST_SHOWN else "Under 5"


def _sentence(standing: Standing, *, runs: bool, still_open: int) -> str:
    if standing.why:
        return standing.why
    if standing.missing:
        return f"{standing.missing[0].name} is missing."
    if standing.is_paused and standing.paused_until:
        return f"They take nobody new until {long_date(standing.paused_until)}."
    if standing.soon:
        return standing.soon_line
    return "Everything is in place."


def _lines(one: MemberFacts, *, runs: bool, still_open: int) -> list[str]:
    standing, found = one.standing, []
    if standing.is_suspended and standing.suspended_for and (runs or one.is_own):
        found.append(f"Why: {standing.suspended_for}")
    if one.reminded_on and (standing.missing or standing.soon):
        found.append(f"Last reminded on {long_date(one.reminded_on)}.")
    if still_open and not standing.rights.records:
        people = plural(still_open, "person", "people")
        when = "goes" if standing.lets_go else "may go"
        found.append(
            f"{people} {'is' if still_open == 1 else 'are'} still in their hands. What is open {when} to others."
        )
    if standing.rights.missing and one.is_own:
        found.append(f"To open it again: {', '.join(standing.rights.missing)}. It opens at once.")
    return found


def _paper(paper: Paper, *, renews: bool) -> PaperLine:
    href = (
        reverse("membership:papers") if paper.is_signed else reverse("membership:paper", args=[paper.paper])
    )
    return PaperLine(
        paper.name, paper.kind, paper.says, paper.to_do if renews else "", href if renews else ""
    )


def _held(held: Held, *, sees_all: bool, leads: bool) -> PaperLine:
    """How many of an organisation's people hold a course that they need, and where to see who lacks it."""
    kind = "ok" if held.complete else "bad" if not held.have else "soon"
    says = f"{held.have} of {held.need} hold it"
    if held.runs_out:
        says += f"; the first runs out on {long_date(held.runs_out)}"
    href = reverse("training:required" if sees_all else "training:team") if sees_all or leads else ""
    return PaperLine(held.title, kind, says, "Who lacks it" if href and not held.complete else "", href)


def _contact(contact: Any) -> Line:
    reach = contact.telephone or contact.email
    href = f"tel:{contact.telephone.replace(' ', '')}" if contact.telephone else f"mailto:{contact.email}"
    return Line(contact.get_purpose_display(), ", ".join(filter(None, [contact.name, reach])), href)


def _speaker(speaker: Any) -> Line:
    until = f", until {long_date(speaker.ends_on)}" if speaker.ends_on else ""
    return Line(speaker.get_part_display(), f"{speaker.name}{until}")


def who_may_go(*, contacts: Iterable[Any], speakers: Iterable[Any]) -> list[tuple[str, str]]:
    """(what it is and its id, words) of everyone who may be taken off."""
    found = [(f"speaker {one.pk}", _speaker(one)) for one in speakers]
    found += [(f"contact {one.pk}", _contact(one)) for one in contacts]
    return [(key, f"{line.label}: {line.text}") for key, line in found]


def _ways(one: MemberFacts, *, by: Actor, runs: bool, renews: bool) -> list[Way]:
    """What this reader may do about it now, what is most often right first."""
    state, pk = one.standing.state, one.organisation.pk

    def way(label: str, act: str, *, at_once: bool = False) -> Way:
        return Way(label, reverse("home:member_act", args=[pk, act]), at_once)

    found = []
    if runs and (one.standing.missing or one.standing.soon) and one.reminded_on != one.standing.today:
        found.append(way("Remind", "remind", at_once=True))
    if runs or renews:
        found.append(
            way("Open to new people again", "end_pause", at_once=True)
            if one.standing.is_paused
            else way("Pause new", "pause")
        )
        found += [
            way("Places offered", "places"),
            way("Add a contact", "contact"),
            way("Add who speaks for them", "representative"),
            way("Take someone off", "no_longer"),
        ]
    if runs and state is StandingState.LAPSED and not one.standing.rights.records:
        found.append(way("Hand over what is open", "hand_over", at_once=True))
    if runs and state is StandingState.SUSPENDED:
        found.append(way("End the suspension", "end_suspension", at_once=True))
    elif runs and not one.standing.is_front_door:
        found.append(way("Suspend", "suspend"))
    if runs and not one.standing.is_front_door:
        found.append(way("They leave the alliance", "leave"))
    return found


def offer_row(offer: Offer) -> OfferRow:
    wait = wait_of(offer.capacity)
    return OfferRow(
        name=offer.name,
        href=reverse("directory:service", args=[offer.id]),
        needs=", ".join(need_label(code) for code in offer.need_codes[:3]),
        room=wait.text,
        room_kind=wait.kind,
        said=wait.age if offer.capacity else "Never said",
    )
