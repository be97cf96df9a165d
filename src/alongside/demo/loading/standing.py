"""How each member came to join, what it has signed and shown, and how it stands: in a few statements."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from alongside.foundation.access.actor import clock
from alongside.foundation.access.permissions import Role
from alongside.foundation.audit.verify import seal
from alongside.foundation.messages.models import Message
from alongside.foundation.tenancy.context import as_organisation
from alongside.foundation.tenancy.ids import uuid7_of
from alongside.foundation.workflow.clock import at
from alongside.membership.models import (
    Contact,
    Evidence,
    Organisation,
    Reminder,
    Representative,
    TermsAcceptance,
    TermsVersion,
)
from alongside.referrals.actions import hand_over
from alongside.referrals.held import held_by
from alongside.referrals.queries.load import loads

from ..content.members import members
from ..content.members.workers import workers
from ..content.seed import dice
from ..content.wards import NORTH_EAST_LINCOLNSHIRE, THORNMERE_VALE
from .cast import FOUNDED, Cast
from .joining import moment_at, tell_application
from .texts import COMMUNITY, NHS, Rows, write_texts

# Whose papers end soon, by how many days and which; the last has ended and was handed over.
SOON = (
    ("safeguarding", 6),
    ("insurance", 12),
    ("insurance", 23),
    ("safeguarding", 29),
    ("dbs", 41),
    ("insurance", 55),
)
ENDED_DAYS = 19
LEFT = ("The Chart Room", "A drop-in with tea and maps, which closed when its lease ended.")
JOINING = ("Lantern Carers", "Someone to sit with, so that a carer can go out.")
ASKING = (
    ("sent", "Tern Street Sewing Circle", "Sewing and company on Tuesdays."),
    ("asked", "Quayside Fathers", "Breakfast and a walk for fathers and their children."),
    ("appealed", "Bright Coast Coaching", "Paid coaching, with some free places."),
    ("draft", "Allotment Twelve", "Growing things together."),
)


def save_standing(cast: Cast, *, now: datetime) -> None:
    """After everyone's referrals are saved: places offered are said with an eye on who came."""
    story = Story(cast, timezone.localdate(now))
    story.tell()
    rows = story.rows
    everything: tuple[list[Any], ...] = (
        rows.requirements, rows.versions, rows.organisations, rows.applications, rows.steps, rows.reviews,
        rows.acceptances, rows.evidence, rows.speakers, rows.contacts, rows.reminders,
    )  # fmt: skip
    for kind in everything:
        if kind:
            type(kind[0])._default_manager.bulk_create(kind, batch_size=500)
    Organisation.objects.bulk_update(
        cast.organisations.values(), ["number", "ward_codes", "places_offered"], batch_size=200
    )
    if story.lapsed is not None:
        _hand_over(story.lapsed, cast, now)


def _hand_over(organisation: Organisation, cast: Cast, now: datetime) -> None:
    """By the real action, at the demo's own moment; what it tells people has been sent."""
    keepers = {seen_by for *_, seen_by in held_by(organisation.pk)}
    with at(now):
        hand_over(organisation, reason="lapsed", by=clock(cast.alliance))
    for keeper in keepers:
        with as_organisation(keeper):
            waiting = Message.objects.filter(state=Message.State.QUEUED)
            waiting.update(state=Message.State.SENT, sent_at=now + timedelta(seconds=4), attempts=1)
    seal()


class Story:
    """The papers of one alliance, as they came about."""

    def __init__(self, cast: Cast, today: date) -> None:
        self.cast, self.today, self.rows = cast, today, Rows()
        self.office = next(role.user for role in cast.roles if role.role == Role.COORDINATOR)
        self.admin = next(role.user for role in cast.roles if role.role == Role.ADMINISTRATOR)
        readers = [role.user for role in cast.roles if role.role == Role.ORGANISATION_LEAD]
        self.readers = readers[:6] or [self.admin]
        self.lapsed: Organisation | None = None
        self.made = 0
        self.taken = loads(by=_reader(cast))
        self.needs = ["loneliness", "mood_anxiety", "activity_nature", "carers", "food_fuel"]

    def tell(self) -> None:
        write_texts(self)
        here = members(self.cast.place)
        quiet = self._quiet()
        lapses = self._with_someone(quiet)
        soon = dict(zip([slug for slug in quiet if slug != lapses], SOON, strict=False))
        for number, member in enumerate(here):
            organisation = self.cast.organisations[member.slug]
            roll = dice("standing", member.slug)
            self._facts(organisation, roll, number)
            joined = organisation.joined_on or FOUNDED
            tell_application(
                self, organisation.name, "approved", joined - timedelta(days=20), organisation=organisation
            )
            self._signed(
                organisation, joined, workers(member)[0].name if workers(member) else "Committee chair"
            )
            ends = soon.get(member.slug, ("", 0))
            ended = member.slug == lapses and len(here) > 20
            self._shown(organisation, roll, joined, ends=ends, ended=ended)
            if ended:
                self.lapsed = organisation
        self._partners()
        if len(here) > 20:
            self._others()

    def _quiet(self) -> list[str]:
        """Members with accounts, those with least on their hands first, so that the busiest stand in full."""
        here = [one for one in members(self.cast.place) if one.account]

        def busy(slug: str) -> tuple[int, int]:
            load = self.taken.get(self.cast.organisations[slug].pk)
            return (load.received, load.sent) if load else (0, 0)

        slugs = [one.slug for one in here if one.size in ("small", "medium")]
        return sorted(slugs, key=lambda slug: (busy(slug), slug))[2:]

    def _with_someone(self, slugs: list[str]) -> str:
        """The first that was sent a few people who are still with it, and owns nothing else; else the first."""
        for slug in slugs:
            kinds = [row[0] for row in held_by(self.cast.organisations[slug].pk)]
            if 1 <= len(kinds) <= 4 and set(kinds) == {"received"}:
                return slug
        return slugs[0] if slugs else ""

    def _facts(self, organisation: Organisation, roll: Any, number: int) -> None:
        """Its number, where it works, and how many it can take."""
        load = self.taken.get(organisation.pk)
        came = load.taken if load else 0
        organisation.number = f"{1_090_000 + number * 137}" if organisation.kind == "charity" else ""
        wards = [
            ward.code
            for ward in (THORNMERE_VALE if self.cast.place == "thornmere-vale" else NORTH_EAST_LINCOLNSHIRE)
        ]
        organisation.ward_codes = sorted(roll.sample(wards, min(len(wards), roll.choice([2, 3, 5]))))
        spare = roll.choice([1, 2, 3, 5])
        organisation.places_offered = max(came - 1 if came > 1 and number % 2 else came + spare, 1)

    def _signed(self, organisation: Organisation, joined: date, name: str) -> None:
        first, second, sharing = self.rows.versions
        second_from = second.published_on or FOUNDED
        days = [(first, joined)] if joined < second_from else []
        later = max(joined, second_from + timedelta(days=dice("signed", name).randrange(5, 50)))
        days += [(second, min(later, self.today))]
        if organisation.kind in COMMUNITY:
            days.append(
                (sharing, max(joined, self.today - timedelta(days=dice("shared", name).randrange(30, 700))))
            )
        for version, day in days:
            self._accept(organisation, version, day, name)

    def _accept(self, organisation: Organisation, version: TermsVersion, day: date, name: str) -> None:
        self.rows.acceptances.append(
            TermsAcceptance(
                id=self.key(day), alliance=self.cast.alliance, organisation=organisation, version=version,
                paper=version.paper, signatory=name, signatory_role="Chair of the committee", authority="trustee",
                by=f"{name}, {organisation.name}", accepted_on=day, accepted_at=moment_at(day),
            )
        )  # fmt: skip

    def _shown(
        self, organisation: Organisation, roll: Any, joined: date, *, ends: tuple[str, int], ended: bool
    ) -> None:
        papers = [("insurance", 365), ("safeguarding", 730)]
        papers += [("dbs", 1095)] if organisation.kind == "charity" else []
        for paper, lasts in papers:
            left = roll.randrange(70, min(lasts, 360))
            if paper == "insurance" and ended:
                left = -ENDED_DAYS
            if paper == ends[0]:
                left = ends[1]
                self._reminded(organisation, paper, left)
            until = self.today + timedelta(days=left)
            start = until - timedelta(days=lasts - 1)
            while (
                start > joined
                and len([e for e in self.rows.evidence if e.organisation_id == organisation.pk]) < 9
            ):
                self._evidence(organisation, paper, start, start + timedelta(days=lasts - 1), roll)
                start -= timedelta(days=lasts)
            self._evidence(organisation, paper, min(start, joined), start + timedelta(days=lasts - 1), roll)
        speaker = self.rows.acceptances[-1].signatory
        self.rows.speakers.append(
            Representative(
                id=self.key(joined), alliance=self.cast.alliance, organisation=organisation, name=speaker,
                part=Representative.Part.REPRESENTATIVE, starts_on=joined, ends_on=self.today + timedelta(days=400),
            )
        )  # fmt: skip
        for purpose in ("referrals", "safeguarding"):
            self.rows.contacts.append(
                Contact(
                    id=self.key(joined), alliance=self.cast.alliance, organisation=organisation, purpose=purpose,
                    name=speaker if purpose == "safeguarding" else "", email=organisation.email,
                    telephone=organisation.telephone,
                )
            )  # fmt: skip

    def _evidence(self, organisation: Organisation, paper: str, start: date, until: date, roll: Any) -> None:
        said = {
            "insurance": ("Seawall Mutual", f"SM-{roll.randrange(10_000, 99_999)}"),
            "dbs": ("", "All staff, list kept"),
        }
        provider, reference = said.get(paper, ("", f"Policy of {start:%B %Y}"))
        fresh = start > self.today - timedelta(days=25)
        self.rows.evidence.append(
            Evidence(
                id=self.key(start), alliance=self.cast.alliance, organisation=organisation, paper=paper,
                reference=reference, provider=provider, valid_from=start, valid_until=max(until, start),
                stated_by=organisation.name, stated_at=moment_at(start),
                checked_by="" if fresh else self.office.name, checked_on=None if fresh else start + timedelta(days=3),
            )
        )  # fmt: skip

    def _reminded(self, organisation: Organisation, paper: str, left: int) -> None:
        step = next((days for days in (7, 30, 60) if left <= days), None)
        requirement = next(one for one in self.rows.requirements if one.paper == paper)
        if step is not None:
            self.rows.reminders.append(
                Reminder(
                    id=self.key(self.today), alliance=self.cast.alliance, organisation=organisation,
                    requirement=requirement, ends_on=self.today + timedelta(days=left), days=step,
                    sent_on=self.today - timedelta(days=step - left),
                )
            )  # fmt: skip

    def _partners(self) -> None:
        sharing = self.rows.versions[2]
        for organisation in self.cast.organisations.values():
            if organisation.kind in (*NHS, "council"):
                self._accept(organisation, sharing, self.today - timedelta(days=500), "Head of partnerships")

    def _others(self) -> None:
        """One that left, one that is joining, and those who ask."""
        left = self._organisation(
            LEFT, joined=FOUNDED + timedelta(days=90), left=self.today - timedelta(days=120)
        )
        joining = self._organisation(JOINING, joined=None, left=None)
        tell_application(self, left.name, "approved", FOUNDED + timedelta(days=80), organisation=left)
        tell_application(
            self, joining.name, "approved", self.today - timedelta(days=12), organisation=joining
        )
        self._evidence(
            joining,
            "insurance",
            self.today - timedelta(days=60),
            self.today + timedelta(days=250),
            dice("joining"),
        )
        for number, (state, name, purpose) in enumerate(ASKING):
            tell_application(self, name, state, self.today - timedelta(days=9 + 7 * number), purpose=purpose)

    def _organisation(
        self, about: tuple[str, str], *, joined: date | None, left: date | None
    ) -> Organisation:
        slug = about[0].lower().replace(" ", "-")
        made = Organisation(
            id=self.key(joined or self.today), alliance=self.cast.alliance, name=about[0], slug=slug,
            kind="community_group", size="micro", purpose=about[1], is_member=True, email=f"hello@{slug}.example",
            telephone="01632 960901", joined_on=joined, left_on=left, places_offered=4,
        )  # fmt: skip
        self.rows.organisations.append(made)
        return made

    def key(self, day: date) -> UUID:
        """An id that sorts by the day."""
        self.made += 1
        return uuid7_of(
            int(moment_at(day).timestamp() * 1000), dice("paper", self.cast.place, self.made).getrandbits(80)
        )


def _reader(cast: Cast) -> Any:
    """The coordinator, who may see how much each member carries."""
    role = next(role for role in cast.roles if role.role == Role.COORDINATOR)
    return cast._actors[role.organisation_id, role.user.name]
