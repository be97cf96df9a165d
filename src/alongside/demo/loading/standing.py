"""How each member came to join, what it has signed and shown, and how it stands: in a few statements."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from alongside.foundation.access.actor import clock
from alongside.foundation.access.permissions import Role
from alongside.foundation.audit.verify import seal
from alongside.foundation.tenancy.ids import uuid7_of
from alongside.foundation.workflow.clock import at
from alongside.membership.models import (
    Application,
    ApplicationStep,
    Contact,
    Evidence,
    Organisation,
    Reminder,
    Representative,
    Requirement,
    Review,
    TermsAcceptance,
    TermsVersion,
)
from alongside.membership.queries import plain_name
from alongside.referrals.actions import hand_over
from alongside.referrals.held import held_by
from alongside.referrals.queries.load import loads

from ..content.members import members
from ..content.members.workers import workers
from ..content.seed import dice
from ..content.terms import PURPOSES, SHARING, TERMS_ONE, TERMS_TWO
from ..content.wards import NORTH_EAST_LINCOLNSHIRE, THORNMERE_VALE
from .cast import FOUNDED, Cast

COMMUNITY = ["charity", "company", "other"]
NHS = ["nhs_trust", "gp_practice", "pcn", "icb"]
BOTH, RECORDS, RECEIVE = "both", "records", "receive"
# name, paper, kinds, unlocks, months
REQUIREMENTS: tuple[tuple[str, str, list[str], str, int], ...] = (
    ("Terms of reference", "terms", [], BOTH, 36),
    ("Data-sharing agreement", "data_sharing", COMMUNITY, RECORDS, 36),
    ("Public liability insurance", "insurance", [], BOTH, 12),
    ("Safeguarding policy", "safeguarding", [], BOTH, 24),
    ("DBS checks", "dbs", ["charity"], RECEIVE, 36),
    ("Data-sharing agreement with the NHS and the council", "data_sharing", [*NHS, "council"], RECORDS, 60),
)
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
SEQUENCES = {
    "draft": (),
    "sent": ("send",),
    "asked": ("send", "ask"),
    "appealed": ("send", "decline", "appeal"),
    "approved": ("send", "approve"),
}
LANDS = {"send": "sent", "ask": "asked", "decline": "declined", "appeal": "appealed", "approve": "approved"}
SUPPLIED = {
    "send": {},
    "ask": {"question": "Who would people meet when they first come?"},
    "decline": {"reason": "You ask people to pay, and we could not see how someone without money comes in."},
    "appeal": {"reason": "Half of our places are free now, and our page says so."},
    "approve": {"reason": "They do what they say, and people speak well of them."},
}
SAID = {"approve": "I have met them, and they listen.", "decline": "What of those who cannot pay?"}
PANEL_EVENTS = ("ask", "decline", "approve")


@dataclass
class Rows:
    """What is to be saved, kind by kind."""

    requirements: list[Requirement] = field(default_factory=list)
    versions: list[TermsVersion] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)
    applications: list[Application] = field(default_factory=list)
    steps: list[ApplicationStep] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    acceptances: list[TermsAcceptance] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    speakers: list[Representative] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    reminders: list[Reminder] = field(default_factory=list)


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
        with at(now):
            hand_over(story.lapsed, reason="lapsed", by=clock(cast.alliance))
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
        self._texts()
        here = members(self.cast.place)
        quiet = self._quiet()
        lapses = self._with_someone(quiet)
        soon = dict(zip([slug for slug in quiet if slug != lapses], SOON, strict=False))
        for number, member in enumerate(here):
            organisation = self.cast.organisations[member.slug]
            roll = dice("standing", member.slug)
            self._facts(organisation, roll, number)
            joined = organisation.joined_on or FOUNDED
            self._application(
                organisation.name, "approved", joined - timedelta(days=20), organisation=organisation
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

    def _texts(self) -> None:
        newest = self.today - timedelta(days=400)
        texts = (
            ("terms", 1, TERMS_ONE, "", FOUNDED, None),
            ("terms", 2, TERMS_TWO, "Training, lived-experience seats, and nobody left when a member goes.", newest,
             newest + timedelta(days=60)),
            ("data_sharing", 1, SHARING, "", FOUNDED, None),
        )  # fmt: skip
        self.rows.versions = [
            TermsVersion(
                id=self.key(published), alliance=self.cast.alliance, paper=paper, number=number, text=text,
                what_changed=changed, published_on=published, accept_by=by, written_by=self.office.name,
            )
            for paper, number, text, changed, published, by in texts
        ]  # fmt: skip
        self.rows.requirements = [
            Requirement(
                id=self.key(FOUNDED), alliance=self.cast.alliance, name=name, paper=paper, kinds=kinds,
                unlocks=unlocks, months=months, from_on=FOUNDED,
            )
            for name, paper, kinds, unlocks, months in REQUIREMENTS
        ]  # fmt: skip

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
                by=f"{name}, {organisation.name}", accepted_on=day, accepted_at=_at(day),
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
                stated_by=organisation.name, stated_at=_at(start),
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
        self._application(left.name, "approved", FOUNDED + timedelta(days=80), organisation=left)
        self._application(joining.name, "approved", self.today - timedelta(days=12), organisation=joining)
        self._evidence(
            joining,
            "insurance",
            self.today - timedelta(days=60),
            self.today + timedelta(days=250),
            dice("joining"),
        )
        for number, (state, name, purpose) in enumerate(ASKING):
            self._application(name, state, self.today - timedelta(days=9 + 7 * number), purpose=purpose)

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

    def _application(
        self, name: str, state: str, day: date, *, organisation: Organisation | None = None, purpose: str = ""
    ) -> None:
        began = max(day - timedelta(days=14), date(2022, 1, 10))
        plain = name.lower().replace(" ", "-").replace("'", "")
        kind = organisation.kind if organisation else "community_group"
        made = Application(
            id=self.key(began), alliance=self.cast.alliance, reference=_reference(name), contact_name="Robin Lake",
            contact_role="Committee member", contact_email=f"hello@{plain}.example"[:254], contact_telephone="01632 960902",
            name=name, plain_name=plain_name(name), kind=kind, size=(organisation.size if organisation else "micro"),
            number_kind="charity" if kind == "charity" else "none", number=organisation.number if organisation else "",
            purpose=organisation.purpose if organisation else purpose, area_words="All over the borough.",
            ward_codes=organisation.ward_codes if organisation else [], need_codes=self.needs[:2],
            people_words="Anyone who would like company.", places_offered=4, pages_done=list(PAGES),
            began_at=_at(began), touched_at=_at(day), state=state, state_since=_at(day), organisation=organisation,
            sent_at=None if state == "draft" else _at(began + timedelta(days=2)),
            decided_at=_at(day) if state in ("approved", "appealed") else None,
            signatory="" if state == "draft" else "Robin Lake", signatory_role="Committee member", **PURPOSES,
        )  # fmt: skip
        self.rows.applications.append(made)
        before = "draft"
        events = SEQUENCES[state]
        for number, event in enumerate(events, 1):
            last = number == len(events)
            at = _at(day if last else began + timedelta(days=2 * number))
            panel = event in PANEL_EVENTS
            supplied = {"signatory": "Robin Lake"} if event == "send" else SUPPLIED[event]
            self.rows.steps.append(
                ApplicationStep(
                    id=self.key(at.date()), alliance=self.cast.alliance, application=made,
                    number=number, event=event, from_state=before, to_state=LANDS[event],
                    side="panel" if panel else "applicant", at=at, user_id=self.office.pk if panel else None,
                    by=f"{self.office.name}, {self.cast.front_door.name}" if panel else "Online", supplied=supplied,
                )
            )  # fmt: skip
            before = LANDS[event]
        if state != "draft":
            self._read(made, name, state, day)

    def _read(self, application: Application, name: str, state: str, day: date) -> None:
        """Two read it; of those that wait, one still has to."""
        roll = dice("readers", name)
        for number, user in enumerate(roll.sample(self.readers, min(2, len(self.readers)))):
            said = state in ("approved", "appealed") or number == 0
            advice = ("decline" if state == "appealed" else "approve") if said else ""
            self.rows.reviews.append(
                Review(
                    id=self.key(day), alliance=self.cast.alliance, application=application, user=user, round=1,
                    conflict="none" if said else "", declared_at=_at(day) if said else None, advice=advice,
                    words=SAID.get(advice, ""),
                    advised_at=_at(day) if said else None,
                )
            )  # fmt: skip
        self.rows.reviews.append(
            Review(
                id=self.key(day), alliance=self.cast.alliance, application=application, user=self.office, round=1,
                conflict="none", declared_at=_at(day),
            )
        )  # fmt: skip

    def key(self, day: date) -> UUID:
        """An id that sorts by the day."""
        self.made += 1
        return uuid7_of(
            int(_at(day).timestamp() * 1000), dice("paper", self.cast.place, self.made).getrandbits(80)
        )


PAGES: Iterable[str] = ("about", "number", "area", "people", "offers", "safety", "lived")


def _reader(cast: Cast) -> Any:
    """The coordinator, who may see how much each member carries."""
    role = next(role for role in cast.roles if role.role == Role.COORDINATOR)
    return cast._actors[role.organisation_id, role.user.name]


def _reference(name: str) -> str:
    roll = dice("joining", name)
    return "JO-" + "".join(roll.choice("23456789ABCDEFGHJK") for _ in range(5)) + str(roll.randrange(2, 10))


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10)))
