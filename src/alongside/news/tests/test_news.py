"""News: written, read, taken back; and who hears of it, how often."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.access.actor import clock
from alongside.foundation.access.actors import actor_of
from alongside.foundation.access.errors import Missing, NotFound
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.tests.factories import browser, make_organisation, make_user, signed_in
from alongside.foundation.messages.models import Message
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.workflow.clock import at, now, today
from alongside.membership.models import Organisation
from alongside.news.actions import choose_digest, digests, publish, send_digests, take_back, thank
from alongside.news.models import Digest, Update
from alongside.news.presenters import read_before
from alongside.news.rules import is_due

MONDAY = date(2026, 11, 23)
SAID = {"title": "A new group in Cleethorpes", "text": "Every Tuesday.\n\nAll are welcome."}


@pytest.fixture
def alliance(two_alliances):
    return two_alliances[0]


@pytest.fixture
def haven(alliance):
    """A worker at Haven and a coordinator at the front door, each as (browser, actor)."""
    people = {}
    for slug, role in (("haven", "worker"), ("front", "coordinator")):
        user = make_user(alliance, f"{slug}@a.example", name=slug.title(), **{slug: role})
        with in_alliance(alliance):
            Organisation.objects.filter(slug=slug).update(is_member=True)
            people[slug] = signed_in(alliance, user), actor_of(user, alliance)
    return people


@pytest.mark.django_db
class TestPages:
    def test_what_is_written_is_read_by_everyone_who_takes_part_and_no_one_else(self, two_alliances, haven):
        worker, _actor = haven["haven"]
        assert worker.post("/news/write/", SAID).status_code == 302
        page = haven["front"][0].get("/news/").content.decode()
        assert "A new group in Cleethorpes" in page and "Haven" in page and "1\xa0update." in page
        elsewhere = signed_in(two_alliances[1], make_user(two_alliances[1], dale="worker"))
        for reader in (browser(two_alliances[0]), elsewhere):
            assert (
                b"Cleethorpes"
                not in reader.get("/updates/").content + reader.get("/updates/feed.atom").content
            )

    def test_what_is_public_is_on_the_public_page_and_in_its_feed(self, alliance, haven):
        haven["haven"][0].post("/news/write/", {**SAID, "is_public": "on"})
        feed = browser(alliance).get("/updates/feed.atom")
        assert feed["Content-Type"].startswith("application/atom+xml") and b"<entry>" in feed.content
        assert "A new group" in browser(alliance).get("/updates/").content.decode()

    def test_thanks_say_who_thanks_whom(self, alliance, haven):
        worker, actor = haven["haven"]
        with in_alliance(alliance):
            front = Organisation.objects.get(slug="front")
        assert "Front" in worker.get("/news/thank/").content.decode()
        worker.post("/news/thank/", {**SAID, "thanked": str(front.pk)})
        assert "Haven thanks Front" in worker.get("/news/?kind=thanks").content.decode()
        mine = worker.post("/news/thank/", {**SAID, "thanked": str(actor.organisation_id)})
        assert mine.status_code == 200 and "Nothing is lost" in mine.content.decode()

    def test_where_nobody_else_takes_part_yet_the_form_says_so_and_takes_nothing(self, alliance, haven):
        with in_alliance(alliance):
            Organisation.objects.exclude(slug="haven").update(left_on=today())
        answer = haven["haven"][0].post("/news/thank/", SAID)
        assert answer.status_code == 200 and "There is nobody else" in answer.content.decode()

    def test_a_form_sent_twice_is_one_update(self, alliance, haven):
        sent = {**SAID, "once": "0192f0c0-0000-7000-8000-000000000001"}
        for _press in range(2):
            assert haven["haven"][0].post("/news/write/", sent).status_code == 302
        with in_alliance(alliance):
            assert Update.objects.count() == 1

    def test_hostile_words_stay_words(self, alliance, haven):
        worker, _actor = haven["haven"]
        words = "<script>alert(1)</script> https://safe.example/ javascript:alert(1) \u202e"
        worker.post("/news/write/", {"title": "<b>x</b>", "text": words, "is_public": "on"})
        page = worker.get("/news/").content.decode()
        assert "<script>alert" not in page and "&lt;b&gt;x" in page
        assert 'href="https://safe.example/"' in page and 'href="javascript' not in page
        for odd in ("?kind=%00", "?before=x", "?before=2026-01-01~y", "?q=%00'--", "?q=" + "a " * 500):
            assert worker.get(f"/news/{odd}").status_code == 200

    def test_an_own_update_is_taken_back_and_another_organisations_is_not(self, alliance, haven):
        worker, actor = haven["haven"]
        other = signed_in(alliance, make_user(alliance, "o@a.example", cedar="worker"))
        with in_alliance(alliance, organisation=actor.organisation_id):
            update = publish(**SAID, by=actor)
        path = f"/news/{update.pk}/"
        assert "Take this back" not in other.get(path).content.decode()
        assert other.post(path, {"reason": "no"}).status_code == 403
        assert worker.post(path, {"reason": ""}).status_code == 200
        assert worker.post(path, {"reason": "wrong day"}).status_code == 302
        assert worker.get(path).status_code == 404

    def test_only_a_coordinator_may_call_it_urgent_and_may_take_back_anyones(self, alliance, haven):
        worker, _actor = haven["haven"]
        worker.post("/news/write/", {**SAID, "is_urgent": "on"})
        with in_alliance(alliance):
            update = Update.objects.get()
            assert not update.is_urgent and not Message.objects.exists()
        coordinator = haven["front"][0]
        coordinator.post("/news/write/", {**SAID, "is_urgent": "on"})
        with in_alliance(alliance):
            assert [m.to for m in Message.objects.all()] == ["haven@a.example"]
        assert coordinator.post(f"/news/{update.pk}/", {"reason": "names someone"}).status_code == 302

    def test_the_list_stays_quick_and_pages_through_everything_once(
        self, alliance, haven, django_assert_max_num_queries
    ):
        worker, actor = haven["haven"]
        start = datetime(2026, 1, 1, tzinfo=ZoneInfo("Europe/London"))
        with in_alliance(alliance):
            Update.objects.bulk_create(
                Update(
                    alliance=alliance, organisation_id=actor.organisation_id, by="x", title=f"Title {n}.", text="y",
                    published_at=start + timedelta(hours=n // 3),
                )
                for n in range(65)
            )  # fmt: skip
        seen, path = [], "/news/"
        while path:
            with django_assert_max_num_queries(25):
                page = worker.get(path).content.decode()
            seen += [int(part.split(".")[0]) for part in page.split(">Title ")[1:]]
            older = [part for part in page.split('href="') if part.startswith("/news/?before=")]
            path = older[0].split('"')[0].replace("&amp;", "&") if older else ""
        assert sorted(seen) == list(range(65)) and len(seen) == 65
        assert worker.get("/news/?format=csv").content.decode().count("Title") == 65 + 1


@pytest.mark.django_db
class TestDigests:
    def morning(self, alliance, on):
        with (
            at(datetime(on.year, on.month, on.day, 8, tzinfo=ZoneInfo("Europe/London"))),
            in_alliance(alliance),
        ):
            send_digests(alliance, on=on, by=clock(alliance))

    def written(self, alliance, actor, moment):
        with at(moment), in_alliance(alliance, organisation=actor.organisation_id):
            return publish(**SAID, by=actor)

    def told(self, alliance):
        with in_alliance(alliance):
            return sorted(Message.objects.filter(template="news").values_list("to", flat=True))

    def test_everyone_but_the_writer_is_told_once_on_monday(self, alliance, haven):
        moment = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("Europe/London"))
        with in_alliance(alliance):
            User.objects.update(joined_at=moment - timedelta(days=90))
        for _each in range(3):
            self.written(alliance, haven["haven"][1], moment)
        self.morning(alliance, MONDAY - timedelta(days=1))
        assert self.told(alliance) == []
        self.morning(alliance, MONDAY)
        self.morning(alliance, MONDAY)
        assert self.told(alliance) == ["front@a.example"]
        self.morning(alliance, MONDAY + timedelta(days=7))
        assert self.told(alliance) == ["front@a.example"], "nothing new, no message"

    def test_a_message_holds_nothing_of_the_news_and_its_link_stops_them(self, alliance, haven):
        front, actor = haven["front"]
        front.post("/news/messages/", {"rhythm": "daily", "urgent": "on"})
        with in_alliance(alliance):
            Digest.objects.update(told_until=datetime(2026, 11, 1, tzinfo=ZoneInfo("Europe/London")))
        self.written(alliance, haven["haven"][1], datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Europe/London")))
        self.morning(alliance, MONDAY + timedelta(days=2))
        with in_alliance(alliance):
            message = Message.objects.get(template="news")
        assert set(message.values) == {"link"}
        path = "/" + message.values["link"].split("/", 3)[3]
        stranger = browser(alliance)
        assert stranger.get(path).status_code == 200
        assert "No more messages" in stranger.post(path).content.decode()
        with in_alliance(alliance):
            kept = Digest.objects.get(user_id=actor.user_id)
            assert (kept.rhythm, kept.urgent) == ("never", False)
        assert stranger.get(path[:-3] + "xx/").status_code == 410

    def test_what_someone_chooses_while_messages_go_out_stays_as_chosen(self, alliance, haven, monkeypatch):
        """One who had chosen before, and one who never had: neither choice is undone, and nothing breaks."""
        moment = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("Europe/London"))
        with in_alliance(alliance):
            User.objects.update(joined_at=moment - timedelta(days=90))
        self.written(alliance, haven["haven"][1], moment)
        self.written(alliance, haven["front"][1], moment)
        actors = {actor.user_id: actor for _browser, actor in haven.values()}
        with in_alliance(alliance):
            choose_digest(rhythm="weekly", urgent=True, by=haven["front"][1])
            Digest.objects.update(told_until=moment - timedelta(days=1))
        real = digests.tell

        def chooses_meanwhile(account, *args, **kwargs):
            choose_digest(rhythm="never", urgent=False, by=actors[account.pk])
            real(account, *args, **kwargs)

        monkeypatch.setattr(digests, "tell", chooses_meanwhile)
        self.morning(alliance, MONDAY)
        assert len(self.told(alliance)) == 2
        with in_alliance(alliance):
            kept = set(Digest.objects.values_list("rhythm", "urgent", "told_on"))
        assert kept == {("never", False, MONDAY)}

    def test_what_is_published_while_messages_go_out_is_news_of_the_next_time(
        self, alliance, haven, monkeypatch
    ):
        moment = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("Europe/London"))
        with in_alliance(alliance):
            User.objects.update(joined_at=moment - timedelta(days=90))
        self.written(alliance, haven["haven"][1], moment)
        real = digests.tell

        def publishes_meanwhile(account, *args, **kwargs):
            monkeypatch.setattr(digests, "tell", real)
            self.written(alliance, haven["haven"][1], now() + timedelta(seconds=1))
            monkeypatch.setattr(digests, "now", lambda: now() + timedelta(seconds=2))
            real(account, *args, **kwargs)

        monkeypatch.setattr(digests, "tell", publishes_meanwhile)
        self.morning(alliance, MONDAY)
        self.morning(alliance, MONDAY + timedelta(days=7))
        assert self.told(alliance) == ["front@a.example"] * 2

    def test_an_urgent_message_is_the_days_message_and_hides_no_news(self, alliance, haven):
        """Told at once of one thing, they still hear of what was published before they were told of any."""
        moment = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("Europe/London"))
        with in_alliance(alliance):
            User.objects.update(joined_at=moment - timedelta(days=90))
        self.written(alliance, haven["haven"][1], moment)
        with at(moment + timedelta(days=3)), in_alliance(alliance):
            publish(**SAID, is_urgent=True, by=haven["front"][1])
            assert Digest.objects.get().told_on == MONDAY
        self.morning(alliance, MONDAY)
        assert self.told(alliance) == ["front@a.example"], "haven had the urgent one today"
        self.morning(alliance, MONDAY + timedelta(days=7))
        assert self.told(alliance) == ["front@a.example", "haven@a.example"]

    def test_news_taken_back_is_no_news(self, alliance, haven):
        update = self.written(
            alliance, haven["haven"][1], datetime(2026, 11, 26, 9, tzinfo=ZoneInfo("Europe/London"))
        )
        with in_alliance(alliance, organisation=update.organisation_id):
            take_back(update, reason="wrong", by=haven["haven"][1])
        self.morning(alliance, MONDAY + timedelta(days=7))
        assert self.told(alliance) == []


@given(st.sampled_from(Digest.Rhythm.values), st.dates(date(2026, 1, 1), date(2028, 1, 1)))
def test_nobody_is_told_twice_on_one_day(rhythm, on):
    assert not is_due(rhythm, told_on=on, on=on)
    if rhythm == Digest.Rhythm.WEEKLY:
        assert is_due(rhythm, told_on=None, on=on) == (on.weekday() == 0)


@given(st.text(max_size=80))
def test_where_a_page_begins_is_read_from_anything(text):
    assert read_before(text) is None or "~" in text


@pytest.mark.django_db
def test_thanks_to_oneself_are_refused_and_to_a_stranger_not_found(alliance, haven):
    actor = haven["haven"][1]
    with in_alliance(alliance, organisation=actor.organisation_id):
        with pytest.raises(Missing):
            thank(organisation_id=actor.organisation_id, **SAID, by=actor)
        with pytest.raises(NotFound):
            thank(organisation_id=make_organisation(alliance, "listed").pk, **SAID, by=actor)
