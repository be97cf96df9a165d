"""Pages of governance, as a browser meets them."""

import uuid
from datetime import timedelta

import pytest
from icalendar import Calendar

from alongside.foundation.accounts.tests.factories import browser, signed_in
from alongside.foundation.tenancy.context import set_context
from alongside.foundation.workflow.clock import now, today
from alongside.governance import actions
from alongside.governance.models import (
    ActionPoint,
    Ballot,
    Decision,
    Group,
    Interest,
    Meeting,
    Presence,
    Proposal,
)

from .factories import make_meeting, make_proposal, make_table

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script> =1+1 \u202e ‘’ " + "x" * 150


@pytest.fixture
def table(alliance):
    return make_table(alliance)


def client_of(table, name):
    client = signed_in(table.alliance, table.users[name])
    set_context(alliance=table.alliance)
    return client


def sent(table, client, path, **data):
    answer = client.post(path, {"once": str(uuid.uuid4()), **data})
    set_context(alliance=table.alliance)
    return answer


def day_of(name, day):
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


@pytest.fixture
def busy(table):
    """A table with something of everything, in hostile words."""
    meeting = make_meeting(table)
    actions.add_item(meeting, title=HOSTILE, paper=HOSTILE * 50, presenter=HOSTILE[:100], by=table.cass)
    actions.begin_meeting(meeting, by=table.cass)
    seats = tuple(table.seats[name].pk for name in ("cass", "hal", "mo"))
    actions.note_presence(meeting, kind="arrived", seat_ids=seats, guest=HOSTILE, by=table.cass)
    item = meeting.items.get()
    actions.write_minutes(item, minutes=HOSTILE, by=table.cass)
    decision = actions.decide_in_room(item, title=HOSTILE, words=HOSTILE, by=table.cass)
    actions.agree_action(
        meeting, words=HOSTILE, owner_id=table.users["hal"].pk, due_on=today(), item=item, by=table.cass
    )
    interest = actions.declare_interest(what=HOSTILE, with_whom=HOSTILE, by=table.hal)
    proposal = make_proposal(table, "open", title=HOSTILE, words=HOSTILE, method="consent")
    actions.ask_to_decide(proposal, closes_on=today() + timedelta(days=2), by=table.cass)
    actions.comment(proposal, words=HOSTILE, by=table.mo)
    actions.cast_ballot(proposal, choice="object", reason=HOSTILE, by=table.nina)
    type(table.seats["empty"]).objects.filter(pk=table.seats["empty"].pk).update(kind="community")
    election = actions.call_election(
        table.seats["empty"], electorate="seat", nominations_until=today() + timedelta(days=5),
        voting_until=today() + timedelta(days=9), starts_on=today() + timedelta(days=12),
        until=today() + timedelta(days=700), by=table.cora,
    )  # fmt: skip
    actions.nominate(election, statement=HOSTILE, by=table.tess)
    return {
        "group": f"/groups/{table.group.pk}/",
        "table": f"/groups/{table.group.pk}/table/",
        "meetings": f"/groups/{table.group.pk}/meetings/",
        "meeting": f"/meetings/{meeting.pk}/",
        "item": f"/meetings/{meeting.pk}/?item={item.pk}",
        "proposal": f"/proposals/{proposal.pk}/",
        "decision": f"/groups/decisions/{decision.pk}/",
        "election": f"/elections/{election.pk}/",
        "decisions": "/groups/decisions/",
        "interests": "/groups/interests/",
        "actions": "/groups/my-actions/",
        "groups": "/groups/",
        "calendar": "/groups/calendar/",
        "interest": interest,
    }


PAGES = ("group", "meetings", "meeting", "item", "proposal", "decision", "election", "decisions", "interests", "groups",
         "actions", "calendar")  # fmt: skip
INSIDE = {"meeting", "item", "proposal"}


@pytest.mark.parametrize("name", ["cass", "hal", "mo", "cora", "tess", "ivo"])
def test_who_sees_what(table, busy, name, django_assert_max_num_queries):
    """The chair, seats, the coordinator; Tess works at a member without a seat; Ivo is a commissioner without one."""
    client = client_of(table, name)
    for page in PAGES:
        with django_assert_max_num_queries(25):
            answer = client.get(busy[page])
        hidden = (page in INSIDE and name in ("tess", "ivo")) or (
            page in ("group", "meetings") and name == "ivo"
        )
        assert answer.status_code == (404 if hidden else 200), (page, name)
        body = answer.content.decode()
        assert "<script>alert" not in body
    assert client.get(busy["table"]).status_code == (200 if name == "cora" else 403)


def test_another_alliance_sees_nothing(two_alliances):
    here, far = (make_table(one) for one in two_alliances)
    set_context(alliance=here.alliance)
    meeting = make_meeting(here)
    proposal = make_proposal(here, "open")
    stranger = signed_in(far.alliance, far.users["cass"])
    for path in (f"/groups/{here.group.pk}/", f"/meetings/{meeting.pk}/", f"/proposals/{proposal.pk}/"):
        assert stranger.get(path).status_code == 404
    assert stranger.post(f"/meetings/{meeting.pk}/do/begin/").status_code == 404


def test_csv_runs_nothing_in_a_spreadsheet(table, busy):
    Decision.objects.get().refresh_from_db()
    client = client_of(table, "tess")
    for page in ("decisions", "interests"):
        body = client.get(busy[page] + "?format=csv").content.decode()
        assert "alert(1)" in body
        assert not [cell for cell in body.split(",") if cell.startswith("=")]


def test_decisions_are_found_by_words_group_and_year(table, busy):
    client = client_of(table, "tess")
    for query, found in (
        ("q=ALERT(1)", True), ("q=nothing+here", False), (f"year={today().year}", True), ("year=1999", False),
        (f"group={table.group.pk}", True), (f"group={uuid.uuid4()}", False), ("year=99999&group=x&before=x", True),
    ):  # fmt: skip
        body = client.get(f"/groups/decisions/?{query}").content.decode()
        assert ("No decision fits" not in body) == found, query


def test_a_meeting_from_the_plan_to_agreed_minutes(table):
    chair = client_of(table, "cass")
    path = f"/groups/{table.group.pk}/plan/"
    bad = sent(table, chair, path, **day_of("day", today()), time="25 o'clock", minutes_long=90, times=1)
    assert bad.status_code == 400 and "Nothing is lost" in bad.content.decode()
    once = str(uuid.uuid4())
    good = {**day_of("day", today() + timedelta(days=3)), "time": "10am", "minutes_long": 90, "times": 2,
            "every": "month", "place": "The Hall", "once": once}  # fmt: skip
    for _twice in range(2):
        sent(table, chair, path, **good)
    assert Meeting.objects.count() == 2, "sent twice, planned once"
    meeting = Meeting.objects.order_by("starts_at").first()
    page = f"/meetings/{meeting.pk}/"
    sent(
        table, chair, f"{page}items/new/", title="The bid", minutes_long=20, paper_link="javascript:alert(1)"
    )
    assert not meeting.items.exists(), "only web addresses are links"
    sent(table, chair, f"{page}items/new/", title="The bid", minutes_long=20, paper="One.\r\n\r\nTwo.")
    item = meeting.items.get()
    for event in ("send_papers", "begin"):
        sent(table, chair, f"{page}do/{event}/")
    sent(table, chair, f"{page}room/", everyone="yes")
    sent(table, chair, f"{page}room/", left=str(table.seats["nina"].pk))
    sent(table, chair, f"{page}room/", arrived="nonsense", guest="A visitor")
    assert Presence.objects.count() == 6
    write = f"/items/{item.pk}/write/"
    sent(table, chair, f"{write}minutes/", minutes="We talked.\r\n\r\nA lot.", before="")
    stale = sent(table, chair, f"{write}minutes/", minutes="Mine", before="old")
    assert stale.status_code == 400 and "Mine" in stale.content.decode(), "what was typed is kept"
    refused = sent(
        table,
        chair,
        f"{write}decide/",
        title="Bid",
        words="We bid.",
        how="hands",
        ayes=9,
        noes=0,
        abstained=0,
    )
    assert "more hands" in refused.content.decode()
    sent(
        table,
        chair,
        f"{write}decide/",
        title="Bid",
        words="We bid.",
        how="consent",
        aside=str(table.seats["hal"].pk),
    )
    assert Decision.objects.get().aside[0]["name"] == "Hal Reed"
    sent(
        table,
        chair,
        f"{write}action/",
        words="Write it",
        owner=str(table.users["mo"].pk),
        **day_of("due_on", today()),
    )
    for event in ("end", "agree"):
        sent(table, chair, f"{page}do/{event}/")
    body = chair.get(page).content.decode()
    assert "Minutes agreed" in body and "<p>A lot.</p>" in body and "Write down" not in body
    hal = client_of(table, "hal")
    assert sent(table, hal, f"{write}minutes/", minutes="No", before="").status_code == 403
    sent(table, client_of(table, "mo"), f"/groups/my-actions/{ActionPoint.objects.get().pk}/", how="done")
    assert ActionPoint.objects.get().done_at


def test_a_proposal_by_its_page(table):
    hal, chair = client_of(table, "hal"), client_of(table, "cass")
    path = f"/groups/{table.group.pk}/propose/"
    sent(table, hal, path, title="Days", words="Which?", method="ranked", options="Monday")
    assert not Proposal.objects.exists()
    sent(
        table,
        hal,
        path,
        title="Days",
        words="Which?",
        method="ranked",
        options="Monday\nFriday",
        subject="training",
    )
    proposal = Proposal.objects.get()
    page = f"/proposals/{proposal.pk}/"
    assert client_of(table, "mo").get(page).status_code == 404, "a draft is its proposer's"
    sent(table, hal, f"{page}do/publish/")
    sent(table, chair, f"{page}do/ask/", **day_of("closes_on", today() + timedelta(days=2)))
    both = sent(table, hal, f"{page}do/answer/", first="1", second="1")
    assert both.status_code == 400 and "one place only" in both.content.decode()
    sent(table, hal, f"{page}do/answer/", first="2", second="1")
    assert Ballot.objects.get().ranking == [2, 1]
    again = sent(table, hal, f"{page}do/answer/", first="1")
    assert again.status_code == 400 and "already" in again.content.decode()
    assert "Friday, then Monday" in hal.get(page).content.decode()
    Proposal.objects.update(closes_at=now())
    late = sent(table, chair, f"{page}do/answer/", first="1")
    assert "not counted. Thank you" in late.content.decode()
    actions.run_clock(table.alliance)
    decision = Decision.objects.get()
    assert "the same" in chair.get(f"/groups/decisions/{decision.pk}/").content.decode()


def test_the_coordinator_makes_a_group_and_fills_its_seats(table):
    cora = client_of(table, "cora")
    about = {"kind": "task", "quorum_kind": "share", "quorum_number": 50, "quorum_lived": 0}
    assert sent(table, cora, "/groups/new/", name="Steering group", **about).status_code == 400
    sent(table, cora, "/groups/new/", name="Waiting well", **about)
    group = Group.objects.get(name="Waiting well")
    sent(table, cora, f"/groups/{group.pk}/table/", kind="lived", number=2, name="Carers")
    seat = group.seats.get(number=2)
    sent(
        table,
        cora,
        f"/seats/{seat.pk}/fill/",
        email="mo@staff.example",
        **day_of("until", today() + timedelta(days=99)),
    )
    assert "Mo Blow" in cora.get(f"/groups/{group.pk}/").content.decode()
    sent(table, cora, f"/terms/{seat.terms.get().pk}/end/", why="stepped_down")
    sent(table, cora, f"/seats/{seat.pk}/end/")
    assert client_of(table, "mo").get(f"/groups/{group.pk}/").status_code == 404


def test_an_interest_is_declared_and_ended_by_its_holder(table):
    hal = client_of(table, "hal")
    assert sent(table, hal, "/groups/interests/new/", what="Rent", whose="mine").status_code == 400
    sent(
        table,
        hal,
        "/groups/interests/new/",
        what="Rent",
        whose="organisation",
        subject="premises",
        **day_of("starts_on", today()),
    )
    interest = Interest.objects.get()
    assert interest.organisation.slug == "harbour"
    assert sent(table, client_of(table, "mo"), f"/groups/interests/{interest.pk}/end/").status_code == 404
    sent(table, hal, f"/groups/interests/{interest.pk}/end/")
    assert "It has ended" in hal.get("/groups/interests/").content.decode()


def test_a_calendar_link_is_secret_renewed_and_ones_own(table):
    make_meeting(table, title="Steering")
    client = client_of(table, "mo")
    body = sent(table, client, "/groups/calendar/").content.decode()
    first = body.split("/calendar/")[1].split(".ics")[0]
    anyone = browser(table.alliance)
    found = Calendar.from_ical(anyone.get(f"/calendar/{first}.ics").content)
    assert [str(event["summary"]) for event in found.walk("VEVENT")] == ["Steering"]
    second = sent(table, client, "/groups/calendar/").content.decode().split("/calendar/")[1].split(".ics")[0]
    assert first != second
    for token in (first, "made-up", "x" * 300):
        assert anyone.get(f"/calendar/{token}.ics").status_code == 404
    assert anyone.get(f"/calendar/{second}.ics").status_code == 200
    set_context(alliance=table.alliance)
    table.users["mo"].is_active = False
    table.users["mo"].save()
    assert anyone.get(f"/calendar/{second}.ics").status_code == 404


@pytest.mark.parametrize("path", ["/groups/decisions/", "/groups/interests/"])
def test_letters_that_no_database_holds_break_no_search(table, path):
    assert client_of(table, "cass").get(path, {"q": "bid\0"}).status_code == 200


def test_nor_a_button_that_was_sent_with_them(table):
    client, days = client_of(table, "cass"), [today() + timedelta(days=number) for number in (1, 2, 3, 9)]
    named = dict(zip(("nominations_until", "voting_until", "starts_on", "until"), days, strict=True))
    election = actions.call_election(table.seats["hal"], electorate="seat", by=table.cora, **named)
    meeting = make_meeting(table, "under_way")
    point = actions.agree_action(
        meeting, words="Ask", owner_id=table.users["cass"].pk, due_on=today(), by=table.cass
    )
    sent(table, client, f"/elections/{election.pk}/do/stand/", statement="Me\0")
    sent(table, client, f"/meetings/{meeting.pk}/room/", guest="Guest\0")
    sent(table, client, f"/groups/my-actions/{point.pk}/", note="Done\0")
    assert election.nominations.get().statement == "Me"
    assert Presence.objects.get(meeting=meeting).guest == "Guest"
    assert ActionPoint.objects.get(pk=point.pk).note == "Done"


def test_the_chair_hands_an_action_to_someone_else_at_the_table(table):
    meeting = make_meeting(table)
    actions.begin_meeting(meeting, by=table.cass)
    point = actions.agree_action(
        meeting, words="Ring the bank", owner_id=table.users["hal"].pk, due_on=today(), by=table.cass
    )
    path = f"/groups/actions/{point.pk}/move/"
    assert path in client_of(table, "cass").get(f"/groups/{table.group.pk}/").content.decode()
    assert path not in client_of(table, "mo").get(f"/groups/{table.group.pk}/").content.decode()
    about = {"owner": str(table.users["mo"].pk), **day_of("due_on", today())}
    assert sent(table, client_of(table, "mo"), path, **about).status_code in (403, 404)
    assert sent(table, client_of(table, "cass"), path, **{**about, "owner": "x"}).status_code == 400
    assert sent(table, client_of(table, "cass"), path, **about).status_code == 302
    assert ActionPoint.objects.get().owner_id == table.users["mo"].pk


def test_decisions_come_by_a_feed_whose_link_is_secret_renewed_and_ends_with_the_account(table):
    meeting = make_meeting(table)
    item = actions.add_item(meeting, title="The bid", by=table.cass)
    actions.begin_meeting(meeting, by=table.cass)
    actions.decide_in_room(item, title="We bid for it", words="Words for members", by=table.cass)
    client, anyone = client_of(table, "mo"), browser(table.alliance)
    assert 'href="/groups/decisions/feed/"' in client.get("/groups/decisions/").content.decode()
    first, second = (
        sent(table, client, "/groups/decisions/feed/")
        .content.decode()
        .split(".atom")[0]
        .split("/decisions/")[-1]
        for _ in range(2)
    )
    for token in (first, "made-up", "x" * 300):
        assert anyone.get(f"/decisions/{token}.atom").status_code == 404
    feed = anyone.get(f"/decisions/{second}.atom")
    assert feed["Content-Type"].startswith("application/atom+xml")
    assert "We bid for it" in feed.content.decode() and "Words for members" not in feed.content.decode()
    assert anyone.get(f"/calendar/{second}.ics").status_code == 404, "one link opens one thing"
    set_context(alliance=table.alliance)
    table.users["mo"].is_active = False
    table.users["mo"].save()
    assert anyone.get(f"/decisions/{second}.atom").status_code == 404
