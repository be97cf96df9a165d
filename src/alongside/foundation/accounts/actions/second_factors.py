"""Second factors: each change is recorded, its owner told, and every session ended (``owner.stay_in``)."""

from typing import Any

from django.http import HttpRequest

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import Missing, NotAllowed
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission

from .. import second_factor
from ..models import User
from ..owner import own_account, way_in_changed


@action(Permission.SIGNED_IN, records="App for codes added")
def add_app(*, request: HttpRequest, code: str, by: Actor) -> bool:
    """Keep the app being set up, once it has shown a right code. Gives whether it is the first factor.

    Raises Missing for a wrong code, and NotAllowed for a second app.
    """
    user = own_account(by.user_id)
    if second_factor.has_factor(user, "totp"):
        raise NotAllowed("You already have an app. Remove it first to set up another.")
    if not second_factor.app_code_is_right(request, code):
        raise Missing("That code is not right. Type the one your app shows now.", field="code")
    first = not second_factor.has_factor(user)
    second_factor.keep_app(request, user)
    _settle(user, first, by)
    return first


@action(Permission.SIGNED_IN, records="Passkey added")
def add_passkey(*, name: str, credential: dict[str, Any], by: Actor) -> bool:
    """Keep a passkey. Gives whether it is the first factor. Raises Missing if the answer is not sound."""
    user = own_account(by.user_id)
    if not second_factor.passkey_is_sound(credential):
        raise Missing("The passkey could not be made. Try once more.", field="credential")
    first = not second_factor.has_factor(user)
    second_factor.keep_passkey(user, name=name.strip()[:60] or "My device", credential=credential)
    _settle(user, first, by)
    return first


@action(Permission.SIGNED_IN, records="Second factor removed")
def remove_factor(*, factor_id: int, by: Actor) -> User:
    """Remove one of several. The last stays: a second factor is required."""
    user = own_account(by.user_id)
    if len(second_factor.factors(user)) < 2:
        raise NotAllowed("You need one second step. Add another before you remove this one.")
    second_factor.drop_factor(user, factor_id)
    way_in_changed(user, by)
    return user


@action(Permission.SIGNED_IN, records="New recovery codes made")
def renew_recovery_codes(*, by: Actor) -> User:
    """Make new recovery codes; the old ones end."""
    user = own_account(by.user_id)
    second_factor.make_recovery_codes(user)
    way_in_changed(user, by)
    return user


@action(Permission.USER_EDIT, records="Second factor taken off an account")
def reset_second_factor(user: User, *, reason: str, by: Actor) -> User:
    """For someone who has lost their telephone and their recovery codes: they set it up afresh."""
    if not reason.strip():
        raise Missing("Say why, and how you know that it is them.", field="reason")
    second_factor.drop_all(user)
    way_in_changed(user, by)
    return user


def _settle(user: User, first: bool, by: Actor) -> None:
    if first:
        second_factor.make_recovery_codes(user)
    way_in_changed(user, by)
