"""What may be done, and which role may do it. Fixed in code: see ADR 5."""

from .grants import GRANTS, ON_RECORDS
from .names import Permission, Role
from .words import IN_WORDS, PERMISSION_WORDS, STAFF_ROLES, role_choices

__all__ = [
    "GRANTS",
    "IN_WORDS",
    "ON_RECORDS",
    "PERMISSION_WORDS",
    "STAFF_ROLES",
    "Permission",
    "Role",
    "role_choices",
]
