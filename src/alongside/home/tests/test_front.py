"""The front page and the pages about the software: public, true, and drawn from counts."""

from datetime import date

import pytest
from django.urls import reverse

from alongside.foundation.access.permissions import PERMISSION_WORDS, Permission
from alongside.foundation.tenancy.context import in_alliance
from alongside.home.presenters.front import round_table
from alongside.membership.models import Organisation

pytestmark = pytest.mark.django_db


def member(alliance, name, kind, *, is_member=True):
    with in_alliance(alliance):
        return Organisation.objects.create(
            alliance=alliance,
            name=name,
            slug=name.lower(),
            kind=kind,
            is_member=is_member,
            joined_on=date(2024, 3, 1) if is_member else None,
        )


def test_the_front_page_asks_whats_going_on_and_gives_crisis_help(client, alliance):
    page = client.get("/").content.decode()
    assert "What’s going on?" in page
    assert 'href="tel:999"' in page
    assert "Leave this page" in page
    assert alliance.telephone.replace(" ", "") in page


def test_the_table_has_a_seat_for_each_member_and_no_other(client, alliance):
    member(alliance, "Cedar", "charity")
    member(alliance, "Dale", "community_group")
    member(alliance, "Trust", "nhs_trust", is_member=False)
    member(alliance, "Listed", "other", is_member=False)
    page = client.get("/").content.decode()
    assert "2\u00a0charities and groups. One table." in page
    assert "1 from the NHS and GP practices" in page
    assert "council" not in page
    assert "lived experience" not in page
    wide = page.split('class="round__w"')[1].split("</svg>")[0]
    assert wide.count("#seat") == 4


def test_another_alliances_members_have_no_seat_here(client, two_alliances):
    first, second = two_alliances
    member(second, "Theirs", "charity")
    page = client.get("/", headers={"host": first.domain}).content.decode()
    assert "charities" not in page.split('id="table-h"')[1].split("</section>")[0]


def test_an_alliance_with_nobody_yet_has_one_seat_for_you():
    shown = round_table({})
    assert shown.title == "One table."
    assert [seat.kind for seat in shown.table.around] == ["you"]


def test_the_front_page_asks_the_database_little(client, alliance, django_assert_max_num_queries):
    client.get("/")
    with django_assert_max_num_queries(8):
        client.get("/")


@pytest.mark.parametrize("name", ["privacy", "accessibility", "roles"])
def test_pages_about_the_software_are_public(client, alliance, name):
    page = client.get(reverse(f"home:{name}"))
    assert page.status_code == 200
    assert "Need help right now?" in page.content.decode()


def test_the_languages_of_the_pages_are_said_as_they_are(client, alliance):
    assert "These pages are in English only." in client.get("/accessibility/").content.decode()
    alliance.languages = ["ar"]
    alliance.save()
    page = client.get("/accessibility/").content.decode()
    assert "in English and Arabic. The other pages are in English only." in page


def test_every_permission_is_in_words_on_the_roles_page(client, alliance):
    assert set(PERMISSION_WORDS) == set(Permission)
    page = client.get("/roles/").content.decode()
    assert "Mental health navigator" in page
    assert PERMISSION_WORDS[Permission.CONSENT_OVERRIDE] in page


def test_robots_stay_out_of_private_pages(client, alliance):
    page = client.get("/robots.txt").content.decode()
    assert all(f"Disallow: {path}" in page for path in ("/my/", "/answer/", "/ask/"))
    assert f"Sitemap: http://{alliance.domain}:8000/sitemap.xml\n" in page


def test_whose_lists_of_places_these_are_is_said(client, alliance):
    page = client.get("/privacy/").content.decode()
    assert (
        "OS data © Crown copyright" in page
        and "Royal Mail data ©" in page
        and "Open Government Licence" in page
    )
