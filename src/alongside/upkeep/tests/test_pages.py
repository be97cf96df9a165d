"""Keeping the directory true, through its pages: asked, compared, decided, doubted, nudged, looked at."""

from datetime import date
from types import SimpleNamespace

import pytest

from alongside.directory.actions import change_entry
from alongside.directory.models import Capacity, Service
from alongside.directory.queries import find_entry
from alongside.directory.tests.factories import make_service
from alongside.foundation.access.actor import clock
from alongside.foundation.access.actors import actor_of
from alongside.foundation.access.errors import Stale
from alongside.foundation.accounts.tests.factories import browser, make_organisation, make_user, signed_in
from alongside.foundation.messages.models import Message
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.workflow.clock import at, later, now, today
from alongside.upkeep import actions
from alongside.upkeep.actions.nudging import nudge_by_clock
from alongside.upkeep.models import Doubt, EntryChange, Nudge
from alongside.upkeep.rules import wants_nudge

pytestmark = pytest.mark.django_db
SHEET = {
    "name": "Talking", "description": "We listen.", "status": "active", "phones": "01632 960222", "times": "Mon 9 to 5",
}  # fmt: skip


@pytest.fixture
def alliance(two_alliances):
    return two_alliances[0]


@pytest.fixture
def scene(alliance):
    """A service of Hall's; its worker, another organisation's worker and a coordinator, each in a browser."""
    with in_alliance(alliance):
        hall = make_organisation(alliance, "hall")
        type(hall).objects.filter(pk=hall.pk).update(email="hall@a.example", is_member=True)
        hall.refresh_from_db()
        make_organisation(alliance, "far")
        service = make_service(alliance, "Talking", organisation="Hall", phone="01632 960111")
        service.organisation.member = hall
        service.organisation.save()
    users = {
        "worker": make_user(alliance, "w@a.example", name="Wyn", hall="worker"),
        "far": make_user(alliance, "f@a.example", name="Fay", far="worker"),
        "keeper": make_user(alliance, "c@a.example", name="Cas", door="coordinator"),
    }
    found = {name: signed_in(alliance, user) for name, user in users.items()}
    with in_alliance(alliance):
        actors = {name: actor_of(user, alliance) for name, user in users.items()}
    return SimpleNamespace(alliance=alliance, hall=hall, service=service, actors=actors, **found)


def sheet(scene):
    with in_alliance(scene.alliance):
        return find_entry(scene.service.pk, by=scene.actors["keeper"]).sheet


def asked(scene):
    answer = scene.worker.post(f"/our-services/{scene.service.pk}/change/", SHEET)
    assert answer.status_code == 302
    with in_alliance(scene.alliance):
        return EntryChange.objects.get(state="proposed")


def seen_on(page):
    return page.split('name="seen" value="')[1].split('"')[0]


def test_what_a_worker_asks_for_is_compared_and_then_in_the_directory(scene):
    change = asked(scene)
    assert sheet(scene)["description"] == "", "not yet"
    assert "Waiting for a second look" in scene.worker.get("/our-services/").content.decode()
    assert "Asked by Wyn" in scene.keeper.get("/keep-true/").content.decode()
    path = f"/keep-true/changes/{change.pk}/"
    page = scene.keeper.get(path).content.decode()
    assert "<ins>" in page and "We listen." in page and "960111" in page
    assert scene.keeper.post(path, {"answer": "yes", "seen": seen_on(page)}).status_code == 302
    now_says = sheet(scene)
    assert (now_says["description"], now_says["phones"]) == ("We listen.", "01632 960222")
    assert now_says["times"] == "Mondays, 9am to 5pm"
    public = browser(scene.alliance).get(f"/service/{scene.service.pk}/").content.decode()
    assert "We listen." in public and "Mondays, 9am to 5pm" in public
    entry = scene.worker.get(f"/our-services/{scene.service.pk}/").content.decode()
    with in_alliance(scene.alliance):
        change_entry(scene.service, changes={"times": ""}, by=scene.actors["keeper"])
    entry = scene.worker.get(f"/our-services/{scene.service.pk}/").content.decode()
    assert "When it is on was: Mondays, 9am to 5pm" in entry.replace("\u00a0", " ")
    assert "Phone number was: 01632 960111" in entry and "Wyn" in entry and "Cas" in entry


def test_nothing_is_decided_on_what_was_not_seen(scene):
    change = asked(scene)
    path = f"/keep-true/changes/{change.pk}/"
    page = scene.keeper.get(path).content.decode()
    with in_alliance(scene.alliance):
        change_entry(scene.service, changes={"description": "We talk."}, by=scene.actors["keeper"])
    scene.keeper.post(path, {"answer": "yes", "seen": seen_on(page)})
    assert sheet(scene)["description"] == "We talk."
    assert "has changed since they asked" in scene.keeper.get(path).content.decode()
    with in_alliance(scene.alliance), pytest.raises(Stale):
        actions.approve(change, seen={"description": ""}, by=scene.actors["keeper"])


def test_a_no_says_why_and_one_can_be_taken_back(scene):
    change = asked(scene)
    path = f"/keep-true/changes/{change.pk}/"
    assert "Nothing is lost" in scene.keeper.post(path, {"answer": "no", "reason": ""}).content.decode()
    scene.keeper.post(path, {"answer": "no", "reason": "They moved last week."})
    assert "They moved last week." in scene.worker.get("/our-services/").content.decode()
    assert (
        scene.keeper.post(path, {"answer": "yes", "seen": seen_on_or_made(scene, change)}).status_code == 409
    )
    second = asked(scene)
    assert scene.far.post(f"/our-services/changes/{second.pk}/take-back/").status_code == 404
    assert scene.worker.post(f"/our-services/changes/{second.pk}/take-back/").status_code == 302
    with in_alliance(scene.alliance):
        assert not EntryChange.objects.filter(state="proposed").exists()


def seen_on_or_made(scene, change):
    from alongside.upkeep.presenters import compared_mark

    return compared_mark({name: sheet(scene)[name] for name in change.changes})


def test_what_cannot_be_is_said_at_its_field_and_what_is_the_same_is_no_change(scene):
    path = f"/our-services/{scene.service.pk}/change/"
    page = scene.worker.post(path, {**SHEET, "phones": "ring Jo"}).content.decode()
    assert "Line 1 does not begin with a phone number" in page and "We listen." in page
    same = {"name": "Talking", "status": "active", "phones": "01632 960111"}
    assert "Nothing is different" in scene.worker.post(path, same).content.decode()
    once = {**SHEET, "once": "0192f0c0-0000-7000-8000-00000000000a"}
    for _press in range(2):
        assert scene.worker.post(path, once).status_code == 302
    with in_alliance(scene.alliance):
        assert EntryChange.objects.count() == 1


def test_a_coordinator_changes_it_at_once(scene):
    assert scene.keeper.post(f"/our-services/{scene.service.pk}/change/", SHEET).status_code == 302
    assert sheet(scene)["description"] == "We listen."


def test_room_and_still_right_are_said_by_its_own_people(scene):
    base = f"/our-services/{scene.service.pk}/"
    assert scene.worker.post(f"{base}room/", {"state": "waiting_list", "weeks": "6"}).status_code == 302
    assert scene.worker.post(f"{base}right/").status_code == 302
    assert scene.far.post(f"{base}room/", {"state": "full"}).status_code == 403
    assert scene.far.post(f"{base}right/").status_code == 403
    with in_alliance(scene.alliance):
        assert Capacity.objects.get().weeks == 6 and Service.objects.get().assured_on == today()
    public = browser(scene.alliance).get(f"/service/{scene.service.pk}/").content.decode()
    assert "About 6" in public and "We checked these details" in public


def test_anyone_may_call_it_wrong_and_nothing_of_them_is_kept(scene):
    path = f"/service/{scene.service.pk}/wrong/"
    anyone = browser(scene.alliance)
    assert path in anyone.get(f"/service/{scene.service.pk}/").content.decode()
    assert "Choose" in anyone.post(path, {"words": ""}).content.decode()
    assert "Say what is wrong" in anyone.post(path, {"about": "other"}).content.decode()
    assert "Thank you" in anyone.post(path, {"about": "phone", "words": "It rings out."}).content.decode()
    with in_alliance(scene.alliance):
        doubt = Doubt.objects.get()
    assert "It rings out." in scene.keeper.get("/keep-true/").content.decode()
    assert scene.worker.get(f"/keep-true/doubts/{doubt.pk}/").status_code == 403
    assert scene.keeper.post(f"/keep-true/doubts/{doubt.pk}/", {"answer": "yes"}).status_code == 302
    assert scene.keeper.post(f"/keep-true/doubts/{doubt.pk}/", {"answer": "yes"}).status_code == 409
    for _time in range(12):
        last = anyone.post(path, {"about": "phone"})
    assert "That was a lot of tries" in last.content.decode()


def test_a_nudge_opens_their_own_services_without_an_account_for_an_hour(scene):
    with in_alliance(scene.alliance):
        nudge_by_clock(scene.hall, by=clock(scene.alliance))
        nudge_by_clock(scene.hall, by=clock(scene.alliance))
        message = Message.objects.get(template="entries")
        other = make_service(scene.alliance, "Not theirs")
    path = "/our-services/link/" + message.values["link"].split("/link/")[1]
    theirs = browser(scene.alliance)
    assert theirs.get("/our-services/mine/").url.endswith("/our-services/link/")
    assert theirs.get(path).status_code == 200
    assert theirs.get("/our-services/mine/").status_code == 302, "a look opens nothing"
    assert theirs.post(path).url == "/our-services/mine/"
    base = f"/our-services/mine/{scene.service.pk}/"
    assert "Talking" in theirs.get("/our-services/mine/").content.decode()
    assert theirs.post(f"{base}right/").status_code == 302
    assert theirs.post(f"{base}room/", {"state": "has_room"}).status_code == 302
    assert theirs.post(f"{base}change/", SHEET).status_code == 302
    for what in ("right", "room", "change"):
        assert theirs.post(f"/our-services/mine/{other.pk}/{what}/", {"state": "full"}).status_code == 404
    assert theirs.get("/today/").status_code == 302 and theirs.get("/our-services/").status_code == 302
    with in_alliance(scene.alliance):
        assert Service.objects.get(pk=scene.service.pk).assured_on == today()
        assert Capacity.objects.get().said_by == "Hall"
        assert EntryChange.objects.get().state == "proposed"
    assert browser(scene.alliance).get("/our-services/link/made-up/").status_code == 410


def test_they_are_asked_every_28_days_while_something_is_due(scene):
    with in_alliance(scene.alliance):
        for days, sent in ((0, 1), (27, 1), (28, 2), (55, 2), (56, 3)):
            with at(later(days=days)):
                nudge_by_clock(scene.hall, by=clock(scene.alliance))
            assert Nudge.objects.count() == sent, days
    assert not wants_nudge([], last=None, on=date(2026, 1, 1), at=now())


def test_a_coordinator_asks_once_a_day(scene):
    path = f"/keep-true/services/{scene.service.pk}/ask/"
    for _press in range(2):
        assert scene.keeper.post(path).status_code == 302
    assert "asked today already" in scene.keeper.get(f"/our-services/{scene.service.pk}/").content.decode()
    with in_alliance(scene.alliance):
        assert Message.objects.filter(template="entries").count() == 1


def test_lists_cost_the_same_however_long(scene, django_assert_max_num_queries):
    with in_alliance(scene.alliance):
        for number in range(60):
            make_service(scene.alliance, f"Service {number}", phone="01632 960333")
    for client, path in ((scene.keeper, "/keep-true/"), (scene.worker, "/our-services/")):
        with django_assert_max_num_queries(25):
            assert client.get(path).status_code == 200
    assert scene.keeper.get("/keep-true/?after=50").content.decode().count('class="row"') == 11
    assert scene.keeper.get("/keep-true/?after=-1&q=%00%27").status_code == 200
    assert b"Service 7" in scene.keeper.get("/keep-true/?q=service+7&format=csv").content
