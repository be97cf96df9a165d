"""Several sources, one entry, through the pages: compared, made one, differing, taken apart, put in order."""

import json
import re
import uuid

import pytest

from alongside.directory.actions import find_likenesses, import_services
from alongside.directory.models import FieldDecision, KeptApart, Service, Source
from alongside.directory.queries import find_entry
from alongside.foundation.access.actor import clock
from alongside.foundation.access.actors import actor_of
from alongside.foundation.accounts.tests.factories import make_organisation, make_user, signed_in
from alongside.foundation.tenancy.context import in_alliance
from alongside.upkeep.actions import propose

pytestmark = pytest.mark.django_db
ROW = {"id": "s1", "name": "Talking", "status": "active", "description": "We talk.", "email": "t@t.example"}


@pytest.fixture
def alliance(two_alliances):
    return two_alliances[0]


@pytest.fixture
def scene(alliance, tmp_path):
    """Two sources of one service, a coordinator and a worker, each in a browser."""

    class Scene:
        def load(self, source, **said):
            path = tmp_path / "feed.json"
            path.write_text(json.dumps([ROW | said]))
            with in_alliance(alliance):
                import_services(str(path), source=source, by=self.by)
                return Service.objects.get(source__name=source)

        def sheet(self, pk):
            with in_alliance(alliance):
                return find_entry(pk, by=self.by).sheet

        def merge(self, **chosen):
            path = f"/keep-true/alike/{self.one.pk}/{self.two.pk}/"
            page = self.keeper.get(path).content.decode()
            return self.keeper.post(
                path, {"answer": "one", "seen": seen_in(page), **self.firsts(page), **chosen}
            )

        @staticmethod
        def firsts(page):
            return dict(re.findall(r'name="(\w+)" type="radio" value="([0-9a-f-]{36})" checked', page))

    here = Scene()
    with in_alliance(alliance):
        make_organisation(alliance, "hall")
    user = make_user(alliance, "c@a.example", name="Cas", door="coordinator")
    here.keeper = signed_in(alliance, user)
    here.worker = signed_in(alliance, make_user(alliance, "w@a.example", name="Wyn", hall="worker"))
    with in_alliance(alliance):
        here.by = actor_of(user, alliance)
    here.one = here.load("Council")
    here.two = here.load("Network", name="Talking group", url="https://t.example")
    return here


def seen_in(page):
    return page.split('name="seen" value="')[1].split('"')[0]


def test_a_pair_is_found_compared_and_made_one(scene, alliance):
    with in_alliance(alliance):
        assert find_likenesses(by=clock(alliance)) == 1
    assert "Perhaps the same: 1\u00a0pair" in scene.keeper.get("/keep-true/").content.decode()
    listed = scene.keeper.get("/keep-true/alike/").content.decode()
    assert "the same e-mail address" in listed and "Talking group" in listed
    path = f"/keep-true/alike/{scene.one.pk}/{scene.two.pk}/"
    page = scene.keeper.get(path).content.decode()
    assert "Council, believed first" in page and "Keep the other one" in page
    done = scene.merge()
    assert done.status_code == 302 and done["Location"] == f"/our-services/{scene.one.pk}/"
    assert scene.sheet(scene.one.pk)["url"] == "https://t.example"
    entry = scene.keeper.get(done["Location"]).content.decode()
    assert "2\u00a0sources tell of this service" in entry and "Who says what" in entry
    moved = scene.worker.get(f"/service/{scene.two.pk}/")
    assert moved.status_code == 302 and moved["Location"] == f"/service/{scene.one.pk}/"
    assert scene.keeper.get(path).status_code == 404, "no longer two"


def test_words_chosen_against_the_order_are_a_decision(scene, alliance):
    assert scene.merge(name=str(scene.two.pk)).status_code == 302
    assert scene.sheet(scene.one.pk)["name"] == "Talking group"
    with in_alliance(alliance):
        assert FieldDecision.objects.get().decided_by.startswith("Cas")


def test_nothing_is_made_one_that_was_not_seen(scene):
    path = f"/keep-true/alike/{scene.one.pk}/{scene.two.pk}/"
    page = scene.keeper.get(path).content.decode()
    scene.load("Network", name="Another name", url="https://t.example")
    answer = scene.keeper.post(
        path, {"answer": "one", "seen": seen_in(page), **scene.firsts(page)}, follow=True
    )
    assert "says another thing since you looked" in answer.content.decode()
    assert scene.sheet(scene.two.pk)["name"] == "Another name", "still two"
    page = scene.keeper.get(path).content.decode()
    missing = scene.keeper.post(path, {"answer": "one", "seen": seen_in(page), "name": "nonsense"})
    assert missing.status_code == 200 and "Nothing is lost" in missing.content.decode()


def test_what_is_still_asked_of_an_entry_is_decided_first(scene, alliance):
    with in_alliance(alliance):
        worker = actor_of(make_user(alliance, "x@a.example", name="Xi", hall="worker"), alliance)
        propose(scene.two, wanted={"name": "Anew"}, by=worker)
    answer = scene.merge()
    assert (
        answer.status_code == 200
        and "Decide first on what is asked of Talking group" in answer.content.decode()
    )


def test_two_are_kept_apart_and_not_proposed_again(scene, alliance):
    path = f"/keep-true/alike/{scene.one.pk}/{scene.two.pk}/"
    assert scene.keeper.post(path, {"answer": "two"}).status_code == 302
    with in_alliance(alliance):
        assert KeptApart.objects.count() == 1 and find_likenesses(by=clock(alliance)) == 0
    assert "No two services look alike" in scene.keeper.get("/keep-true/alike/").content.decode()


def test_a_difference_is_shown_and_settled_once_it_was_seen(scene):
    scene.merge()
    scene.load("Network", name="Talk together", url="https://t.example")
    assert "its sources differ" in scene.keeper.get("/keep-true/").content.decode()
    entry = f"/our-services/{scene.one.pk}/"
    page = scene.keeper.get(entry).content.decode()
    assert "Name: they differ" in page
    path = f"/keep-true/services/{scene.one.pk}/difference/"
    stale = scene.keeper.post(path, {"field": "name", "seen": "x", "take": ""}, follow=True)
    assert "said another thing since you looked" in stale.content.decode()
    for wrong in ("nonsense", str(uuid.uuid4())):
        assert (
            scene.keeper.post(path, {"field": "name", "seen": seen_in(page), "take": wrong}).status_code
            == 404
        )
    taken = {"field": "name", "seen": seen_in(page), "take": str(scene.two.pk)}
    assert scene.keeper.post(path, taken).status_code == 302
    assert scene.sheet(scene.one.pk)["name"] == "Talk together"
    assert "its sources differ" not in scene.keeper.get("/keep-true/").content.decode()
    assert scene.keeper.post(path, taken).status_code == 404, "settled already"


def test_a_merge_is_undone(scene):
    scene.merge()
    path = f"/keep-true/parts/{scene.two.pk}/"
    assert "becomes an entry of its own again" in scene.keeper.get(path).content.decode()
    assert scene.keeper.post(path).status_code == 302
    assert scene.sheet(scene.two.pk)["name"] == "Talking group"
    assert scene.keeper.get(path).status_code == 404


def test_sources_are_put_in_order(scene, alliance):
    scene.merge()
    with in_alliance(alliance):
        council, network = (Source.objects.get(name=name).pk for name in ("Council", "Network"))
    page = scene.keeper.get("/keep-true/sources/").content.decode()
    assert "Council" in page and "Network" in page and "First for one thing" in page
    order = {f"place-{council}": "2", f"place-{network}": "1"}
    answer = scene.keeper.post(
        "/keep-true/sources/", {**order, "first-description": str(council)}, follow=True
    )
    assert "that follow it: 1." in answer.content.decode()
    assert scene.sheet(scene.one.pk)["name"] == "Talking group"
    bad = scene.keeper.post("/keep-true/sources/", {f"place-{council}": "x", "first-name": str(uuid.uuid4())})
    assert bad.status_code == 200 and "Nothing is lost" in bad.content.decode()


def test_another_entry_is_looked_for_by_name(scene):
    page = scene.keeper.get(f"/keep-true/services/{scene.one.pk}/same/").content.decode()
    assert f"/keep-true/alike/{scene.one.pk}/{scene.two.pk}/" in page
    none = scene.keeper.get(f"/keep-true/services/{scene.one.pk}/same/?q=zzz").content.decode()
    assert "No other service is called that" in none


def test_only_those_who_look_after_the_directory_see_any_of_it(scene):
    one, two = scene.one.pk, scene.two.pk
    for path in (
        "/keep-true/alike/", f"/keep-true/alike/{one}/{two}/", "/keep-true/sources/", f"/keep-true/services/{one}/same/",
    ):  # fmt: skip
        assert scene.worker.get(path).status_code in (403, 404)
    scene.merge()
    assert scene.worker.get(f"/keep-true/parts/{two}/").status_code in (403, 404)
    assert "Who says what" not in scene.worker.get(f"/our-services/{one}/").content.decode()
