"""What each write leaves, and what it refuses."""

from datetime import timedelta

import pytest

from alongside.foundation.access.errors import DomainError, Missing, NotAllowed, Stale
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.messages.models import Message
from alongside.foundation.tenancy.context import set_context
from alongside.foundation.workflow.clock import at, later, now, today
from alongside.training import actions
from alongside.training.models import Booking, Certificate, Feedback, Session, SessionNote
from alongside.training.queries import (
    certificate_by_code,
    find_session,
    lacking_by_organisation,
    standings,
    training_held,
    use_by_size,
    what_they_said,
)  # fmt: skip

from .factories import ABOUT, World, make_person, make_session, make_world, session_about

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(alliance) -> World:
    set_context(alliance=alliance)
    return make_world(alliance)


def states(session: Session) -> list[str]:
    return list(Booking.objects.filter(session=session).order_by("line").values_list("state", flat=True))


def told(template: str) -> int:
    return Message.objects.filter(template=template).count()


class TestBooking:
    def test_a_place_and_then_a_line_that_fills_by_itself(self, world):
        session = make_session(world, places=1)
        first = actions.book_place(session, by=world.worker)
        second, third = (actions.book_place(session, by=one) for one in (world.other, world.lead))
        assert states(session) == ["booked", "waiting", "waiting"]
        assert find_session(session.pk, by=world.lead).before_me == 1
        actions.give_up_place(first, by=world.worker)
        assert states(session) == ["cancelled", "booked", "waiting"]
        assert Message.objects.filter(template="training_place", to=world.other.email).count() == 1
        assert (told("training_place"), told("training_waiting")) == (2, 0)
        assert [step.by for step in second.steps.all()] == ["The clock"] and not third.steps.exists()

    def test_twice_is_once(self, world):
        session = make_session(world)
        assert actions.book_place(session, by=world.worker) == actions.book_place(session, by=world.worker)
        assert told("training_place") == 1

    def test_who_gave_up_joins_again_at_the_end(self, world):
        session = make_session(world, places=1)
        first = actions.book_place(session, by=world.worker)
        actions.book_place(session, by=world.other)
        actions.give_up_place(first, by=world.worker)
        assert actions.book_place(session, by=world.worker).line == 3
        assert states(session) == ["cancelled", "booked", "waiting"]

    def test_held_places_are_for_small_organisations_until_the_clock_opens_them(self, world):
        session = make_session(world, places=2, held_places=1)
        assert actions.book_place(session, by=world.other).state == "booked"
        assert actions.book_place(session, by=world.coordinator).state == "waiting"
        assert actions.run_clock(world.alliance, moment=now())["opened"] == 0
        with at(session.starts_at - timedelta(days=13)):
            assert actions.run_clock(world.alliance)["opened"] == 1
            assert actions.run_clock(world.alliance)["opened"] == 0
        assert states(session) == ["booked", "booked"]

    def test_a_small_organisation_has_the_held_place(self, world):
        session = make_session(world, places=2, held_places=1)
        for actor, state in (
            (world.other, "booked"),
            (world.coordinator, "waiting"),
            (world.worker, "booked"),
        ):
            assert actions.book_place(session, by=actor).state == state

    def test_no_more_from_one_organisation_than_its_share(self, world):
        session = make_session(world, most_each=1)
        assert actions.book_place(session, by=world.worker).state == "booked"
        assert actions.book_place(session, by=world.lead).state == "waiting"

    def test_a_lead_books_for_their_people_and_for_nobody_else(self, world):
        session = make_session(world)
        booked = actions.book_place(session, learner_id=world.worker.user_id, by=world.lead)
        assert (booked.user_id, booked.organisation, booked.booked_by) == (
            world.worker.user_id, world.kiln, "Lena Lead, Kiln Lane Hub",
        )  # fmt: skip
        with pytest.raises(DomainError, match="works for your organisation"):
            actions.book_place(session, learner_id=world.other.user_id, by=world.lead)
        with pytest.raises(NotAllowed):
            actions.book_place(session, learner_id=world.lead.user_id, by=world.worker)
        actions.give_up_place(booked, by=world.lead)
        assert states(session) == ["cancelled"]

    def test_who_is_put_on_the_list_by_their_lead_is_told(self, world):
        session = make_session(world, most_each=1)
        for learner in (None, world.worker.user_id):
            actions.book_place(session, learner_id=learner, by=world.lead)
        assert list(Message.objects.filter(template="training_waiting").values_list("to", flat=True)) == [
            world.worker.email
        ]

    def test_nobody_gives_up_somebody_elses_place(self, world):
        booked = actions.book_place(make_session(world), by=world.worker)
        with pytest.raises(NotAllowed):
            actions.give_up_place(booked, by=world.other)
        assert Booking.objects.get().state == "booked"

    @pytest.mark.parametrize("why", ["past", "planned", "called off"])
    def test_what_takes_no_bookings(self, world, why):
        session = make_session(world, opened=why != "planned")
        if why == "called off":
            actions.call_off_session(session, reason="Snow", by=world.trainer)
        with at(session.starts_at if why == "past" else now()), pytest.raises(Stale):
            actions.book_place(session, by=world.worker)
        assert not Booking.objects.exists()

    def test_a_place_is_not_given_up_once_it_has_begun(self, world):
        session = make_session(world)
        booked = actions.book_place(session, by=world.worker)
        with at(session.starts_at), pytest.raises(Stale):
            actions.give_up_place(booked, by=world.worker)


class TestSessions:
    def test_more_places_go_to_the_line_at_once_and_fewer_than_are_booked_are_refused(self, world):
        session = make_session(world, places=1)
        for actor in (world.worker, world.other):
            actions.book_place(session, by=actor)
        actions.change_session(session, about={"places": 2}, by=world.trainer)
        assert states(session) == ["booked", "booked"] and told("training_changed") == 0
        with pytest.raises(DomainError, match="2\xa0people have a place") as refused:
            actions.change_session(session, about={"places": 1}, by=world.trainer)
        assert refused.value.field == "places" and Session.objects.get().places == 2

    def test_another_time_is_told_to_everyone_and_reminds_afresh(self, world):
        session = make_session(world, places=1)
        for actor in (world.worker, world.other):
            actions.book_place(session, by=actor)
        later = {
            "starts_at": session.starts_at + timedelta(days=7),
            "ends_at": session.ends_at + timedelta(days=7),
        }
        actions.change_session(session, about=later, by=world.trainer)
        assert told("training_changed") == 2

    def test_called_off_with_a_reason_and_everyone_told(self, world):
        session = make_session(world, places=1)
        for actor in (world.worker, world.other):
            actions.book_place(session, by=actor)
        with pytest.raises(Missing):
            actions.call_off_session(session, reason=" ", by=world.trainer)
        actions.call_off_session(session, reason="Snow", by=world.trainer)
        assert states(session) == ["session_cancelled"] * 2 and told("training_off") == 2
        assert find_session(session.pk, by=world.worker).reason == "Snow"
        with pytest.raises(Stale):
            actions.change_session(session, about={"places": 30}, by=world.trainer)

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"days": -1}, "starts_on"),
            ({"days": 4000}, "starts_on"),
            ({"ends_at": now() - timedelta(days=1)}, "ends"),
            ({"ends_at": now() + timedelta(days=60)}, "ends"),
            ({"more_days": [now().date()]}, "more_days"),
            ({"places": 0}, "places"),
            ({"places": 10_000}, "places"),
            ({"held_places": 21}, "held_places"),
            ({"most_each": 0}, "most_each"),
            ({"fair_until": now().date() + timedelta(days=90)}, "fair_until"),
            ({"place": ""}, "place"),
        ],
    )  # fmt: skip
    def test_what_makes_no_sense_is_refused_with_its_field(self, world, changes, field):
        with pytest.raises(DomainError) as refused:
            actions.plan_session(world.course, about=session_about(**changes), by=world.trainer)
        assert refused.value.field == field and not Session.objects.exists()

    def test_only_who_runs_a_course_touches_it(self, world):
        session = make_session(world)
        tries = (
            lambda by: actions.change_course(world.course, about={"title": "Mine"}, by=by),
            lambda by: actions.end_course(world.course, by=by),
            lambda by: actions.plan_session(world.course, about=session_about(), by=by),
            lambda by: actions.change_session(session, about={"places": 30}, by=by),
            lambda by: actions.call_off_session(session, reason="Mine", by=by),
            lambda by: actions.take_register(session, by=by),
            lambda by: actions.add_note(session, words="Mine", by=by),
            lambda by: actions.require_course(world.course, by=by),
        )
        for attempt in tries:
            with pytest.raises(NotAllowed):
                attempt(world.worker)

    def test_a_named_facilitator_runs_it_from_another_organisation(self, world):
        people = [{"name": "Olu", "email": world.other.email.upper(), "lived_experience": True}]
        actions.change_course(world.course, about={}, facilitators=people, by=world.trainer)
        session = make_session(world)
        actions.add_note(session, words="Bring a pen", by=world.other)
        assert SessionNote.objects.get().words == "Bring a pen"

    def test_a_title_is_used_once(self, world):
        with pytest.raises(DomainError) as refused:
            actions.offer_course(about=ABOUT, by=world.other)
        assert refused.value.field == "title"
        actions.end_course(world.course, by=world.trainer)
        with pytest.raises(Stale):
            make_session(world)


class TestRegister:
    def held(self, world, **changes):
        """A session with three booked and one waiting, on its day."""
        session = make_session(world, places=3, **changes)
        booked = [actions.book_place(session, by=one) for one in (world.worker, world.other, world.lead)]
        actions.book_place(session, by=world.coordinator)
        return session, [one.pk for one in booked]

    def test_a_part_now_and_the_rest_later(self, world):
        session, (first, second, third) = self.held(world)
        with pytest.raises(Stale, match="on the day"):
            actions.take_register(session, came=[first], by=world.trainer)
        with at(session.starts_at):
            actions.take_register(session, came=[first], by=world.trainer)
            assert (
                states(session) == ["attended", "booked", "booked", "waiting"]
                and not Certificate.objects.exists()
            )
            actions.take_register(session, came=[second], missed=[third], by=world.trainer)
        assert states(session) == ["attended", "attended", "did_not_come", "no_place"]
        assert Session.objects.get().state == "held" and told("training_after") == 2
        one = Certificate.objects.get(booking=first)
        assert (one.name, one.course_title, one.given_by) == (
            "Will Worker",
            ABOUT["title"],
            "Tidewater Minds",
        )
        assert one.runs_out_on.year == one.given_on.year + 3 and Certificate.objects.count() == 2

    def test_a_slip_is_put_right_and_its_certificate_with_it(self, world):
        session, (first, second, third) = self.held(world)
        with at(session.starts_at):
            actions.take_register(session, came=[first, second], missed=[third], by=world.trainer)
            code = Certificate.objects.get(booking=first).code
            actions.take_register(session, came=[third], missed=[first], by=world.trainer)
        assert certificate_by_code(code) is None
        good = Certificate.objects.filter(withdrawn_at__isnull=True)
        assert (
            set(good.values_list("booking", flat=True)) == {second, third}
            and Certificate.objects.count() == 3
        )

    def test_over_several_days_it_ends_on_the_last(self, world):
        day = session_about()["starts_at"].date() + timedelta(days=7)
        session, booked = self.held(world, more_days=[day])
        with at(session.starts_at):
            actions.take_register(session, came=booked, by=world.trainer)
            assert Session.objects.get().state == "open"
        with at(session.starts_at + timedelta(days=7)):
            actions.take_register(session, by=world.trainer)
        assert Certificate.objects.filter(given_on=day).count() == 3

    def test_feedback_is_hidden_under_five_and_leads_to_nobody(self, world):
        session = make_session(world)
        people = [make_person(world.alliance, world.fairlead, f"Person {number}") for number in range(5)]
        booked = [actions.book_place(session, by=one) for one in people]
        with at(session.starts_at):
            actions.take_register(session, came=[one.pk for one in booked], by=world.trainer)
        for number, (booking, person) in enumerate(zip(booked, people, strict=True)):
            assert what_they_said(session, by=world.trainer) == (number, [])
            actions.give_feedback(booking, useful=4, took_part="yes", will_do=f"Ask {number}", by=person)
        assert len(what_they_said(session, by=world.trainer)[1]) == 5
        assert what_they_said(session, by=world.worker) == (0, [])
        with pytest.raises(DomainError, match="already"):
            actions.give_feedback(booked[0], useful=1, took_part="no", by=people[0])
        subjects = set(AuditEntry.objects.values_list("subject_id", flat=True))
        assert not subjects & set(Feedback.objects.values_list("pk", flat=True)), (
            "the record names the answer"
        )

    def test_only_who_came_answers(self, world):
        booked = actions.book_place(make_session(world), by=world.worker)
        with pytest.raises(DomainError):
            actions.give_feedback(booked, useful=4, took_part="yes", by=world.worker)
        with pytest.raises(NotAllowed):
            actions.give_feedback(booked, useful=4, took_part="yes", by=world.lead)
        assert not Feedback.objects.exists()


class TestClock:
    def test_reminders_a_week_and_a_day_before_once_each(self, world):
        session = make_session(world, places=1)
        for actor in (world.worker, world.other):
            actions.book_place(session, by=actor)
        for days, reminders in ((8, 0), (7, 1), (6, 1), (1, 2), (0.5, 2)):
            with at(session.starts_at - timedelta(days=days)):
                actions.run_clock(world.alliance)
                actions.run_clock(world.alliance)
            assert told("training_reminder") == reminders, days

    def test_a_wait_ends_when_it_begins(self, world):
        session = make_session(world, places=1)
        for actor in (world.worker, world.other):
            actions.book_place(session, by=actor)
        with at(session.starts_at):
            assert actions.run_clock(world.alliance)["ended"] == 1
        assert states(session) == ["booked", "no_place"]

    def test_a_holder_is_reminded_unless_they_renewed(self, world):
        for renewed in (False, True):
            session = make_session(world, days=40 + 360 * renewed)
            booked = actions.book_place(session, by=world.worker)
            with at(session.starts_at):
                actions.take_register(session, came=[booked.pk], by=world.trainer)
            first = Certificate.objects.order_by("runs_out_on")[0]
            for days in (61, 60, 59, 14):
                with at(later(days=(first.runs_out_on - today()).days - days)):
                    done = actions.run_clock(world.alliance)["running_out"]
                    assert done == (days in (60, 14) and not renewed), (renewed, days)
        assert told("training_runs_out") == 2


class TestRequired:
    def test_who_lacks_what_and_when_it_runs_out(self, world):
        actions.require_course(world.course, role="worker", kind="charity", by=world.coordinator)
        actions.require_course(world.course, role="worker", kind="charity", by=world.coordinator)
        assert [(one.name, one.held) for one in standings(by=world.lead)] == [("Will Worker", False)]
        session = make_session(world)
        booked = actions.book_place(session, by=world.worker)
        assert standings(by=world.lead)[0].booked
        with at(session.starts_at):
            actions.take_register(session, came=[booked.pk], by=world.trainer)
        found = {
            one.organisation: (one.need, one.have) for one in lacking_by_organisation(by=world.coordinator)
        }
        assert found == {"Tidewater Minds": (1, 0), "Fairlead Homes": (1, 0), "Kiln Lane Hub": (1, 1)}
        held = training_held(world.kiln)[0]
        assert held.complete and held.runs_out == Certificate.objects.get().runs_out_on
        assert not training_held(world.fairlead.pk)[0].complete
        with at(later(days=365 * 4)):
            assert not standings(by=world.lead)[0].held
        assert standings(by=world.worker) == [] and lacking_by_organisation(by=world.lead) == []

    def test_use_by_size(self, world):
        session = make_session(world)
        for actor in (world.worker, world.lead, world.other):
            actions.book_place(session, by=actor)
        with at(session.starts_at + timedelta(days=1)):
            found = {one.size: (one.members, one.places) for one in use_by_size(by=world.coordinator)}
        assert found == {"micro": (1, 2), "large": (2, 1)}
        assert use_by_size(by=world.lead) == []
