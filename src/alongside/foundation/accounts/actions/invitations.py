"""Inviting someone, taking an invitation up, ending a role."""

from datetime import timedelta
from uuid import UUID

from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import Ended, Missing, NotAllowed, NotFound
from alongside.foundation.access.gate import action
from alongside.foundation.access.links import SPENT, end_links, find_link, make_link, use_link
from alongside.foundation.access.models import AccessRole
from alongside.foundation.access.permissions import Permission, Role
from alongside.foundation.messages.outbox import queue_message
from alongside.foundation.tenancy.addresses import address
from alongside.foundation.workflow.clock import today

from ..limits import try_or_stop
from ..models import Invitation, User
from ..owner import end_sessions
from ..queries import INVITATION, find_invitation, find_user
from ..rules import reaches_everyone, roles_to_give

DAYS = 7


@action(Permission.USER_INVITE, records="Someone invited")
def invite(*, email: str, role: str, organisation_id: UUID, by: Actor) -> Invitation:
    """E-mail a link that works once within 7 days. An earlier one for the same address and role ends.

    Raises NotAllowed for a role or organisation that is not the actor's to give, Missing if they have it.
    """
    if role not in roles_to_give(by):
        raise NotAllowed("This role is given by someone else. Ask the alliance's coordinator.")
    if not reaches_everyone(by) and organisation_id != by.organisation_id:
        raise NotAllowed("You can invite people to your own organisation.")
    if not apps.get_model("membership.Organisation").objects.filter(pk=organisation_id).exists():
        raise NotFound
    try_or_stop("invite", by.user_id)
    email = email.strip().lower()
    user = find_user(email)
    if (
        user
        and user.access_roles.filter(
            organisation_id=organisation_id, role=role, ended_at__isnull=True
        ).exists()
    ):
        raise Missing("They already have this role.", field="email")
    for earlier in Invitation.objects.filter(
        email=email, organisation_id=organisation_id, role=role, accepted_at__isnull=True
    ):
        end_links(purpose=INVITATION, subject_id=earlier.pk)
    made = Invitation.objects.create(
        alliance_id=by.alliance_id,
        email=email,
        organisation_id=organisation_id,
        role=role,
        invited_by=by.label[:400],
    )
    token = make_link(
        alliance_id=by.alliance_id,
        purpose=INVITATION,
        subject_id=made.pk,
        organisation_id=organisation_id,
        days=DAYS,
    )
    queue_message(
        alliance_id=by.alliance_id,
        key=f"invitation {made.pk}",
        channel="email",
        to=email,
        template="invitation",
        values={
            "link": address(by.alliance, reverse("accounts:invitation", args=[token])),
            "until": today() + timedelta(days=DAYS),
        },
        organisation_id=by.organisation_id,
    )
    return made


@action(Permission.ACCOUNT_OPEN, records="Invitation taken up with a new account")
def accept_invitation(*, token: str, name: str, password: str, by: Actor) -> User:
    """Make the account that an invitation is for, and give it its role. Raises Ended."""
    invitation = find_invitation(token)
    if find_user(invitation.email):
        raise NotAllowed("There is an account with this email address. Sign in with it to join.")
    user = User(alliance_id=by.alliance_id, email=invitation.email, name=name.strip())
    user.set_password(password)
    user.save(force_insert=True)
    _take_up(invitation, token, user)
    return user


@action(Permission.ACCOUNT_OPEN, records="Invitation taken up")
def take_up_role(*, token: str, user: User, by: Actor) -> AccessRole:
    """Give a role to the account, already signed in, that an invitation is for. Raises Ended, NotAllowed."""
    invitation = find_invitation(token)
    if invitation.email.lower() != user.email.lower():
        raise NotAllowed("This invitation is for someone else.")
    return _take_up(invitation, token, user)


def _take_up(invitation: Invitation, token: str, user: User) -> AccessRole:
    use_link(find_link(token, purpose=INVITATION))
    if not Invitation.objects.filter(pk=invitation.pk, accepted_at__isnull=True).update(
        accepted_at=timezone.now()
    ):
        raise Ended(SPENT)
    given, _made = AccessRole.objects.update_or_create(
        alliance_id=user.alliance_id,
        user=user,
        organisation_id=invitation.organisation_id,
        role=Role(invitation.role),
        defaults={"ended_at": None},
    )
    return given


@action(Permission.USER_INVITE, records="Role ended")
def end_role(role: AccessRole, *, by: Actor) -> AccessRole:
    """End a role now, and with it every session of its holder: other roles are there at the next sign-in."""
    role.ended_at = timezone.now()
    role.save(update_fields=["ended_at"])
    end_sessions(role.user)
    return role
