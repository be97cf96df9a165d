"""``new_alliance``: started by the owner, furnished inside its own fence, opened by its administrator."""

import re
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from alongside.directory.models import OwnPhrase
from alongside.directory.queries import alliance_lexicon
from alongside.directory.understanding import understand
from alongside.foundation.accounts.models import Invitation, User
from alongside.foundation.accounts.tests.factories import browser
from alongside.foundation.messages.models import Message
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.tenancy.models import Alliance
from alongside.foundation.workflow.clock import today
from alongside.founding.pattern import pattern
from alongside.governance.models import Seat, Term
from alongside.membership.models import Organisation, Requirement, TermsVersion

PATTERN = pattern("wales")
GIVEN = {
    "place": "Marram Bay",
    "name": "Marram Bay Mental Health Alliance",
    "domain": "marram.localhost",
    "administrator": "ada@marram.example",
    "telephone": "01632 960199",
}


@pytest.fixture
def owner(transactional_db):
    """The database's owner, as ``./run manage`` gives the command; emptied afterwards like any test that commits."""
    runtime = {name: connection.settings_dict[name] for name in ("USER", "PASSWORD")}
    connection.close()
    connection.settings_dict.update({name: settings.OWNER_DATABASE[name] for name in runtime})
    yield
    connection.close()
    connection.settings_dict.update(runtime)


def run(**given: str) -> str:
    said = StringIO()
    call_command("new_alliance", stdout=said, **given)
    return said.getvalue()


def test_an_alliance_is_started_and_its_administrator_gets_in(owner):
    said = run(**GIVEN, pattern="wales")
    alliance = Alliance.objects.get(domain="marram.localhost")
    assert [c["label"] for c in alliance.crisis_contacts][:2] == ["Life in danger", "Urgent help"]
    assert "C.A.L.L. Wales" in {c["label"] for c in alliance.crisis_contacts}
    with in_alliance(alliance):
        door = Organisation.objects.get(pk=alliance.front_door)
        assert door.name == "Marram Bay Front Door" and door.kind == "front_door"
        assert Invitation.objects.get().email == Message.objects.get().to == "ada@marram.example"
        assert {one.name for one in Requirement.objects.all()} == {
            one["name"] for one in PATTERN.requirements
        }
        assert all(one.from_on > today() for one in Requirement.objects.all()), (
            "nobody is shut out on the first day"
        )
        drafts = TermsVersion.objects.filter(published_on__isnull=True)
        assert {one.paper for one in drafts} == {"terms", "data_sharing"}
        assert all("Marram Bay" in one.text and "{" not in one.text for one in drafts)
        assert Seat.objects.filter(group__name="Steering group").count() == 1 + 14
        assert not Term.objects.exists()
        assert {one.phrase for one in OwnPhrase.objects.all()} == {one["phrase"] for one in PATTERN.words}
        assert "debt_money" in understand("poeni am dyled", alliance_lexicon()).codes
    path = re.search(r"http://marram\.localhost:\d+(/\S+)", said)[1]
    client = browser(alliance)
    assert client.get(path).status_code == 200
    client.post(path, {"name": "Ada Bell", "password": "four quite odd words"})
    with in_alliance(alliance):
        assert User.objects.get().name == "Ada Bell"


def test_the_same_place_is_not_started_twice_and_nothing_is_half_made(owner):
    run(**GIVEN)
    with pytest.raises(CommandError, match="already"):
        run(**GIVEN)
    with pytest.raises(CommandError, match="Nothing was made"):
        run(**{**GIVEN, "domain": "other.localhost"})
    assert Alliance.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"domain": "not a host"}, "not a host name"),
        ({"domain": "http://x.example/"}, "not a host name"),
        ({"administrator": "ada"}, "not an e-mail address"),
        ({"name": ""}, "This is needed"),
        ({"place": "x" * 201}, "too long"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(wrong, said):
    with pytest.raises(CommandError, match=said):
        run(**{**GIVEN, **wrong})


@pytest.mark.django_db
def test_nobody_but_the_owner_can_start_one():
    from django.db import ProgrammingError

    with pytest.raises(ProgrammingError, match="permission denied"):
        run(**GIVEN)
