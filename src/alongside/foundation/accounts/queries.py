"""Reading accounts."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import Ended, NotFound
from alongside.foundation.access.links import SPENT, find_link, spent_link
from alongside.foundation.access.models import AccessLink, AccessRole
from alongside.foundation.access.permissions import STAFF_ROLES, Role

from .models import Invitation, User
from .rules import reaches_everyone

INVITATION = "invitation"
PASSWORD = "password"  # noqa: S105 - what a link is for
DEMO_EACH = 3
NOWHERE = UUID(int=0)


def names_of(user_ids: Iterable[UUID]) -> dict[UUID, str]:
    """What accounts are called, by id; one that is no more is left out."""
    return dict(User.objects.filter(pk__in=list(user_ids)).values_list("pk", "name"))


def find_user(email: str) -> User | None:
    """The account of an e-mail address in this alliance, if there is one."""
    return User.objects.filter(email__iexact=email.strip()).first()


def accounts_in_use() -> list[User]:
    """Everyone who can sign in and has a role to play, in the order in which they joined."""
    held = AccessRole.objects.filter(_current(), user_id=OuterRef("pk"))
    return list(User.objects.filter(Exists(held), is_active=True).order_by("joined_at", "pk"))


def held_roles(*, text: str = "", by: Actor) -> QuerySet[AccessRole]:
    """The roles held in the actor's organisation (or everywhere, for who looks after everyone), by name.

    ``text``: only where each of its words is in the name, the e-mail address or the organisation. Slice it or count it:
    an alliance may have thousands.
    """
    rows = AccessRole.objects.filter(_current()).select_related("user", "organisation")
    if not reaches_everyone(by):
        rows = rows.filter(organisation_id=by.organisation_id or NOWHERE)
    for word in text.split()[:5]:
        rows = rows.filter(
            Q(user__name__icontains=word)
            | Q(user__email__icontains=word)
            | Q(organisation__name__icontains=word)
        )
    return rows.order_by("organisation__name", "user__name", "role")


def held_role(role_id: UUID, *, by: Actor) -> AccessRole:
    """One of ``held_roles``. Raises NotFound."""
    found = held_roles(by=by).filter(pk=role_id).first()
    if found is None:
        raise NotFound
    return found


def open_invitations(*, by: Actor) -> list[Invitation]:
    """Invitations that are waiting to be taken up, newest first."""
    link = AccessLink.objects.filter(
        purpose=INVITATION,
        subject_id=OuterRef("pk"),
        used_at__isnull=True,
        ended_at__isnull=True,
        expires_at__gt=timezone.now(),
    )
    rows = Invitation.objects.filter(Exists(link), accepted_at__isnull=True).select_related("organisation")
    if not reaches_everyone(by):
        rows = rows.filter(organisation_id=by.organisation_id or NOWHERE)
    return list(rows.order_by("-made_at")[:200])


def organisations_to_invite_for(*, by: Actor) -> list[tuple[str, str]]:
    """(id, name) of the organisations whose people the actor may invite."""
    if not reaches_everyone(by):
        return [(str(by.organisation_id), by.organisation_name)]
    rows = apps.get_model("membership.Organisation").objects.filter(left_on__isnull=True).order_by("name")
    return [(str(key), name) for key, name in rows.values_list("pk", "name")]


def find_invitation(token: str) -> Invitation:
    """The invitation of a link that is still good. Raises Ended."""
    link = find_link(token, purpose=INVITATION)
    found = Invitation.objects.select_related("organisation").filter(pk=link.subject_id).first()
    if found is None or found.accepted_at:
        raise Ended(SPENT)
    return found


def find_reset(token: str) -> User:
    """The account whose password a link lets someone choose. Raises Ended."""
    link = find_link(token, purpose=PASSWORD)
    found = User.objects.filter(pk=link.subject_id, is_active=True).first()
    if found is None:
        raise Ended(SPENT)
    return found


def demo_accounts(alliance: Any) -> list[AccessRole]:
    """A few accounts of each role of a demo alliance, in the order of the roles; none of any other."""
    if not alliance.is_demo:
        return []
    rows = AccessRole.objects.filter(_current(), user__is_active=True).select_related("user", "organisation")
    shown: list[AccessRole] = []
    more = AccessRole.objects.filter(_current(), user=OuterRef("user")).exclude(role=Role.WORKER)
    for role in STAFF_ROLES:
        held = rows.filter(role=role)
        if role == Role.WORKER:  # who is something else as well is shown as that
            held = held.filter(~Exists(more))
        shown += held.order_by("user__joined_at", "user__name")[:DEMO_EACH]
    return shown


def demo_doors(alliance: Any) -> list[tuple[str, ...]]:
    """The ways into a demo alliance without an account, of ``ALONGSIDE_DEMO_DOORS``, whose story is not over yet."""
    known = import_string(settings.ALONGSIDE_DEMO_DOORS) if alliance.is_demo else ()
    return [door for door in known if demo_link(door)]


def demo_link(door: tuple[str, ...]) -> AccessLink | None:
    """The link of a door, used or not."""
    *_words, purpose, _page, token = door
    return spent_link(token, purpose=purpose)


def demo_user(alliance: Any, user_id: UUID) -> User:
    """An account that the demo's sign-in page offers. Raises NotFound for any other."""
    for row in demo_accounts(alliance):
        if row.user_id == user_id:
            return row.user
    raise NotFound


def _current() -> Q:
    return Q(ended_at__isnull=True) | Q(ended_at__gt=timezone.now())
