"""Pages of training, as a browser meets them."""

import re
from datetime import timedelta

import pytest
from icalendar import Calendar

from alongside.foundation.accounts.tests.factories import browser, signed_in
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.workflow.clock import at
from alongside.training import actions
from alongside.training.models import Booking, Certificate, Course, Requirement, Session, SessionNote
from alongside.training.queries.programme import programme

from .factories import World, make_session, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(alliance) -> World:
    return make_world(alliance)


def as_(world: World, actor):
    return signed_in(world.alliance, world.user(actor))


def words(answer) -> str:
    """The page as read: no tags, straight spaces."""
    text = re.sub(r"<[^>]+>", " ", answer.content.decode()).replace("\xa0", " ").replace("&#39;", "'")
    return " ".join(text.split())


def form_of_session(session: Session, **changes) -> dict[str, str]:
    start = session.starts_at
    return {
        "starts_on-day": str(start.day), "starts_on-month": str(start.month), "starts_on-year": str(start.year),
        "starts": "10am", "ends": "1pm", "place": "Ropewalk Hall", "places": "20", "held_places": "0", **changes,
    }  # fmt: skip


class TestProgramme:
    def test_a_programme_that_says_where_there_is_a_place(self, world, django_assert_max_num_queries):
        with in_alliance(world.alliance):
            session = make_session(world, places=2, held_places=1)
            make_session(world, days=70)
            make_session(world, opened=False)
            actions.book_place(session, by=world.other)
        worker = as_(world, world.worker)
        with django_assert_max_num_queries(25):
            page = words(worker.get("/training/"))
        assert (
            "2 sessions to come" in page and "1 place left, 1 of them held for small charities until" in page
        )
        assert "You have a place" in words(as_(world, world.other).get("/training/"))
        assert "No session to come fits" in words(worker.get("/training/?format=online"))
        assert (
            words(as_(world, world.coordinator).get("/training/?room=yes")).count("Talking about suicide")
            == 2
        )
        rows = worker.get("/training/?file=csv").content.decode().splitlines()
        assert len(rows) == 3 and ",Tidewater Minds," in rows[1] and rows[1].endswith(",2,1,0")

    def test_pages_follow_one_another(self, world, monkeypatch):
        monkeypatch.setitem(programme.__kwdefaults__, "most", 1)
        with in_alliance(world.alliance):
            soon, late = make_session(world), make_session(world, days=60)
        worker = as_(world, world.worker)
        first = worker.get("/training/").content.decode()
        onward = re.search(r'rel="next" href="([^"]+)"', first)[1].replace("&amp;", "&")
        second = worker.get(onward).content.decode()
        assert f"sessions/{soon.pk}" in first and f"sessions/{late.pk}" not in first
        assert f"sessions/{late.pk}" in second and f"sessions/{soon.pk}" not in second

    @pytest.mark.parametrize(
        "odd", ["month=2026-13", "month=0", "after=x", "after=2026-01-01~y", "need=%00", "priority='"]
    )
    def test_an_odd_address_is_only_a_wider_list(self, world, odd):
        assert as_(world, world.worker).get(f"/training/?{odd}").status_code == 200

    def test_a_calendar_that_anyone_may_read_holds_no_link_and_no_name(self, world):
        with in_alliance(world.alliance):
            session = make_session(world, link="https://meet.example/secret", more_days=[])
            actions.book_place(session, by=world.worker)
        answer = browser(world.alliance).get("/training/programme.ics")
        assert b"secret" not in answer.content and b"Will" not in answer.content
        event = Calendar.from_ical(answer.content).events[0]
        assert event["summary"] == "Talking about suicide" and event["dtstart"].dt == session.starts_at
        assert browser(world.alliance).get(f"/training/sessions/{session.pk}/session.ics").status_code == 200
        with in_alliance(world.alliance):
            planned = make_session(world, opened=False)
        assert browser(world.alliance).get(f"/training/sessions/{planned.pk}/session.ics").status_code == 404


class TestBooking:
    def test_booked_waiting_and_in(self, world, django_assert_max_num_queries):
        with in_alliance(world.alliance):
            session = make_session(world, places=1, link="https://meet.example/secret")
            actions.book_place(session, by=world.other)
            actions.book_place(session, by=world.coordinator)
        worker, address = as_(world, world.worker), f"/training/sessions/{session.pk}/"
        with django_assert_max_num_queries(25):
            assert "Full. 1 person is waiting" in words(worker.get(address))
        page = words(worker.post(address + "book/", follow=True))
        assert (
            "You are on the waiting list." in page
            and "You are 2nd in line." in page
            and "1 person is before you" in page
        )
        for actor in (world.other, world.coordinator):
            with in_alliance(world.alliance):
                booking = Booking.objects.select_related("session__course").get(user=actor.user_id)
            answer = as_(world, actor).post(f"/training/bookings/{booking.pk}/give-up/", follow=True)
            assert "The next person gets the place" in words(answer)
        page = worker.get(address).content.decode()
        assert "You have a place." in page and "https://meet.example/secret" in page
        assert "secret" not in as_(world, world.other).get(address).content.decode()

    def test_a_lead_books_for_someone_by_name(self, world):
        with in_alliance(world.alliance):
            session = make_session(world)
        lead = as_(world, world.lead)
        answer = lead.post(
            f"/training/sessions/{session.pk}/book/", {"learner": str(world.worker.user_id)}, follow=True
        )
        assert "Will Worker has a place." in words(answer)
        refused = lead.post(f"/training/sessions/{session.pk}/book/", {"learner": str(world.other.user_id)})
        assert refused.status_code == 400 and "Nothing is lost" in words(refused)

    def test_what_is_over_is_refused_in_words(self, world):
        with in_alliance(world.alliance):
            session = make_session(world)
            actions.call_off_session(session, reason="<b>Snow</b> & ice", by=world.trainer)
        worker = as_(world, world.worker)
        refused = worker.post(f"/training/sessions/{session.pk}/book/")
        assert refused.status_code == 409 and "takes no bookings now" in words(refused)
        assert (
            "&lt;b&gt;Snow&lt;/b&gt; &amp; ice"
            in worker.get(f"/training/sessions/{session.pk}/").content.decode()
        )

    def test_somebody_elses_booking_is_not_there(self, world):
        with in_alliance(world.alliance):
            booked = actions.book_place(make_session(world), by=world.worker)
        other = as_(world, world.other)
        for path in (f"/training/bookings/{booked.pk}/give-up/", f"/training/bookings/{booked.pk}/feedback/"):
            assert other.get(path).status_code == other.post(path).status_code == 404
        assert as_(world, world.lead).get(f"/training/bookings/{booked.pk}/give-up/").status_code == 200

    def test_another_alliance_sees_nothing(self, two_alliances):
        here, elsewhere = (make_world(one) for one in two_alliances)
        with in_alliance(here.alliance):
            session = make_session(here)
        stranger = as_(elsewhere, elsewhere.trainer)
        assert "No session is planned yet" in words(stranger.get("/training/"))
        for path in (
            f"courses/{here.course.pk}/",
            f"sessions/{session.pk}/",
            f"sessions/{session.pk}/people/",
        ):
            assert stranger.get(f"/training/{path}").status_code == 404


class TestTrainers:
    def test_from_a_course_to_a_session(self, world):
        trainer = as_(world, world.trainer)
        said = {
            "title": "Kind words", "learn": "Listen", "for_whom": "Everyone", "format": "hybrid", "hours": "1.5",
            "cost": "0", "certificate": "months", "valid_months": "12", "needs": ["sleep"], "priorities": ["kindness"],
            "name_1": "Maureen", "lived_1": "on",
        }  # fmt: skip
        page = words(trainer.post("/training/courses/new/", said, follow=True))
        assert (
            "Plan its first session" in page
            and "Expert by experience" in page
            and "A certificate for 1 year" in page
        )
        with in_alliance(world.alliance):
            course, model = Course.objects.get(title="Kind words"), make_session(world)
        assert (course.minutes, course.priorities) == (90, ["kindness"])
        assert 'value="1.5"' in trainer.get(f"/training/courses/{course.pk}/change/").content.decode()
        plan = f"/training/courses/{course.pk}/plan/"
        assert "Places held fairly" not in words(
            trainer.post(plan, form_of_session(model, opened="no"), follow=True)
        )
        with in_alliance(world.alliance):
            session = Session.objects.get(course=course)
        assert session.fair_until == session.starts_at.date() - timedelta(days=14)
        assert as_(world, world.worker).get(f"/training/sessions/{session.pk}/").status_code == 404
        assert "in the programme now" in words(
            trainer.post(f"/training/sessions/{session.pk}/open/", follow=True)
        )
        more = form_of_session(model, more_days="1 1 2020\n")
        answer = trainer.post(f"/training/sessions/{session.pk}/change/", more)
        assert answer.status_code == 400 and "comes after the first" in words(answer)

    @pytest.mark.parametrize(
        "odd",
        [
            {"starts_on-year": "99999"}, {"starts_on-year": "2020"}, {"starts_on-year": "2099"}, {"starts": "25:00"},
            {"ends": "9am"}, {"places": "0"}, {"places": "1e9"}, {"held_places": "21"}, {"more_days": "soon"},
            {"link": "javascript:alert(1)"}, {"place": ""}, {"place": "x\0"}, {"fair_until-year": "3026"},
        ],
        ids=str,
    )  # fmt: skip
    def test_what_makes_no_sense_comes_back_with_what_was_typed(self, world, odd):
        with in_alliance(world.alliance):
            model = make_session(world)
        trainer, plan = as_(world, world.trainer), f"/training/courses/{world.course.pk}/plan/"
        answer = trainer.post(plan, form_of_session(model, **{"held_places": "7", **odd}))
        assert answer.status_code == 400 and "Nothing is lost" in words(answer)
        assert f'value="{odd.get("held_places", 7)}"' in answer.content.decode()
        with in_alliance(world.alliance):
            assert Session.objects.count() == 1

    def test_others_cannot_run_it(self, world):
        with in_alliance(world.alliance):
            session = make_session(world)
        worker = as_(world, world.worker)
        for path in ("people/", "change/", "call-off/"):
            assert worker.get(f"/training/sessions/{session.pk}/{path}").status_code == 404
        for path in ("register/", "note/", "open/", "call-off/"):
            assert worker.post(f"/training/sessions/{session.pk}/{path}", {"reason": "x"}).status_code == 404
        assert (
            as_(world, world.coordinator).get(f"/training/courses/{world.course.pk}/change/").status_code
            == 404
        )

    def test_the_register_and_a_note(self, world, django_assert_max_num_queries):
        with in_alliance(world.alliance):
            session = make_session(world)
            booked = actions.book_place(session, by=world.worker)
        trainer, address = as_(world, world.trainer), f"/training/sessions/{session.pk}/"
        assert "The register" not in words(trainer.get(address + "people/"))
        assert trainer.post(address + "register/", {f"b-{booked.pk}": "came"}).status_code == 409
        trainer.post(address + "note/", {"words": "Bring a pen"})
        with in_alliance(world.alliance):
            assert SessionNote.objects.get().words == "Bring a pen"
        assert "Bring a pen" in words(as_(world, world.worker).get(address))
        assert "Bring a pen" not in words(as_(world, world.other).get(address))
        with at(session.starts_at):
            with django_assert_max_num_queries(25):
                assert "Will Worker, Kiln Lane Hub" in words(trainer.get(address + "people/"))
            answer = trainer.post(address + "register/", {f"b-{booked.pk}": "came"}, follow=True)
        assert "Those who came have their certificate" in words(
            answer
        ) and "Nobody has answered yet" in words(answer)
        assert "will.worker@kiln.example" in trainer.get(address + "people/?file=csv").content.decode()


class TestCertificates:
    @pytest.fixture
    def held(self, world) -> Certificate:
        with in_alliance(world.alliance):
            session = make_session(world)
            booked = actions.book_place(session, by=world.worker)
            with at(session.starts_at):
                actions.take_register(session, came=[booked.pk], by=world.trainer)
            return Certificate.objects.select_related("booking__session__course").get()

    def test_my_training_my_answer_and_my_paper(self, world, held, django_assert_max_num_queries):
        worker = as_(world, world.worker)
        with django_assert_max_num_queries(25):
            page = words(worker.get("/training/my/"))
        assert "Say how it was" in page and "Talking about suicide" in page
        said = {"useful": "4", "took_part": "yes", "will_do": "Ask", "change": ""}
        address = f"/training/bookings/{held.booking_id}/feedback/"
        assert worker.post(address, {**said, "useful": "9"}).status_code == 400
        assert "Nobody is told which answer is yours" in words(worker.post(address, said, follow=True))
        answer = worker.get(f"/training/certificates/{held.pk}/")
        assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")
        assert as_(world, world.trainer).get(f"/training/certificates/{held.pk}/").status_code == 404

    def test_anyone_may_check_a_code_however_it_is_typed(self, world, held):
        anyone = browser(world.alliance)
        for typed in (held.code, held.code.lower(), f" {held.code[:4]}-{held.code[4:8]} {held.code[8:]}"):
            page = words(anyone.post("/certificates/check/", {"code": typed}))
            assert "This certificate is good" in page and "Will Worker" in page and "kiln" not in page.lower()
        with at(held.booking.session.starts_at + timedelta(days=365 * 4)):
            assert "This certificate has run out" in words(
                anyone.post("/certificates/check/", {"code": held.code})
            )

    @pytest.mark.parametrize("code", ["AAAA-AAAA-AAAA", "%", "' or 1=1", "０" * 12, "x" * 60, "ﬀ"])
    def test_a_code_that_is_not_good_says_the_same_always(self, world, held, code):
        page = words(browser(world.alliance).post("/certificates/check/", {"code": code}))
        assert "We have no certificate with this code" in page and "Will" not in page

    def test_a_tampered_or_withdrawn_code_is_not_good(self, world, held):
        letter = "B" if held.code[-1] == "A" else "A"
        session = held.booking.session
        with in_alliance(world.alliance), at(session.starts_at):
            actions.take_register(session, missed=[held.booking_id], by=world.trainer)
        for code in (held.code[:-1] + letter, held.code):
            assert "no certificate" in words(
                browser(world.alliance).post("/certificates/check/", {"code": code})
            )

    def test_guessing_is_stopped(self, world):
        anyone = browser(world.alliance)
        answers = [anyone.post("/certificates/check/", {"code": f"TRY{n}"}).status_code for n in range(31)]
        assert answers == [200] * 30 + [429]


class TestRequired:
    def test_a_lead_and_a_coordinator(self, world, django_assert_max_num_queries):
        lead, coordinator = as_(world, world.lead), as_(world, world.coordinator)
        said = {"course": str(world.course.pk), "role": "worker", "kind": ""}
        assert "required from today" in words(coordinator.post("/training/required/", said, follow=True))
        with django_assert_max_num_queries(25):
            page = words(coordinator.get("/training/required/"))
        assert (
            "0 of 3 have it. 3 organisations have someone who lacks it" in page and "Will Worker" not in page
        )
        with django_assert_max_num_queries(25):
            page = words(lead.get("/training/team/"))
        assert "1 of 1 person lacks something." in page and "Will Worker" in page and "Olu Other" not in page
        assert (
            "Will Worker,Talking about suicide,No,Not yet,No"
            in lead.get("/training/team/?file=csv").content.decode()
        )
        assert (
            "Kiln Lane Hub,Talking about suicide,1,0,1"
            in coordinator.get("/training/required/?file=csv").content.decode()
        )
        with in_alliance(world.alliance):
            requirement = Requirement.objects.get()
        assert coordinator.post(f"/training/required/{requirement.pk}/end/").status_code == 302
        assert coordinator.post("/training/required/", {"course": "x"}).status_code == 400
        assert "No places were taken" in words(coordinator.get("/training/use/"))
        for path in ("team", "required", "use"):
            assert as_(world, world.worker).get(f"/training/{path}/").status_code == 403
