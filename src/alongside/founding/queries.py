"""Reading what an alliance has ready and what is left."""

from dataclasses import dataclass
from datetime import date

from alongside.directory.queries import how_many_services, own_phrases
from alongside.foundation.access.actor import Actor
from alongside.foundation.access.permissions import Permission
from alongside.foundation.accounts.queries import held_roles, open_invitations
from alongside.governance.queries import group_rows
from alongside.membership.queries import (
    current_version,
    members_and_partners,
    organisation_name,
    papers_bind_from,
)
from alongside.membership.vocabulary import PAPERS, SIGNED
from alongside.places.queries import area_map

from .pattern import needed_roles


@dataclass(frozen=True)
class Ready:
    """How much there is of what a new alliance needs: counts, and the name of who answers new requests.

    ``unheld`` are needed roles that nobody plays yet.
    """

    front_door: str
    accounts: int
    invited: int
    members: int
    partners: int
    services: int
    groups: int
    unpublished: tuple[str, ...]
    binds_from: date | None
    map_file: str
    unheld: tuple[str, ...]
    own_words: int
    may_teach: bool


def what_is_ready(*, by: Actor) -> Ready:
    everyone = members_and_partners(by=by)
    used = area_map()
    roles = held_roles(by=by).order_by()
    held = set(roles.values_list("role", flat=True).distinct())
    members = sum(one.is_member for one in everyone)
    return Ready(
        front_door=organisation_name(by.alliance.front_door),
        accounts=roles.values("user_id").distinct().count(),
        invited=len(open_invitations(by=by)),
        members=members,
        partners=len(everyone) - members,
        services=how_many_services(),
        groups=len(group_rows(by=by)),
        unpublished=tuple(
            words for paper, words in PAPERS if paper in SIGNED and current_version(paper) is None
        ),
        binds_from=papers_bind_from(),
        map_file=used.file_name if used else "",
        unheld=tuple(role.replace("_", " ") for role in needed_roles() if role not in held),
        own_words=len(own_phrases()),
        may_teach=by.has(Permission.LEXICON_EDIT),
    )


def front_door_choices(*, by: Actor) -> list[tuple[str, str]]:
    """Who could answer new requests: (id, name) of every member and partner."""
    return [(str(one.pk), one.name) for one in members_and_partners(by=by)]
