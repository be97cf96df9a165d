"""Members: who takes part, whose room nobody has heard of lately, and where each role starts."""

import html
import time
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.directory.models import Capacity, Service
from alongside.directory.queries import need_label
from alongside.directory.tests.factories import make_service
from alongside.foundation.access.actors import actor_of
from alongside.foundation.access.errors import NotFound
from alongside.foundation.accounts.tests.factories import make_user, signed_in
from alongside.foundation.messages.models import Message
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.tenancy.models import Alliance
from alongside.foundation.workflow.clock import now, today
from alongside.home.presenters.member import said
from alongside.home.views.member_acts import ACTS
from alongside.membership.actions import end_representative
from alongside.membership.models import Contact, Evidence, Organisation, Reminder, Representative
from alongside.membership.queries import standings
from alongside.membership.tests.factories import LONG_AGO, joined, make_evidence, make_requirement

pytestmark = pytest.mark.django_db


def make_member(alliance, name, *, kind="charity", is_member=True):
    with in_alliance(alliance):
        return Organisation.objects.create(
            alliance=alliance,
            name=name,
            slug=name.lower().replace(" ", "-"),
            kind=kind,
            is_member=is_member,
            telephone="01632 960571",
            email=f"{name.lower().split()[0]}@members.example",
            joined_on=date(2024, 3, 1) if is_member else None,
        )


def set_front_door(alliance, organisation):
    Alliance.objects.filter(pk=alliance.pk).update(front_door=organisation.pk)


def offers(alliance, member, name, *, room="", said=0, needs=()):
    with in_alliance(alliance):
        made = make_service(alliance, name, organisation=member.name, room=room, said=said, needs=needs)
        made.organisation.member = member
        made.organisation.save()
        return made


def test_what_a_member_offers_and_whose_room_nobody_has_heard_of_lately(alliance):
    cedar, dale = make_member(alliance, "Cedar House"), make_member(alliance, "Dale Choir")
    make_member(alliance, "Haven Trust", kind="nhs_trust", is_member=False)
    make_member(alliance, "Only Listed", kind="other", is_member=False)
    offers(alliance, cedar, "Talking", room=Capacity.State.HAS_ROOM, said=40, needs=("mood_anxiety",))
    offers(alliance, cedar, "Walking", room=Capacity.State.HAS_ROOM, said=2)
    coordinator = signed_in(alliance, make_user(alliance, office="coordinator"))
    page = coordinator.get("/members/").content.decode()
    assert "2\u00a0members. 2 in full standing, 1\u00a0partner." in page
    assert "1 of 2" in page and "Only Listed" not in page and "Haven Trust" in page
    for address in (
        "/members/?need=mood_anxiety",
        "/members/?q=cedar",
        f"/members/?q={need_label('mood_anxiety')[:8]}",
    ):
        found = coordinator.get(address).content.decode()
        assert "Cedar House" in found and "Dale Choir" not in found, address
    one = coordinator.get(f"/members/{cedar.pk}/").content.decode()
    assert "Talking" in one and "Has room" in one and "March" in one
    rows = coordinator.get("/members/?format=csv").content.decode().splitlines()
    assert any(row.startswith("Cedar House,Charity,") and ",2,1,1," in row for row in rows)
    assert coordinator.get(f"/members/{dale.pk}/").status_code == 200


def test_who_needs_attention_comes_first_with_one_button_and_the_worker_has_none(alliance):
    requirement = make_requirement(alliance)
    lapsed, soon, fine = (joined(make_member(alliance, name)) for name in ("Wharf", "Vale", "Acorn"))
    for member, days in ((lapsed, -1), (soon, 20), (fine, 300)):
        make_evidence(member, days=days)
    coordinator = signed_in(alliance, make_user(alliance, office="coordinator"))
    page = coordinator.get("/members/").content.decode()
    rows = page.split("<tbody>")[1]
    assert rows.index("Wharf") < rows.index("Vale") < rows.index("Acorn")
    assert "insurance ended on" in page and "Records are closed to them." in page
    address = f"/members/{lapsed.pk}/remind/"
    assert coordinator.post(address, {"next": "/members/"})["Location"] == "/members/"
    with in_alliance(alliance):
        assert Reminder.objects.get().requirement_id == requirement.pk
        sent = Message.objects.get(template="papers_ended")
        assert (sent.to, "/papers/renew/" in sent.values["link"]) == ("wharf@members.example", True)
    again = coordinator.post(address, {"next": "/members/"}).content.decode()
    assert "reminded today already" in again
    worker = signed_in(alliance, make_user(alliance, "w@a.example", haven="worker"))
    assert ">Remind<" not in worker.get("/members/").content.decode()
    assert worker.post(address).status_code == 403


def test_counts_of_other_organisations_are_not_told_when_they_are_few(alliance):
    assert [said(3, exact=False), said(5, exact=False), said(0, exact=False), said(3, exact=True)] == [
        "Under 5", "5", "0", "3",
    ]  # fmt: skip


def test_everything_that_may_be_decided_has_a_page_that_says_what_follows(alliance):
    office = make_member(alliance, "Office", is_member=False, kind="front_door")
    with in_alliance(alliance):
        set_front_door(alliance, office)
    member = joined(make_member(alliance, "Wharf"))
    coordinator = signed_in(alliance, make_user(alliance, office="coordinator"))
    for act in ACTS:
        page = coordinator.get(f"/members/{member.pk}/{act}/")
        assert page.status_code == 200 and ACTS[act].follows in html.unescape(page.content.decode())
    assert coordinator.get(f"/members/{member.pk}/nothing/").status_code == 404
    done = coordinator.post(f"/members/{member.pk}/suspend/", {"reason": "data", "words": "A list was lost."})
    assert done.status_code == 302
    page = coordinator.get(f"/members/{member.pk}/").content.decode()
    assert "paused its membership" in page and "Why: A list was lost." in page
    lead = signed_in(alliance, make_user(alliance, "lead@w.example", wharf="organisation_lead"))
    assert "Why: A list was lost." in lead.get("/papers/").content.decode()
    worker = signed_in(alliance, make_user(alliance, "x@x.example", haven="worker"))
    assert "A list was lost" not in worker.get(f"/members/{member.pk}/").content.decode()
    assert coordinator.post(f"/members/{member.pk}/end_suspension/").status_code == 302
    assert (
        coordinator.post(
            f"/members/{member.pk}/leave/", {"reason": "closing", "words": "Closing."}
        ).status_code
        == 302
    )
    assert coordinator.get(f"/members/{member.pk}/").status_code == 404


def test_a_lead_says_how_many_they_can_take_and_only_for_their_own(alliance):
    wharf, vale = make_member(alliance, "Wharf"), make_member(alliance, "Vale")
    lead = signed_in(alliance, make_user(alliance, wharf="organisation_lead"))
    assert lead.post(f"/members/{wharf.pk}/places/", {"places": "12"}).status_code == 302
    assert lead.post(f"/members/{vale.pk}/places/", {"places": "12"}).status_code == 403
    assert lead.post(f"/members/{wharf.pk}/suspend/", {"reason": "data", "words": "x"}).status_code == 403
    with in_alliance(alliance):
        assert list(Organisation.objects.exclude(places_offered=None).values_list("name")) == [("Wharf",)]


def test_who_is_no_longer_asked_or_speaking_is_taken_off_by_their_own(alliance):
    wharf, vale = make_member(alliance, "Wharf"), make_member(alliance, "Vale")
    user = make_user(alliance, wharf="organisation_lead")
    lead = signed_in(alliance, user)
    other = signed_in(alliance, make_user(alliance, "v@v.example", vale="organisation_lead"))
    empty = lead.get(f"/members/{wharf.pk}/no_longer/").content.decode()
    assert "Nobody is named yet." in empty
    for at, sent in (
        ("contact", {"purpose": "safeguarding", "name": "Ann", "email": "ann@wharf.example"}),
        ("representative", {"name": "Jo Coe", "part": "representative", **day_of("starts_on", today())}),
    ):
        assert lead.post(f"/members/{wharf.pk}/{at}/", sent).status_code == 302
    assert "Take someone off" in lead.get(f"/members/{wharf.pk}/").content.decode()
    with in_alliance(alliance):
        keys = [f"contact {Contact.objects.get().pk}", f"speaker {Representative.objects.get().pk}"]
    for who in keys:
        assert other.post(f"/members/{wharf.pk}/no_longer/", {"who": who}).status_code == 403
        assert other.post(f"/members/{vale.pk}/no_longer/", {"who": who}).status_code == 200, (
            "not one of theirs"
        )
    for who in ("", "speaker", "speaker x", keys[0].replace("contact", "speaker")):
        assert lead.post(f"/members/{wharf.pk}/no_longer/", {"who": who}).status_code == 200
    for who in keys:
        assert lead.post(f"/members/{wharf.pk}/no_longer/", {"who": who}).status_code == 302
    with in_alliance(alliance):
        assert not Contact.objects.exists() and Representative.objects.get().ends_on == today()
        for moved in (
            {"ends_on": today() - timedelta(days=1)},
            {"ends_on": None, "starts_on": today() + timedelta(days=1)},
        ):
            Representative.objects.update(**{"starts_on": LONG_AGO, **moved})
            with pytest.raises(NotFound):
                end_representative(
                    wharf, representative_id=UUID(keys[1].split()[1]), by=actor_of(user, alliance)
                )


def day_of(name, day):
    return {f"{name}-{part}": getattr(day, part) for part in ("day", "month", "year")}


def test_a_service_that_ended_is_not_offered(alliance):
    cedar = make_member(alliance, "Cedar House")
    made = offers(alliance, cedar, "Talking")
    with in_alliance(alliance):
        Service.objects.filter(pk=made.pk).update(status=Service.Status.DEFUNCT)
    coordinator = signed_in(alliance, make_user(alliance, office="coordinator"))
    assert "Talking" not in coordinator.get(f"/members/{cedar.pk}/").content.decode()


def test_another_alliances_members_are_not_here(two_alliances):
    first, second = two_alliances
    theirs = make_member(second, "Theirs")
    coordinator = signed_in(first, make_user(first, office="coordinator"))
    assert "Theirs" not in coordinator.get("/members/").content.decode()
    assert coordinator.get(f"/members/{theirs.pk}/").status_code == 404


def test_the_list_takes_as_many_queries_however_long_it_is(alliance, django_assert_max_num_queries):
    for number in range(12):
        offers(
            alliance,
            make_member(alliance, f"Member {number}"),
            f"Service {number}",
            room="full",
            needs=("sleep",),
        )
    coordinator = signed_in(alliance, make_user(alliance, office="coordinator"))
    coordinator.get("/members/")
    with django_assert_max_num_queries(20):
        coordinator.get("/members/")


def test_300_members_with_their_papers_take_no_more_queries(alliance, django_assert_max_num_queries):
    for name, paper in (("Insurance", "insurance"), ("Safeguarding", "safeguarding"), ("DBS", "dbs")):
        make_requirement(alliance, name, paper=paper)
    day = today()
    with in_alliance(alliance):
        members = Organisation.objects.bulk_create(
            Organisation(
                alliance=alliance, name=f"Member {number}", slug=f"m{number}", kind="charity", is_member=True,
                joined_on=date(2024, 3, 1), places_offered=5,
            )
            for number in range(300)
        )  # fmt: skip
        Evidence.objects.bulk_create(
            Evidence(
                alliance=alliance, organisation=member, paper=paper, reference="P", valid_from=day - timedelta(days=90),
                valid_until=day + timedelta(days=number % 200), stated_by="A lead", stated_at=now(),
            )
            for number, member in enumerate(members)
            for paper in ("insurance", "safeguarding", "dbs")
        )  # fmt: skip
    coordinator = signed_in(alliance, make_user(alliance, office="coordinator"))
    coordinator.get("/members/")
    for address in ("/members/", "/members/?q=member 29", f"/members/{members[7].pk}/"):
        with django_assert_max_num_queries(25):
            began = time.monotonic()
            assert coordinator.get(address).status_code == 200
            print(f"{address}: {1000 * (time.monotonic() - began):.0f} ms")
    with in_alliance(alliance):
        began = time.monotonic()
        assert len(standings()) == 300
        print(f"standings: {1000 * (time.monotonic() - began):.0f} ms")


@pytest.mark.parametrize(
    ("role", "first"),
    [
        ("worker", "/today/"),
        ("navigator", "/today/"),
        ("organisation_lead", "/today/"),
        ("coordinator", "/members/"),
        ("commissioner", "/members/"),
        ("expert", "/members/"),
        ("administrator", "/members/"),
    ],
)
def test_every_role_starts_on_a_page_that_is_open_to_it_and_so_is_every_link_of_its_bar(
    alliance, role, first
):
    someone = signed_in(alliance, make_user(alliance, haven=role))
    assert someone.get("/start/")["Location"] == first
    page = someone.get(first)
    assert page.status_code == 200
    bar = page.content.decode().split('<nav aria-label="Main">')[1].split("</nav>")[0]
    for address in [part.split('"')[0] for part in bar.split('href="')[1:]]:
        assert someone.get(address).status_code == 200, address
    assert ('role="search"' in page.content.decode()) == (first == "/today/")
    assert someone.post("/today/keys/", {"keys": "off", "next": first}).status_code == 302


def test_a_search_that_finds_nobody_asks_for_nobodys_load(alliance):
    make_member(alliance, "Cedar House")
    coordinator = signed_in(alliance, make_user(alliance, office="coordinator"))
    with CaptureQueriesContext(connection) as asked:
        assert coordinator.get("/members/", {"q": "nobody of this name"}).status_code == 200
    assert not [one for one in asked if "referrals_load" in one["sql"]]
    with CaptureQueriesContext(connection) as asked:
        coordinator.get("/members/", {"q": "cedar"})
    assert [one for one in asked if "referrals_load" in one["sql"]]
