"""Promise 5 over every route: each address, tried with a real person's ids by each kind of stranger.

Routes are read from the URLconf, so a new one is tried without being told. The run leaves the whole table in
build/routes.md.
"""

import re
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from alongside.foundation.access.actors import PERSON_KEY, RECEIVER_KEY, Door
from alongside.foundation.access.models import AccessRole
from alongside.foundation.access.permissions import Role
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.tests.factories import browser, signed_in
from alongside.foundation.tenancy.context import in_alliance
from alongside.people.models import Consent
from alongside.referrals.actions import open_request, refer
from alongside.referrals.tests.factories import DAWN, make_world
from tests.architecture.test_routes import ROUTES

pytestmark = pytest.mark.django_db
TABLE = Path(__file__).resolve().parents[2] / "build" / "routes.md"
SECRETS = ("Zephyrine", "Quillfeather", "marmalade-coloured", "700 900 362", "700900362", "900362")
PARAMETER = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
KINDS = (
    "anyone",
    "wrong role",
    "another organisation",
    "another alliance",
    "another person",
    "another receiver",
)


@pytest.fixture
def scene(two_alliances):
    """Someone with a name and words found nowhere else, referred; and every kind of stranger to them."""
    first, second = two_alliances
    world, far = make_world(first), make_world(second)
    about = {**DAWN, "given_name": "Zephyrine", "family_name": "Quillfeather"}
    with world.seen_by(world.public):
        request = open_request(about=about, words="marmalade-coloured days", needs=["sleep"], by=world.public)
        other = open_request(about={**DAWN, "telephone": "+447700900111"}, words="else", by=world.public)
    with world.seen_by(world.navigator):
        referral = refer(
            request, service_id=world.rest_easy.pk, need="sleep", given_how="spoken", by=world.navigator
        )
        elsewhere = refer(
            other, service_id=world.long_table.pk, need="sleep", given_how="spoken", by=world.navigator
        )
        consents = list(Consent.objects.filter(person=request.person_id))
    ids = {
        "request_id": request.pk,
        "referral_id": referral.pk,
        "person_id": request.person_id,
        "consent_id": consents[0].pk,
        "service_id": world.rest_easy.pk,
        "keep_id": world.rest_easy.pk,
        "fold_id": world.long_table.pk,
        "user_id": world.navigator.user_id,
        "role_id": role_of(first, world.navigator.user_id),
        "token": "x" * 43,
        "event": "accept",
    }
    return ids, world, strangers(world, far, other, elsewhere)


def role_of(alliance, user_id):
    with in_alliance(alliance):
        return AccessRole.objects.get(user=user_id).pk


def user_of(alliance, actor):
    with in_alliance(alliance):
        return User.objects.get(pk=actor.user_id)


def strangers(world, far, other, elsewhere) -> dict[str, Any]:
    """How to make a fresh browser of each kind. The last two are let in, but to somebody else's record."""
    alliance = world.alliance
    with in_alliance(alliance):
        coordinator = User.objects.create(alliance=alliance, email="co@staff.example", name="Co")
        AccessRole.objects.create(
            alliance=alliance, user=coordinator, organisation=world.front_door, role=Role.COORDINATOR
        )
    return {
        "anyone": lambda: browser(alliance),
        "wrong role": lambda: signed_in(alliance, coordinator),
        "another organisation": lambda: signed_in(alliance, user_of(alliance, world.cedar_worker)),
        "another alliance": lambda: signed_in(far.alliance, user_of(far.alliance, far.navigator)),
        "another person": lambda: let_in(alliance, PERSON_KEY, person=other.person_id),
        "another receiver": lambda: let_in(
            alliance,
            RECEIVER_KEY,
            organisation=world.cedar.pk,
            subject=elsewhere.pk,
            organisation_name="Cedar House",
        ),
    }


def let_in(alliance, key: str, **what: Any) -> Client:
    client = browser(alliance)
    with in_alliance(alliance):
        session = client.session
        session[key] = {
            "alliance": str(alliance.pk),
            "opened": timezone.now().timestamp(),
            "until": timezone.now().timestamp() + 3600,
            **{name: str(value) for name, value in what.items()},
        }
        session.save()
        client.cookies["sessionid"] = session.session_key
    return client


def filled(address: str, ids: dict[str, Any]) -> str:
    """The address with real ids in it; random ones for names we know nothing of."""

    def value(match: re.Match[str]) -> str:
        name, kind = match["name"], match["kind"]
        if name in ids:
            return str(ids[name])
        return {"int": "1", "uuid": str(uuid.uuid4())}.get(kind or "str", "accept")

    return "/" + PARAMETER.sub(value, address)


def test_no_stranger_meets_anyone_on_any_route(scene):
    ids, _world, browsers = scene
    lines = [f"| address | door | permission | {' | '.join(KINDS)} |", "|---" * (len(KINDS) + 3) + "|"]
    for address, view in ROUTES:
        rule = view.page_rule
        cells = []
        for kind in KINDS:
            path = filled(address, ids)
            answers = []
            for method in rule.methods:
                if method == "HEAD":
                    continue
                client = browsers[kind]()
                answer = (
                    client.get(path) if method == "GET" else client.post(path, {"once": str(uuid.uuid4())})
                )
                check(kind, rule, method, path, answer)
                answers.append(f"{method} {answer.status_code}")
            cells.append(", ".join(answers))
        lines.append(f"| `/{address}` | {rule.door} | {rule.permission or '-'} | {' | '.join(cells)} |")
    TABLE.parent.mkdir(exist_ok=True)
    TABLE.write_text("# Every route against every kind of stranger\n\n" + "\n".join(lines) + "\n")


def check(kind: str, rule: Any, method: str, path: str, answer: Any) -> None:
    body = answer.getvalue().decode(errors="replace")
    where = f"{method} {path} by {kind}: {answer.status_code}"
    assert answer.status_code < 500, where
    found = [secret for secret in SECRETS if secret in body or secret in str(answer.headers)]
    assert not found, f"{where} shows {found}"
    if rule.door is not Door.PUBLIC:
        assert "no-store" in answer.headers.get("Cache-Control", ""), where
        if kind == "anyone":
            assert answer.status_code in (302, 403, 404, 405), where
    if rule.permission is not None and kind == "wrong role" and rule.door is Door.STAFF:
        from alongside.foundation.access.permissions import GRANTS

        if rule.permission not in GRANTS[Role.COORDINATOR]:
            assert answer.status_code in (302, 403, 404), where
