"""Who takes part: the organisations of one alliance, the accounts in them, and an Actor for each."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from alongside.foundation.access.actor import Actor, clock, public
from alongside.foundation.access.models import AccessRole
from alongside.foundation.access.permissions import Role
from alongside.foundation.accounts.models import User
from alongside.foundation.tenancy.models import Alliance
from alongside.membership.models import Organisation

from ..content.members import Member, front_door, members, navigators, partner_organisations
from ..content.members.workers import workers
from ..content.seed import dice, stable_id

FOUNDED = date(2022, 2, 14)
FIRST_MORNING = datetime(2022, 2, 14, 9, tzinfo=ZoneInfo("Europe/London"))
_KINDS = {
    "cic": Organisation.Kind.COMPANY,
    "faith_group": Organisation.Kind.COMMUNITY_GROUP,
    "navigator_team": Organisation.Kind.FRONT_DOOR,
    "housing_association": Organisation.Kind.OTHER,
    "credit_union": Organisation.Kind.OTHER,
}
_WORKING = {Role.WORKER, Role.NAVIGATOR, Role.ORGANISATION_LEAD}
# Those who look after the alliance as a whole, and the few who work for two organisations.
_LOOKING_AFTER = {
    "north-east-lincolnshire": (
        ("Harriet Osei", Role.COORDINATOR, "alliance-front-door", "coordinator@alliance-front-door.example"),
        ("Piotr Zielinski", Role.ADMINISTRATOR, "alliance-front-door", "admin@alliance-front-door.example"),
        ("Maureen Blow", Role.EXPERT, "many-voices-peer-network", "maureen@many-voices-peer-network.example"),
        ("Gareth Stubbs", Role.EXPERT, "alliance-front-door", "gareth@post.example"),
        ("Denise Harker", Role.EXPERT, "many-voices-peer-network", "denise@many-voices-peer-network.example"),
    ),
    "thornmere-vale": (
        ("Rosalind Achebe", Role.COORDINATOR, "thornmere-front-door", "coordinator@thornmere-front-door.example"),
        ("Idris Vaughan", Role.ADMINISTRATOR, "thornmere-front-door", "admin@thornmere-front-door.example"),
    ),
}  # fmt: skip
_ALSO = {"freshwater-primary-care-network": "bernadette.okafor@front-door.example"}
_ALSO_SECOND = {"tools-down": "tidewater-minds"}


@dataclass
class Cast:
    """Rows of one alliance's organisations and accounts, and the actors made of them."""

    alliance: Alliance
    place: str
    organisations: dict[str, Organisation] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    roles: list[AccessRole] = field(default_factory=list)
    _actors: dict[tuple[UUID, str], Actor] = field(default_factory=dict)
    _by_key: dict[UUID, Organisation] = field(default_factory=dict)

    @property
    def front_door(self) -> Organisation:
        return self.organisations[front_door(self.place).slug]

    @property
    def public(self) -> Actor:
        return public(self.alliance)

    def organisation(self, key: Any) -> Organisation:
        """Raises KeyError for one that takes no part."""
        if not self._by_key:
            self._by_key = {organisation.pk: organisation for organisation in self.organisations.values()}
        return self._by_key[key]

    def clock(self, organisation_id: Any) -> Actor:
        return clock(self.alliance, organisation_id=organisation_id)

    def has_accounts(self, organisation_id: Any) -> bool:
        return any(key[0] == organisation_id for key in self._actors)

    def worker(self, slug: str, name: str = "") -> Actor:
        """Someone who works there, by name if that name does, else the first. Raises LookupError."""
        here = self.organisations[slug].pk
        found = self._actors.get((here, name))
        if found is None or not found.roles & _WORKING:
            found = next(
                (a for (org, _), a in self._actors.items() if org == here and a.roles & _WORKING), None
            )
        if found is None:
            raise LookupError(f"Nobody at {slug} can do this.")
        return found

    def by_link(self, slug: str, referral_id: UUID) -> Actor:
        """Whoever opened a signed link: the organisation is known, their name is not."""
        organisation = self.organisations[slug]
        return Actor(
            alliance=self.alliance,
            roles=frozenset({Role.RECEIVER}),
            organisation_id=organisation.pk,
            subject_id=referral_id,
            organisation_name=organisation.name,
        )

    def add_role(self, user: User, slug: str, role: Role) -> None:
        organisation = self.organisations[slug]
        row = AccessRole(
            id=UUID(stable_id(self.place, "role", user.email, slug, role)),
            alliance=self.alliance,
            user=user,
            organisation=organisation,
            role=role,
        )
        self.roles.append(row)
        before = self._actors.get((organisation.pk, user.name))
        self._actors[organisation.pk, user.name] = Actor(
            alliance=self.alliance,
            roles=frozenset({role}) | (before.roles if before else frozenset()),
            user_id=user.pk,
            organisation_id=organisation.pk,
            name=user.name,
            organisation_name=organisation.name,
            email=user.email,
        )


def make_cast(alliance: Alliance, place: str, password: str) -> Cast:
    """Organisations, users and roles, not saved yet. `password` is the hash that all accounts share."""
    cast = Cast(alliance, place)
    everyone = (*members(place), *partner_organisations(place))
    for member in everyone:
        cast.organisations[member.slug] = _organisation(alliance, member)
    navigating = {n.email for n in navigators(place)}
    for member in everyone:
        for number, worker in enumerate(workers(member)):
            if not worker.email:
                continue
            user = _user(cast, worker.name, worker.email, password)
            if worker.email in navigating:
                cast.add_role(user, front_door(place).slug, Role.NAVIGATOR)
            else:
                cast.add_role(user, member.slug, _role(member, number))
    for name, role, slug, email in _LOOKING_AFTER[place]:
        cast.add_role(_user(cast, name, email, password), slug, role)
    for slug, email in _ALSO.items():
        if slug in cast.organisations:
            cast.add_role(cast.users[email], slug, Role.WORKER)
    for slug, elsewhere in _ALSO_SECOND.items():
        if slug in cast.organisations:
            second = cast.users[workers(next(m for m in everyone if m.slug == elsewhere))[1].email]
            cast.add_role(second, slug, Role.WORKER)
    return cast


def _role(member: Member, number: int) -> Role:
    if member.kind == "icb":
        return Role.COMMISSIONER
    if member.kind == "council" and number == 0:
        return Role.COMMISSIONER
    if number == 0 and not member.partner and member.size != "micro":
        return Role.ORGANISATION_LEAD
    return Role.WORKER


def _organisation(alliance: Alliance, member: Member) -> Organisation:
    joined = FOUNDED + timedelta(days=dice("joined", member.slug).randrange(0, 1200))
    return Organisation(
        id=UUID(member.id),
        alliance=alliance,
        name=member.name,
        slug=member.slug,
        kind=_KINDS.get(member.kind, member.kind),
        size=member.size,
        purpose=member.purpose,
        is_member=not member.partner,
        email=member.email,
        telephone=member.phone,
        joined_on=joined,
    )


def _user(cast: Cast, name: str, email: str, password: str) -> User:
    if email not in cast.users:
        cast.users[email] = User(
            id=UUID(stable_id(cast.place, "user", email)),
            alliance=cast.alliance,
            email=email,
            name=name,
            password=password,
        )
    return cast.users[email]
