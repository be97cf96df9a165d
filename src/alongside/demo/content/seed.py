"""What makes the demo the same every time: stable identifiers, dice and telephone numbers."""

import random
import uuid

NAMESPACE = uuid.UUID("5f0b7f0e-9d0c-5b9e-8a51-a10a651de000")


def stable_id(*parts: object) -> str:
    """A version 5 UUID that depends on the parts alone."""
    return str(uuid.uuid5(NAMESPACE, "/".join(str(part) for part in parts)))


def dice(*parts: object) -> random.Random:
    """A random source that depends on the parts alone (text seeds do not vary between runs or machines)."""
    return random.Random("/".join(str(part) for part in parts))  # noqa: S311 - a demo, not a secret


def landline(number: int) -> str:
    """One of the 1,000 landline numbers that Ofcom keeps for drama (01632 960000 to 960999)."""
    return f"01632 960{number % 1000:03d}"


def mobile(number: int) -> str:
    """One of the 1,000 mobile numbers that Ofcom keeps for drama (07700 900000 to 900999)."""
    return f"07700 900{number % 1000:03d}"
