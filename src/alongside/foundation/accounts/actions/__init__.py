"""Every write to accounts."""

from .demo import open_demo_door
from .invitations import accept_invitation, end_role, invite, take_up_role
from .passwords import ask_for_new_password, change_password, choose_new_password
from .second_factors import add_app, add_passkey, remove_factor, renew_recovery_codes, reset_second_factor

__all__ = [
    "accept_invitation",
    "add_app",
    "add_passkey",
    "ask_for_new_password",
    "change_password",
    "choose_new_password",
    "end_role",
    "invite",
    "open_demo_door",
    "remove_factor",
    "renew_recovery_codes",
    "reset_second_factor",
    "take_up_role",
]
