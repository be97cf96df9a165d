"""How often something may be tried. Counted in the database, exactly, however many workers there are."""

import hashlib
from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.db import connection
from django.http import HttpRequest

from alongside.foundation.access.errors import TooMany
from alongside.foundation.tenancy.context import current_context
from alongside.foundation.workflow.clock import now

from .models import Try

# kind: (how many, in how long). An address on the network may belong to a whole surgery.
LIMITS: dict[str, tuple[int, timedelta]] = {
    "sign in here": (8, timedelta(minutes=15)),  # one account from one network address
    "sign in": (60, timedelta(hours=1)),  # one account from anywhere
    "address": (60, timedelta(minutes=15)),  # one network address, any account
    "reset": (3, timedelta(hours=1)),
    "reset address": (20, timedelta(hours=1)),
    "code": (5, timedelta(minutes=10)),
    "used code": (1, timedelta(minutes=3)),
    "invite": (60, timedelta(hours=24)),
    "news": (20, timedelta(hours=24)),  # updates by one account
    "ask": (30, timedelta(hours=1)),  # requests for help from one network address
    "join": (10, timedelta(hours=1)),  # applications begun from one network address
    "join page": (200, timedelta(hours=1)),  # pages of one application saved
    "join send": (10, timedelta(hours=1)),  # applications sent from one network address
    "told": (3, timedelta(hours=1)),  # messages to one number or address that anyone may have typed
    # Wrong codes for a person's own page: ``own_code``, and the arithmetic in ADR 8.
    "own page here": (5, timedelta(minutes=30)),  # one link from one network address
    "own page address": (10, timedelta(hours=24)),  # one person from one network address
    "own page link": (15, timedelta(hours=24)),  # one link from anywhere
    "own page": (30, timedelta(hours=24)),  # one person from anywhere
    "own code": (3, timedelta(hours=1)),  # new codes for one person's page
    "own code address": (20, timedelta(hours=1)),
    "fresh link": (3, timedelta(hours=1)),  # new links for one referral
    "fresh link address": (20, timedelta(hours=1)),
    "certificate": (30, timedelta(hours=1)),  # codes checked from one network address
    "doubt": (10, timedelta(hours=1)),  # what is called wrong from one network address
    "entry change": (100, timedelta(hours=24)),  # changes to the directory asked for by one account or link
    "directory": (20, timedelta(hours=1)),  # the whole directory taken from one network address
}
WAIT = "That was a lot of tries in a short time. Wait 15 minutes and try again. Nothing is lost."


def may_try(kind: str, *key: object) -> bool:
    """Count a try and say whether it is within the limit. One over the limit is not counted again."""
    one_at_a_time(kind, *key)
    if is_spent(kind, *key):
        return False
    count(kind, *key)
    return True


def one_at_a_time(kind: str, *key: object) -> None:
    """Two tries at once would each see the other's absence: let one wait for the other's commit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [_hashed(kind, key)])


def is_spent(kind: str, *key: object) -> bool:
    """Whether no try is left within the limit."""
    most, within = LIMITS[kind]
    return Try.objects.filter(kind=kind, key=_hashed(kind, key), at__gt=now() - within).count() >= most


def count(kind: str, *key: object) -> None:
    """Count one try."""
    Try.objects.create(alliance_id=current_context()["alliance"], kind=kind, key=_hashed(kind, key))


def try_or_stop(kind: str, *key: object) -> None:
    """``may_try``, or TooMany."""
    if not may_try(kind, *key):
        raise TooMany(WAIT)


def forget_tries(kind: str, *key: object) -> None:
    """It worked: the tries before it no longer count."""
    Try.objects.filter(kind=kind, key=_hashed(kind, key)).delete()


def network_address(request: HttpRequest) -> str:
    """Where a request came from. Behind a proxy, what the nearest proxy saw: the rest can be made up.

    Of an IPv6 address the first 64 bits: whoever has one has all that begin so.
    """
    if settings.SECURE_PROXY_SSL_HEADER:
        said = request.META.get("HTTP_X_FORWARDED_FOR", "").rsplit(",", 1)[-1].strip()
    else:
        said = request.META.get("REMOTE_ADDR", "")
    try:
        address = ip_address(said)
    except ValueError:
        return said
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or ip_network((address, 64), strict=False))
    return said


def _hashed(kind: str, key: tuple[object, ...]) -> str:
    # By way of capitals, as the database compares addresses: a dotless i or a long s is no new account.
    words = " ".join(str(part).strip().upper().lower() for part in key)
    return hashlib.sha256(f"{settings.SECRET_KEY} {kind} {words}".encode()).hexdigest()
