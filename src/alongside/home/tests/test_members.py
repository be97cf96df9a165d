"""Members: who takes part, whose room nobody has heard of lately, and where each role starts."""

from datetime import date

import pytest

from alongside.directory.models import Capacity, Service
from alongside.directory.tests.factories import make_service
from alongside.foundation.accounts.tests.factories import make_user, signed_in
from alongside.foundation.tenancy.context import in_alliance
from alongside.membership.models import Organisation

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
            joined_on=date(2024, 3, 1) if is_member else None,
        )


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
    assert "2\u00a0members and 1\u00a0partner." in page
    assert "1 of 2" in page and "Only Listed" not in page and "Haven Trust" in page
    assert "Dale Choir" in page.split("Nothing in the directory")[1]
    found = coordinator.get("/members/?need=mood_anxiety").content.decode()
    assert "Cedar House" in found and "Dale Choir" not in found
    one = coordinator.get(f"/members/{cedar.pk}/").content.decode()
    assert "Talking" in one and "Has room" in one and "March" in one
    rows = coordinator.get("/members/?format=csv").content.decode().splitlines()
    assert any(row.startswith("Cedar House,Charity,Yes,") and row.endswith(",2,1,1") for row in rows)
    assert coordinator.get(f"/members/{dale.pk}/").status_code == 200


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
