"""Members and what they offer, in words: who takes part, and whose room nobody has heard about lately."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from alongside.directory.queries import Offer, need_label, wait_of
from alongside.foundation.design.formats import plural

FILE_HEAD = (
    "Organisation",
    "Kind",
    "Member",
    "Joined",
    "Telephone",
    "Email",
    "Services",
    "With room",
    "Not said lately",
)


@dataclass(frozen=True)
class MemberRow:
    """One organisation of the list. ``unsaid`` is how many services have not said for 28 days; ``worst`` all of them."""

    name: str
    href: str
    kind: str
    telephone: str
    email: str
    services: int
    with_room: int
    unsaid: int

    @property
    def worst(self) -> bool:
        return self.unsaid == self.services


@dataclass(frozen=True)
class MemberGroup:
    title: str
    note: str
    rows: list[MemberRow]


@dataclass(frozen=True)
class Finding:
    lead: str
    text: str


@dataclass(frozen=True)
class Members:
    line: str
    findings: list[Finding]
    groups: list[MemberGroup]
    empty: str


@dataclass(frozen=True)
class OfferRow:
    name: str
    href: str
    needs: str
    room: str
    room_kind: str
    said: str


@dataclass(frozen=True)
class MemberPage:
    name: str
    line: str
    purpose: str
    telephone: str
    email: str
    joined: date | None
    offers: list[OfferRow] = field(default_factory=list)


def present_members(
    organisations: Iterable[Any], offers: dict[UUID, list[Offer]], *, need: str = ""
) -> Members:
    """The page. With a need, those alone who offer something for it."""
    everyone = list(organisations)
    shown = [o for o in everyone if not need or any(need in x.need_codes for x in offers.get(o.pk, []))]
    members = [o for o in shown if o.is_member]
    rows = {o.pk: member_row(o, offers.get(o.pk, [])) for o in shown}
    ask = sorted((rows[o.pk] for o in members if rows[o.pk].unsaid), key=lambda r: (-r.unsaid, r.name))
    fresh = [rows[o.pk] for o in members if rows[o.pk].services and not rows[o.pk].unsaid]
    silent = [rows[o.pk] for o in members if not rows[o.pk].services]
    partners = [rows[o.pk] for o in shown if not o.is_member]
    groups = [
        MemberGroup("Ask whether they have room", "longest lists first", ask),
        MemberGroup("Said lately", "every service, in the last 28 days", fresh),
        MemberGroup("Nothing in the directory", "people can’t find them yet", silent),
        MemberGroup("Partners", "the NHS, the council and the alliance itself", partners),
    ]
    joined, beside = sum(o.is_member for o in everyone), sum(not o.is_member for o in everyone)
    return Members(
        line=f"{plural(joined, 'member')} and {plural(beside, 'partner')}.",
        findings=findings([rows[o.pk] for o in shown], silent=len(silent)),
        groups=[group for group in groups if group.rows],
        empty="Nobody offers anything for that yet." if need else "Nobody has joined yet.",
    )


def findings(rows: list[MemberRow], *, silent: int) -> list[Finding]:
    """What stands out, each a sentence: never a number alone. ``silent`` members offer nothing."""
    services = sum(row.services for row in rows)
    unsaid, room = sum(row.unsaid for row in rows), sum(row.with_room for row in rows)
    found = []
    if services:
        found.append(
            Finding(
                f"{unsaid} of {plural(services, 'service')} have not said for 28 days if they have room.",
                "A person may be sent to a list that has closed.",
            )
            if unsaid
            else Finding("Every service has said lately if it has room.", "Nobody is sent to an old list.")
        )
        found.append(
            Finding(
                f"{plural(room, 'service')} {'has' if room == 1 else 'have'} room now.",
                "Said in the last 28 days.",
            )
        )
    if silent:
        found.append(
            Finding(
                f"{plural(silent, 'member')} {'lists' if silent == 1 else 'list'} nothing.",
                "Not every member runs a service. Ask those who do.",
            )
        )
    return found


def member_row(organisation: Any, offers: list[Offer]) -> MemberRow:
    return MemberRow(
        name=organisation.name,
        href=reverse("home:member", args=[organisation.pk]),
        kind=organisation.get_kind_display(),
        telephone=organisation.telephone,
        email=organisation.email,
        services=len(offers),
        with_room=sum(offer.has_room for offer in offers),
        unsaid=sum(not offer.is_fresh for offer in offers),
    )


def present_member(organisation: Any, offers: list[Offer]) -> MemberPage:
    size = organisation.get_size_display() if organisation.size else ""
    return MemberPage(
        name=organisation.name,
        line=". ".join(filter(None, [organisation.get_kind_display(), size])),
        purpose=organisation.purpose,
        telephone=organisation.telephone,
        email=organisation.email,
        joined=organisation.joined_on if organisation.is_member else None,
        offers=[offer_row(offer) for offer in offers],
    )


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


def file_rows(organisations: Iterable[Any], offers: dict[UUID, list[Offer]]) -> Iterable[tuple[Any, ...]]:
    for organisation in organisations:
        row = member_row(organisation, offers.get(organisation.pk, []))
        member = "Yes" if organisation.is_member else "No, a partner"
        joined = organisation.joined_on if organisation.is_member else ""
        yield (
            row.name,
            row.kind,
            member,
            joined,
            row.telephone,
            row.email,
            row.services,
            row.with_room,
            row.unsaid,
        )
