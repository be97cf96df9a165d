"""The alliance's own pages: who gets in, what is kept, what is refused."""

import pytest

from alongside.foundation.accounts.tests.factories import browser, make_user, signed_in
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.tenancy.context import in_alliance
from alongside.founding.forms import CrisisForm

pytestmark = pytest.mark.django_db
DETAILS = {
    "name": "Dale Alliance",
    "place": "Dale",
    "telephone": "01632 960 144",
    "open_hours": "10am to 4pm",
}
CLOCKS = {
    "answer_days_urgent": "1",
    "answer_days_routine": "3",
    "expiry_days": "8",
    "check_in_days_urgent": "5",
    "check_in_days_routine": "21",
}
CRISIS = {
    "label_1": "Life in danger",
    "number_1": "999",
    "label_2": "Text",
    "number_2": "85258",
    "word_2": "shout",
}


@pytest.fixture
def coordinator(alliance):
    return signed_in(alliance, make_user(alliance, front="coordinator"))


def test_a_new_alliance_says_what_is_left(coordinator, django_assert_max_num_queries):
    with django_assert_max_num_queries(25):
        page = coordinator.get("/alliance/").content.decode()
    assert "Nobody answers new requests yet" in page and "No organisation has joined yet" in page
    assert "import_directory" in page and "Plum and sage" in page
    assert "Nobody is a navigator yet." in page and "understood from the first day" in page


def test_a_worker_does_not_get_in(alliance):
    worker = signed_in(alliance, make_user(alliance, haven="worker"))
    for path in ("", "details/", "crisis/", "clocks/", "colours/", "front-door/"):
        assert worker.get(f"/alliance/{path}").status_code == 403
        assert worker.post(f"/alliance/{path}", DETAILS).status_code in (403, 405)


def test_name_telephone_and_clocks_are_kept_and_audited(alliance, coordinator):
    assert coordinator.post("/alliance/details/", DETAILS).status_code == 302
    assert coordinator.post("/alliance/clocks/", CLOCKS).status_code == 302
    alliance.refresh_from_db()
    assert (alliance.place, alliance.telephone) == ("Dale", "+441632960144")
    assert (alliance.answer_days_urgent, alliance.check_in_days_routine) == (1, 21)
    with in_alliance(alliance):
        assert AuditEntry.objects.filter(verb="alliance.edit").count() == 2


def test_giving_up_never_comes_before_the_answer_is_due(alliance, coordinator):
    page = coordinator.post("/alliance/clocks/", {**CLOCKS, "expiry_days": "3"}).content.decode()
    assert "Give them longer before it goes back" in page and "Nothing is lost" in page
    alliance.refresh_from_db()
    assert alliance.expiry_days == 10


def test_crisis_contacts_are_on_the_next_page_and_999_stays(alliance, coordinator):
    assert coordinator.post("/alliance/crisis/", CRISIS).status_code == 302
    alliance.refresh_from_db()
    assert alliance.crisis_contacts[1] == {"label": "Text", "value": "85258", "href": "sms:85258?body=SHOUT"}
    page = coordinator.post(
        "/alliance/crisis/", {"label_1": "Us", "number_1": "01632 960 144"}
    ).content.decode()
    assert "Keep 999 in the list" in page
    assert "999" in browser(alliance).get("/").content.decode()


@pytest.mark.parametrize(
    ("typed", "href"),
    [
        (("111, option 2", ""), "tel:111"),
        (("116 123", ""), "tel:116123"),
        (("85258", "sh<b>out"), "sms:85258?body=SHBOUT"),
        (("+44 1632 960144", ""), "tel:+441632960144"),
    ],
)
def test_what_is_read_becomes_what_is_dialled(typed, href):
    form = CrisisForm({"label_1": "Who", "number_1": typed[0], "word_1": typed[1]})
    assert form.is_valid() and form.contacts[0]["href"] == href


@pytest.mark.parametrize(
    "row", [{"label_1": "Who"}, {"number_1": "999"}, {"label_1": "Who", "number_1": "ring me"}]
)
def test_half_a_contact_is_asked_about(row):
    assert not CrisisForm(row).is_valid()


def test_colours_are_kept_and_served_once_they_can_be_read(alliance, coordinator):
    sent = {"whose": "own", "person": "#ff8800", "us": "#0b4f8a"}
    page = coordinator.post("/alliance/colours/", sent).content.decode()
    assert "too light to read" in page and "This one can be read: #" in page
    assert coordinator.post("/alliance/colours/", {**sent, "person": "#7a1f1f"}).status_code == 302
    front = browser(alliance).get("/")
    (link,) = [
        part.split('"')[0] for part in front.content.decode().split('href="') if part.startswith("/theme/")
    ]
    sheet = browser(alliance).get(link)
    assert sheet["Content-Type"].startswith("text/css") and "immutable" in sheet["Cache-Control"]
    assert "--plum:#7a1f1f" in sheet.content.decode()
    assert browser(alliance).get("/theme/000000000000.css").status_code == 404
    coordinator.post("/alliance/colours/", {"whose": "ours"})
    assert "/theme/" not in browser(alliance).get("/").content.decode()


@pytest.mark.parametrize("hostile", ["red", "#12345", "#6a2a5b;}body{display:none", "url(x)", "", "‮#6a2a5b"])
def test_what_is_no_colour_never_reaches_a_style_sheet(alliance, coordinator, hostile):
    answer = coordinator.post("/alliance/colours/", {"whose": "own", "person": hostile, "us": "#0b4f8a"})
    assert answer.status_code == 200
    alliance.refresh_from_db()
    assert alliance.person_colour == ""


def test_who_answers_is_chosen_among_those_who_take_part(alliance, coordinator):
    page = coordinator.post("/alliance/front-door/", {"organisation": str(alliance.pk)})
    assert page.status_code == 200 and "Nothing is lost" in page.content.decode()
