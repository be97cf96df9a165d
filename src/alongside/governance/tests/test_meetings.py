"""Meetings from the plan to agreed minutes: clocks that change, quorum that is lost, decisions in the room."""

from datetime import date, datetime, time, timedelta

import pytest
from icalendar import Calendar

from alongside.foundation.access.errors import Missing, NotAllowed, Stale
from alongside.foundation.design.formats import LONDON
from alongside.foundation.messages.models import Message
from alongside.foundation.workflow.clock import at, later, now, today
from alongside.governance import actions
from alongside.governance.calendar import days_after, feed, moment_on
from alongside.governance.models import ActionPoint, AgendaItem, Decision, Meeting, Presence
from alongside.governance.queries import counted_again, find_decision, unconfirmed
from alongside.governance.seating import seats_here

from .factories import make_meeting, make_proposal, make_table


@pytest.fixture
def table(alliance):
    return make_table(alliance)


@pytest.fixture
def room(table):
    """A meeting under way with one item, and Cass, Hal and Mo in it. The quorum is two."""
    meeting = make_meeting(table, "planned")
    actions.add_item(meeting, title="The bid", by=table.cass)
    actions.begin_meeting(meeting, by=table.cass)
    arrives(table, meeting, "cass", "hal", "mo")
    return meeting


def arrives(table, meeting, *names, kind="arrived"):
    actions.note_presence(
        meeting, kind=kind, seat_ids=tuple(table.seats[name].pk for name in names), by=table.cass
    )


def decides(table, meeting, **about):
    return actions.decide_in_room(
        meeting.items.get(), title="Bid together", words="We bid as one.", by=table.cass, **about
    )


class TestDays:
    @pytest.mark.parametrize(
        ("every", "days"),
        [
            ("week", [(10, 20), (10, 27), (11, 3)]),
            ("fortnight", [(10, 20), (11, 3), (11, 17)]),
            ("month", [(10, 20), (11, 17), (12, 15)]),  # the third Tuesday
        ],
    )
    def test_a_row_of_days(self, every, days):
        assert days_after(date(2026, 10, 20), every, 3) == [date(2026, *day) for day in days]

    def test_a_fifth_weekday_is_the_last_where_there_is_no_fifth(self):
        found = days_after(date(2026, 9, 29), "quarter", 3)
        assert found == [date(2026, 9, 29), date(2026, 12, 29), date(2027, 3, 30)]
        assert days_after(date(2026, 9, 29), "month", 2)[1] == date(2026, 10, 27)

    def test_a_time_is_londons_winter_and_summer(self):
        assert moment_on(date(2026, 10, 24), time(10)).utcoffset() == timedelta(hours=1)
        assert moment_on(date(2026, 10, 25), time(10)).utcoffset() == timedelta(0)
        with pytest.raises(Missing, match="clocks go forward"):
            moment_on(date(2027, 3, 28), time(1, 30))
        assert moment_on(date(2026, 10, 25), time(1, 30)).utcoffset() == timedelta(hours=1), (
            "the first of two"
        )


@pytest.mark.django_db
class TestPlanning:
    @pytest.fixture(autouse=True)
    def in_autumn(self):
        """Before the clocks change."""
        with at(datetime(2026, 10, 1, 9, tzinfo=LONDON)):
            yield

    @pytest.mark.parametrize(
        ("about", "field"),
        [
            ({"day": date(2026, 9, 30)}, "day"),
            ({"day": date(2026, 10, 1), "at": time(9)}, "time"),
            ({"day": date(2026, 9, 30), "every": "week", "times": 3}, "day"),
        ],
    )
    def test_nothing_is_planned_for_or_moved_to_a_time_that_has_gone_by(self, table, about, field):
        meeting = self.plan(table)
        moved = {"day": meeting.starts_at.date(), "at": time(10), **about}
        moved = {name: value for name, value in moved.items() if name in ("day", "at")}
        for act in (
            lambda: self.plan(table, **about),
            lambda: actions.move_meeting(meeting, minutes_long=60, place="x", by=table.cass, **moved),
        ):
            with pytest.raises(Missing, match="has gone by") as refused:
                act()
            assert refused.value.field == field
        assert Meeting.objects.get().starts_at == meeting.starts_at

    def plan(self, table, name="cass", **about):
        given = {"day": date(2026, 10, 20), "at": time(10), "place": "The Hall", **about}
        return actions.plan_meetings(table.group, by=table.actor(name), **given)

    def test_a_row_of_meetings_keeps_its_hour_across_the_clock_change(self, table):
        self.plan(table, every="week", times=3)
        found = list(Meeting.objects.order_by("starts_at"))
        assert [one.starts_at.astimezone(LONDON).hour for one in found] == [10, 10, 10]
        assert {one.starts_at.utctimetuple().tm_hour for one in found} == {9, 10}
        assert len({one.series for one in found}) == 1

    def test_the_chair_or_the_coordinator_plans_and_nobody_else(self, table):
        self.plan(table, "cora")
        for name in ("hal", "tess", "ivo"):
            with pytest.raises(NotAllowed):
                self.plan(table, name)

    @pytest.mark.parametrize(
        "about", [{"place": ""}, {"every": "week", "times": 25}, {"every": "week", "times": 0}]
    )
    def test_what_cannot_be_planned(self, table, about):
        with pytest.raises(Missing):
            self.plan(table, **about)
        assert not Meeting.objects.exists()

    def test_moved_across_the_clock_change_it_keeps_the_time_that_was_said(self, table):
        meeting = self.plan(table, day=date(2026, 10, 24))
        actions.move_meeting(
            meeting, day=date(2026, 10, 26), at=time(10), minutes_long=60, place="Elsewhere", by=table.cass
        )
        meeting.refresh_from_db()
        assert meeting.starts_at == datetime(2026, 10, 26, 10, tzinfo=LONDON)
        assert meeting.changed == 1
        assert Message.objects.filter(template="meeting_changed").count() == 3

    def test_papers_go_round_once_there_is_an_agenda(self, table):
        meeting = self.plan(table)
        with pytest.raises(Missing, match="agenda"):
            actions.send_papers(meeting, by=table.cass)
        actions.add_item(meeting, title="<script>", paper="=1+1\n\n" + "x" * 5000, by=table.cass)
        actions.send_papers(meeting, by=table.cass)
        assert Message.objects.filter(template="meeting_papers").count() == 3
        with pytest.raises(Stale):
            actions.send_papers(meeting, by=table.cass)

    def test_an_agenda_has_an_end(self, table):
        meeting = self.plan(table)
        AgendaItem.objects.bulk_create(
            AgendaItem(alliance=table.alliance, meeting=meeting, number=n, title="x") for n in range(1, 61)
        )
        with pytest.raises(Missing, match="60 items"):
            actions.add_item(meeting, title="One more", by=table.cass)

    def test_items_change_places(self, table):
        meeting = self.plan(table)
        items = [actions.add_item(meeting, title=title, by=table.cass) for title in "abc"]
        actions.place_item(items[2], earlier=True, by=table.cass)
        actions.place_item(items[0], earlier=True, by=table.cass)
        actions.place_item(items[1], earlier=False, by=table.cass)
        assert list(meeting.items.order_by("number").values_list("title", flat=True)) == ["a", "c", "b"]
        actions.remove_item(items[2], by=table.cass)
        assert meeting.items.filter(taken_off=False).count() == 2


@pytest.mark.django_db
class TestTheCalendar:
    def test_times_are_londons_and_a_cancelled_meeting_says_so(self, table):
        meeting = make_meeting(table, day=date(2026, 10, 20), title="Steering, and tea")
        actions.cancel_meeting(meeting, reason="Snow", by=table.cass)
        make_meeting(table, day=date(2026, 10, 24), minutes_long=24 * 60)
        rows = Meeting.objects.select_related("group").order_by("starts_at")
        found = Calendar.from_ical(
            feed(rows, name="Meetings", host="x.example", pages="https://x.example/meetings/")
        )
        first, second = found.walk("VEVENT")
        assert str(first["summary"]) == "Cancelled: Steering, and tea"
        assert (str(first["status"]), first["sequence"]) == ("CANCELLED", 1)
        assert first["dtstart"].params["TZID"] == "Europe/London"
        assert first["dtstart"].dt == datetime(2026, 10, 20, 10, tzinfo=LONDON)
        assert second["dtend"].dt.astimezone(LONDON).hour == 9, "24 hours later the clocks have gone back"
        assert [str(zone["tzid"]) for zone in found.walk("VTIMEZONE")] == ["Europe/London"]
        assert str(first["uid"]) == f"{meeting.pk}@x.example"


@pytest.mark.django_db
class TestInTheRoom:
    def test_who_is_here_is_counted_as_they_come_and_go(self, table, room):
        arrives(table, room, "cass")  # noted twice
        assert Presence.objects.count() == 3
        arrives(table, room, "hal", kind="left")
        arrives(table, room, "empty")  # nobody sits there
        assert seats_here(room) == {table.seats["cass"].pk, table.seats["mo"].pk}

    def test_apologies_come_before_and_can_be_taken_back(self, table):
        meeting = make_meeting(table)
        actions.send_apologies(meeting, coming=False, by=table.mo)
        actions.send_apologies(meeting, coming=True, by=table.mo)
        assert list(Presence.objects.order_by("at").values_list("kind", flat=True)) == ["apologies", "coming"]
        with pytest.raises(NotAllowed):
            actions.send_apologies(meeting, coming=False, by=table.tess)

    def test_a_decision_by_consent_is_recorded_with_who_stood_aside(self, table, room):
        actions.declare_interest(what="I work on it", subject="bids_grants", by=table.hal)
        decision = decides(table, room, subjects=frozenset({"bids_grants"}))
        assert decision.quorate and decision.carried
        assert decision.aside == [{"name": "Hal Reed", "why": "I work on it"}]
        assert decision.counts["quorum"]["here"] == 2

    def test_one_says_so_at_the_moment_and_the_quorum_is_lost_by_it(self, table, room):
        actions.stand_aside_here(room.items.get(), why="My own money", by=table.mo)
        decision = decides(table, room, aside={table.seats["hal"].pk: ""})
        assert not decision.quorate
        assert {one["name"] for one in decision.aside} == {"Hal Reed", "Mo Blow"}

    def test_quorum_lost_in_the_middle_is_written_down_and_confirmed_later(self, table, room):
        assert decides(table, room).quorate
        arrives(table, room, "hal", "mo", kind="left")
        lost = decides(table, room)
        assert not lost.quorate
        arrives(table, room, "mo")
        back = decides(table, room, confirms=lost)
        assert back.quorate
        assert lost.confirmed_by.get() == back
        with pytest.raises(Missing, match="does not wait"):
            decides(table, room, confirms=back)

    @pytest.mark.parametrize(
        ("hands", "carried"), [((2, 1, 0), True), ((1, 1, 1), False), ((0, 0, 0), False), ((3, 1, 0), None)]
    )
    def test_hands_are_counted_and_never_more_than_people(self, table, room, hands, carried):
        if carried is None:
            with pytest.raises(Missing, match="more hands"):
                decides(table, room, hands=hands)
            assert not Decision.objects.exists()
        else:
            assert decides(table, room, hands=hands).carried is carried

    def test_decisions_are_made_while_it_is_under_way(self, table, room):
        actions.end_meeting(room, by=table.cass)
        with pytest.raises(Stale):
            decides(table, room)
        with pytest.raises(Stale):
            arrives(table, room, "nina")

    def test_minutes_are_written_until_they_are_agreed_and_two_writers_lose_nothing(self, table, room):
        item = room.items.get()
        actions.write_minutes(item, minutes="We talked.", before="", by=table.cass)
        with pytest.raises(Stale, match="Someone else wrote"):
            actions.write_minutes(item, minutes="Other", before="", by=table.cora)
        actions.end_meeting(room, by=table.cass)
        actions.write_minutes(item, minutes="We talked a lot.", before="We talked.", by=table.cass)
        actions.agree_minutes(room, by=table.cass)
        with pytest.raises(Stale):
            actions.write_minutes(item, minutes="No we did not", by=table.cass)
        with pytest.raises(Missing):
            actions.correct_minutes(room, reason="", by=table.cass)
        actions.correct_minutes(room, reason="A wrong name", by=table.cass)
        actions.write_minutes(item, minutes="We all talked.", by=table.cass)

    def test_a_forgotten_meeting_ends_by_itself(self, table, room):
        with at(now() + timedelta(hours=13)):
            actions.run_clock(table.alliance)
        room.refresh_from_db()
        assert room.state == "held"

    @pytest.mark.parametrize("name", ["hal", "tess", "ivo"])
    def test_only_the_chair_and_the_coordinator_run_it(self, table, room, name):
        item, who = room.items.get(), table.actor(name)
        for act in (
            lambda: actions.note_presence(room, kind="left", seat_ids=(table.seats["cass"].pk,), by=who),
            lambda: actions.write_minutes(item, minutes="x", by=who),
            lambda: actions.decide_in_room(item, title="x", words="x", by=who),
            lambda: actions.end_meeting(room, by=who),
        ):
            with pytest.raises(NotAllowed):
                act()


@pytest.mark.django_db
class TestActions:
    def agreed(self, table, room, owner="hal", **about):
        given = {"words": "Ring the bank", "due_on": today() + timedelta(days=7), **about}
        return actions.agree_action(
            room, owner_id=table.users[owner].pk, item=room.items.get(), by=table.cass, **given
        )

    def test_whoever_took_it_on_says_it_is_done(self, table, room):
        point = self.agreed(table, room)
        with pytest.raises(NotAllowed):
            actions.finish_action(point, by=table.mo)
        actions.finish_action(point, note="Done by phone", by=table.hal)
        with pytest.raises(Stale):
            actions.finish_action(point, by=table.hal)
        with pytest.raises(Stale):
            actions.move_action(point, due_on=today(), by=table.cass)

    def test_it_is_for_someone_at_the_table_and_a_day_to_come(self, table, room):
        with pytest.raises(Missing):
            self.agreed(table, room, owner="tess")
        with pytest.raises(Missing):
            self.agreed(table, room, due_on=today() - timedelta(days=1))

    def test_its_owner_is_reminded_before_it_is_due_and_each_week_that_it_is_late(self, table, room):
        self.agreed(table, room)
        told = []
        for days in range(24):
            with at(later(days=days)):
                actions.run_clock(table.alliance)
                told.append(Message.objects.filter(template="action_reminder").count())
        assert [day for day in range(1, 24) if told[day] > told[day - 1]] == [5, 12, 19]
        assert ActionPoint.objects.get().done_at is None

    def test_nobody_is_reminded_twice_of_one_action_on_one_day_though_it_moves(self, table, room):
        point = self.agreed(table, room, due_on=today())
        for _ in range(2):
            actions.run_clock(table.alliance)
            actions.move_action(point, due_on=today(), by=table.cass)
        actions.run_clock(table.alliance)
        assert Message.objects.filter(template="action_reminder").count() == 1

    def test_when_its_owner_is_gone_the_chair_is_told_and_hands_it_to_someone_at_the_table(self, table, room):
        point = self.agreed(table, room, due_on=today())
        table.users["hal"].is_active = False
        table.users["hal"].save()
        for _ in range(2):
            actions.run_clock(table.alliance)
        told = Message.objects.filter(template__startswith="action_")
        assert [(one.template, one.to) for one in told] == [("action_without_owner", "cass@staff.example")]
        for name in ("hal", "tess"):
            with pytest.raises(Missing):
                actions.move_action(
                    self.agreed(table, room, owner="mo"),
                    owner_id=table.users[name].pk,
                    due_on=today(),
                    by=table.cass,
                )
        with pytest.raises(NotAllowed):
            actions.move_action(point, owner_id=table.users["mo"].pk, due_on=today(), by=table.nina)
        actions.move_action(point, owner_id=table.users["mo"].pk, due_on=today(), by=table.cass)
        assert point.owner_id == table.users["mo"].pk and point.reminded_on is None
        assert Message.objects.get(template="action_handed").to == "mo@staff.example"


def test_a_vote_that_falls_confirms_nothing(table, room):
    item = room.items.get()
    arrives(table, room, "hal", "mo", kind="left")
    first = actions.decide_in_room(item, title="The bid", words="We bid.", by=table.cass)
    arrives(table, room, "hal", "mo")
    about = {"title": "The bid", "words": "We bid.", "confirms": first, "by": table.cass}
    assert not actions.decide_in_room(item, hands=(0, 3, 0), **about).carried
    assert unconfirmed(table.group.pk) == [first] and not find_decision(first.pk).is_confirmed
    actions.decide_in_room(item, hands=(3, 0, 0), **about)
    assert unconfirmed(table.group.pk) == [] and find_decision(first.pk).is_confirmed


def test_hands_below_nought_make_no_room_for_more(table, room):
    with pytest.raises(Missing, match="more hands"):
        actions.decide_in_room(room.items.get(), title="Bid", words="Bid", hands=(9, -9, 0), by=table.cass)


@pytest.mark.parametrize("every", ["", "week", "quarter"])
def test_no_meeting_is_planned_or_moved_to_the_end_of_time(table, every):
    last = date(9999, 12, 31)
    about = {"at": time(23, 59), "place": "Hall", "by": table.cass}
    with pytest.raises(Missing, match="two years"):
        actions.plan_meetings(table.group, day=last, every=every, times=24, **about)
    with pytest.raises(Missing, match="two years"):
        actions.move_meeting(make_meeting(table), day=last, minutes_long=120, **about)


@pytest.mark.django_db
class TestAProposalInTheRoom:
    def on_the_agenda(self, table, room, state="open"):
        proposal = make_proposal(table, state)
        return proposal, actions.add_item(room, title="One list", proposal=proposal, by=table.cass)

    def decided(self, table, item, **about):
        return actions.decide_in_room(item, title="One list", words="We share it.", by=table.cass, **about)

    def test_what_it_touches_is_held_against_the_register(self, table, room):
        proposal, item = self.on_the_agenda(table, room)
        actions.declare_interest(what="I work on it", subject="bids_grants", by=table.hal)
        actions.add_touch(proposal, subject="bids_grants", by=table.cass)
        actions.stand_aside(proposal, why="My own money", by=table.mo)
        decision = self.decided(table, item)
        assert {one["name"] for one in decision.aside} == {"Hal Reed", "Mo Blow"}
        assert not decision.quorate and decision.counts["quorum"]["here"] == 1

    @pytest.mark.parametrize(
        ("state", "hands", "lands"),
        [("open", None, "decided"), ("draft", (2, 1, 0), "decided"), ("open", (1, 2, 0), "fell")],
    )
    def test_it_is_over_by_what_the_room_decides(self, table, room, state, hands, lands):
        proposal, item = self.on_the_agenda(table, room, state)
        decision = self.decided(table, item, hands=hands)
        proposal.refresh_from_db()
        assert proposal.state == lands and decision.proposal_id == proposal.pk
        assert counted_again(find_decision(decision.pk)) is None, "no ballots, so nothing to count again"
        again = self.decided(table, item)
        assert again.proposal_id is None, "the first decision is the proposal's"

    def test_without_a_quorum_it_stays_open_until_that_is_confirmed(self, table, room):
        proposal, item = self.on_the_agenda(table, room)
        arrives(table, room, "hal", "mo", kind="left")
        lost = self.decided(table, item)
        proposal.refresh_from_db()
        assert proposal.state == "open" and lost.proposal_id is None
        arrives(table, room, "hal", "mo")
        other = actions.add_item(room, title="To confirm", by=table.cass)
        self.decided(table, other, confirms=lost)
        proposal.refresh_from_db()
        assert proposal.state == "decided"

    def test_nothing_is_decided_in_the_room_while_everyone_is_being_asked(self, table, room):
        _proposal, item = self.on_the_agenda(table, room, "deciding")
        with pytest.raises(Stale, match="being asked"):
            self.decided(table, item)
        assert not Decision.objects.exists()
