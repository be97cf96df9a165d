"""One alliance with sixty organisations, someone at work in each, and services to refer to."""

from typing import Any

from benchmarks.database import Connection, fence
from benchmarks.volume.filling import BENCH_ID, insert

ORGANISATIONS = 60
SERVICES = 300
HOST = "bench.localhost"


def make_alliance(owner: Connection) -> Any:
    """Make it all and give the Alliance (not read through Django, so that no connection of Django's is open)."""
    from alongside.directory.models import DirectoryOrganisation, Service
    from alongside.foundation.access.models import AccessRole
    from alongside.foundation.access.permissions import Role
    from alongside.foundation.accounts.models import User
    from alongside.foundation.tenancy.models import Alliance
    from alongside.membership.models import Organisation

    owner.execute(BENCH_ID)
    alliance = Alliance(
        name="Bench Alliance",
        place="Bench",
        slug="bench",
        domain=HOST,
        front_door=_id(owner, "organisation", 0),
    )
    said = {
        field.column: f"'{getattr(alliance, field.attname)}'"
        for field in Alliance._meta.local_concrete_fields
        if field.name in ("id", "name", "place", "slug", "domain", "front_door")
    }
    # Alliances stay with the owner alone and unfenced; every other row is written inside the fence.
    insert(owner, Alliance, "(SELECT 1) AS one", **said)
    with owner.transaction():
        fence(owner, alliance_id=alliance.pk)
        mine = f"'{alliance.pk}'::uuid"
        numbers = f"generate_series(0, {ORGANISATIONS - 1}) AS n"
        insert(
            owner, Organisation, numbers, id="bench_id('organisation', n)", alliance_id=mine,
            name="'Organisation ' || n", slug="'organisation-' || n",
            kind="CASE WHEN n = 0 THEN 'front_door' ELSE 'charity' END", is_member="true",
            email="'organisation-' || n || '@members.example'",
        )  # fmt: skip
        insert(
            owner, User, numbers, id="bench_id('user', n)", alliance_id=mine, password="''",
            session_mark="bench_id('user', n)", name="'Worker ' || n", email="'worker-' || n || '@staff.example'",
        )  # fmt: skip
        insert(
            owner, AccessRole, numbers, id="bench_id('role', n)", alliance_id=mine,
            user_id="bench_id('user', n)", organisation_id="bench_id('organisation', n)",
            role=f"CASE WHEN n = 0 THEN '{Role.NAVIGATOR}' ELSE '{Role.WORKER}' END",
        )  # fmt: skip
        insert(
            owner, DirectoryOrganisation, numbers, id="bench_id('listing', n)", alliance_id=mine,
            name="'Organisation ' || n", member_id="bench_id('organisation', n)",
        )  # fmt: skip
        insert(
            owner, Service, f"generate_series(0, {SERVICES - 1}) AS n", id="bench_id('service', n)",
            alliance_id=mine, name="'Service ' || n", description="'What service ' || n || ' offers.'",
            organisation_id=f"bench_id('listing', n % {ORGANISATIONS})",
        )  # fmt: skip
    return alliance


def worker_of(owner: Connection, alliance: Any, number: int) -> Any:
    """The actor for whoever works for an organisation, by its number; nothing is read through Django."""
    from alongside.foundation.access.actor import Actor
    from alongside.foundation.access.permissions import Role

    organisation = _id(owner, "organisation", number)
    return Actor(
        alliance=alliance,
        roles=frozenset({Role.NAVIGATOR if number == 0 else Role.WORKER}),
        user_id=_id(owner, "user", number),
        organisation_id=organisation,
        organisation_name=f"Organisation {number}",
        name=f"Worker {number}",
        organisations=((organisation, f"Organisation {number}"),),
    )


def user_of(owner: Connection, alliance: Any, number: int) -> Any:
    """The account of the same worker, as it was written."""
    from alongside.foundation.accounts.models import User

    return User(
        id=_id(owner, "user", number),
        alliance_id=alliance.pk,
        email=f"worker-{number}@staff.example",
        password="",
        session_mark=_id(owner, "user", number),
    )


def _id(owner: Connection, kind: str, number: int) -> Any:
    return owner.execute("SELECT bench_id(%s, %s)", [kind, number]).fetchone()[0]  # type: ignore[index]
