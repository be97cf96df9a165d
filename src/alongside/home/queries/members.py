"""Everyone who takes part, with how each stands, what it carries and what it offers: eight queries for all of them."""

import unicodedata
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from alongside.directory.queries import Offer, need_choices, offers_of_members
from alongside.foundation.access.actor import Actor
from alongside.membership.queries import (
    Standing,
    StandingState,
    last_reminders,
    members_and_partners,
    standings,
    ward_choices,
)
from alongside.referrals.queries.load import Load, loads


@dataclass(frozen=True)
class MemberFacts:
    """One organisation and all that the list says of it."""

    organisation: Any
    standing: Standing
    load: Load
    offers: list[Offer] = field(default_factory=list)
    reminded_on: date | None = None
    is_own: bool = False

    @property
    def over(self) -> int:
        """People taken in 28 days beyond the places offered."""
        offered = self.organisation.places_offered
        return max(self.load.taken - offered, 0) if offered else 0


@dataclass(frozen=True)
class Wanted:
    """What the filters say; "" lets everyone through. ``q``: part of a name, a need or a ward."""

    standing: str = ""
    size: str = ""
    load: str = ""
    need: str = ""
    q: str = ""

    @property
    def count(self) -> int:
        return sum(bool(value) for value in (self.standing, self.size, self.load, self.need, self.q))


def member_facts(*, by: Actor, only: UUID | None = None, q: str = "") -> list[MemberFacts]:
    """Of everyone who takes part today, by name; of one of them; or of those whose name, ward or need ``q`` is part of.

    A search looks up standing and offers for what it found alone, so that it answers at once.
    """
    organisations = members_and_partners(by=by)
    if only is not None:
        organisations = [one for one in organisations if one.pk == only]
    needs, wards = _codes(need_choices(), q), _codes(ward_choices(), q)
    if q and not needs:
        organisations = [one for one in organisations if _matches(one, q, wards)]
    offers = offers_of_members(one.pk for one in organisations)
    if q:
        organisations = [
            one
            for one in organisations
            if _matches(one, q, wards)
            or any(needs & set(offer.need_codes) for offer in offers.get(one.pk, []))
        ]
    if not organisations:
        return []
    how, carried, reminded = standings(one.pk for one in organisations), loads(by=by), last_reminders()
    return [
        MemberFacts(
            organisation=one,
            standing=how[one.pk],
            load=carried.get(one.pk, Load()),
            offers=offers.get(one.pk, []),
            reminded_on=reminded[one.pk].sent_on if one.pk in reminded else None,
            is_own=one.pk == by.organisation_id,
        )
        for one in organisations
    ]


def _matches(organisation: Any, q: str, wards: set[str]) -> bool:
    return _plain(q) in _plain(organisation.name) or bool(wards & set(organisation.ward_codes))


def narrowed(facts: list[MemberFacts], wanted: Wanted) -> list[MemberFacts]:
    """Those who fit every filter but ``q``, which ``member_facts`` has answered."""
    return [one for one in facts if _fits(one, wanted)]


def _fits(one: MemberFacts, wanted: Wanted) -> bool:
    organisation = one.organisation
    offered = {code for offer in one.offers for code in offer.need_codes}
    nhs = organisation.kind in ("nhs_trust", "gp_practice", "pcn", "icb", "council")
    sizes = {"small": organisation.size in ("micro", "small"), "public": nhs}
    room = organisation.places_offered and one.load.taken < organisation.places_offered
    return (
        (not wanted.standing or one.standing.state == StandingState(wanted.standing))
        and (not wanted.size or sizes.get(wanted.size, organisation.size in ("medium", "large")))
        and (not wanted.load or (one.over > 0 if wanted.load == "over" else bool(room)))
        and (not wanted.need or wanted.need in offered)
    )


def _codes(choices: list[tuple[str, str]], words: str) -> set[str]:
    return {code for code, label in choices if words and _plain(words) in _plain(label)}


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.replace("ł", "l")).encode("ascii", "ignore").decode()
    return " ".join(plain.lower().split())


def facts_of(organisation_id: UUID, *, by: Actor) -> MemberFacts | None:
    """Of one of them; None for anyone else."""
    return next(iter(member_facts(by=by, only=organisation_id)), None)
