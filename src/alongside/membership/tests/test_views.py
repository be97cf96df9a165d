"""Joining without an account, reading, signing and renewing, as a browser meets them."""

import html
from datetime import timedelta

import pytest

from alongside.directory.queries import need_label
from alongside.foundation.access.actors import actor_of
from alongside.foundation.accounts.tests.factories import browser, make_organisation, make_user, signed_in
from alongside.foundation.messages.models import Message
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.workflow.clock import at, later, today
from alongside.membership.actions import remind
from alongside.membership.actions.joining import KNOWN
from alongside.membership.models import Application, Evidence, Organisation, Requirement, TermsAcceptance
from alongside.membership.queries import standing_of
from alongside.membership.rules import State

from .factories import joined, make_evidence, make_requirement, make_terms

pytestmark = pytest.mark.django_db
ANSWERS = {
    "about": {
        "name": "Second Cup", "kind": "charity", "size": "small", "purpose": "Coffee and company",
        "contact_name": "Jo Coe", "contact_role": "Chair", "contact_telephone": "01632 960144",
    },
    "number": {"number_kind": "charity", "number": "SC 012345"},
    "area": {"area_words": "All of it"},
    "people": {"need_codes": ["loneliness"], "people_words": "Anyone"},
    "offers": {"offers": "Coffee", "wants": "A room", "places_offered": "8"},
    "safety": {"safeguarding": "Jo leads on it", "data_protection": "A locked drawer"},
    "lived": {"lived_experience": "Half our committee"},
}  # fmt: skip


def link_in(message):
    return "/" + message.values["link"].split("/", 3)[3]


def filled_in(someone, **changes):
    someone.post("/join/", {"email": "jo@cup.example"})
    for page, answers in ANSWERS.items():
        answer = someone.post(f"/join/page/{page}/", {**answers, **changes.get(page, {})})
        assert answer.status_code == 302, (page, html.unescape(answer.content.decode())[:4000])
    return answer["Location"]


def test_a_small_group_joins_without_an_account_and_comes_back_by_its_link(alliance):
    someone = browser(alliance)
    assert "What you promise" in someone.get("/join/").content.decode()
    assert filled_in(someone) == "/join/check/"
    check = someone.get("/join/check/").content.decode()
    assert (
        "SC012345" in check
        and need_label("loneliness") in html.unescape(check)
        and "Half our committee" in check
    )
    elsewhere = browser(alliance)
    assert elsewhere.get("/join/check/").status_code == 302
    with in_alliance(alliance):
        link = link_in(Message.objects.get(template="joining"))
    assert "Second Cup" not in elsewhere.get(link).content.decode()
    assert elsewhere.post(link, follow=True).status_code == 200
    sent = elsewhere.post("/join/check/", {"signatory": "Jo Coe", "signatory_role": "Chair"})
    assert sent["Location"] == "/join/status/"
    page = elsewhere.get("/join/status/")
    assert "With the panel" in page.content.decode() and "no-store" in page["Cache-Control"]
    assert someone.get("/join/page/about/")["Location"] == "/join/status/"
    third = browser(alliance)
    third.post("/join/", {"email": "other@cup.example"})
    for page, answers in ANSWERS.items():
        said = {**answers, "name": "Elsewhere"} if page == "about" else answers
        assert third.post(f"/join/page/{page}/", said).status_code == 302, "no page tells who has asked"
    sending = {"signatory": "Jo Coe", "signatory_role": "Chair"}
    told = html.unescape(third.post("/join/check/", sending).content.decode())
    assert KNOWN in told and "second cup" not in told.lower()
    for _ in range(8):
        third.post("/join/check/", sending)
    assert third.post("/join/check/", sending).status_code == 429


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"number_kind": "charity", "number": "12345"}, "Check the charity number"),
        ({"number_kind": "charity", "number": "NIC 10021"}, "Check the charity number"),
        ({"number_kind": "company", "company": "ABC12345"}, "Check the company number"),
        ({"number_kind": "company", "company": ""}, "company or cic number"),
        ({"number_kind": ""}, "Are you registered"),
    ],
)
def test_a_number_that_cannot_be_one_is_said_kindly(alliance, typed, problem):
    someone = browser(alliance)
    someone.post("/join/", {"email": "jo@cup.example"})
    page = html.unescape(someone.post("/join/page/number/", typed).content.decode())
    assert problem.lower() in page.lower() and "Nothing is lost" in page


def test_a_page_half_done_is_kept_by_saving_to_finish_later(alliance):
    someone = browser(alliance)
    someone.post("/join/", {"email": "jo@cup.example"})
    half = {"name": "Second Cup", "contact_name": "Jo Coe", "later": "yes"}
    assert someone.post("/join/page/about/", half)["Location"] == "/join/status/"
    assert someone.post("/join/page/number/", {"number_kind": "charity", "number": "12", "later": "yes"})[
        "Location"
    ]
    page = someone.get("/join/page/about/").content.decode()
    assert 'value="Second Cup"' in page and 'value="Jo Coe"' in page
    with in_alliance(alliance):
        held = Application.objects.get()
    assert held.name == "Second Cup" and held.pages_done == [] and held.number == ""
    # What was done and is then left half empty is asked for again before it is sent.
    assert filled_in(someone) == "/join/check/"
    someone.post("/join/page/about/", {**half, "name": ""})
    with in_alliance(alliance):
        held = Application.objects.exclude(pages_done=[]).get()
    assert "about" not in held.pages_done


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"number_kind": "charity", "number": "123-4567"}, "1234567"),
        ({"number_kind": "charity", "number": "nic100215"}, "NIC100215"),
        ({"number_kind": "company", "company": "1234567"}, "01234567"),
        ({"number_kind": "company", "company": "oc 123456"}, "OC123456"),
        ({"number_kind": "none", "number": "rubbish"}, ""),
    ],
)
def test_a_number_is_taken_with_any_spacing(alliance, typed, kept):
    someone = browser(alliance)
    someone.post("/join/", {"email": "jo@cup.example"})
    assert someone.post("/join/page/number/", typed).status_code == 302
    with in_alliance(alliance):
        assert Application.objects.get().number == kept


def test_readers_declare_read_and_a_coordinator_decides(alliance, django_assert_max_num_queries):
    someone = browser(alliance)
    filled_in(someone)
    someone.post("/join/check/", {"signatory": "Jo Coe", "signatory_role": "Chair"})
    ann, ben = (make_user(alliance, f"{n}@a.example", name=n.title(), haven="worker") for n in ("ann", "ben"))
    gemma = signed_in(alliance, make_user(alliance, "g@a.example", name="Gemma", office="coordinator"))
    with in_alliance(alliance):
        one = Application.objects.get(state="sent")
    address = f"/applications/{one.pk}/"
    assert "Second Cup" in gemma.get("/applications/").content.decode()
    first = gemma.get(address).content.decode()
    assert "anything to do with them" in first and "Half our committee" not in first
    gemma.post(address + "declare/", {"conflict": "none"})
    gemma.post(address + "readers/", {"readers": [str(ann.pk), str(ben.pk)]})
    for user in (ann, ben):
        reader = signed_in(alliance, user)
        assert "Half our committee" not in reader.get(address).content.decode()
        reader.post(address + "declare/", {"conflict": "none"})
        assert "Half our committee" in reader.get(address).content.decode()
        reader.post(address + "advise/", {"advice": "approve", "words": "Kind people."})
        assert reader.post(address + "yes/", {"words": "Mine"}).status_code == 200
    with django_assert_max_num_queries(25):
        page = gemma.get(address).content.decode()
    assert "Why yes? They read this." in page and page.count('id="yes_words"') == 1
    assert gemma.post(address + "yes/", {"words": "They fit."}).status_code == 302
    stranger = signed_in(alliance, make_user(alliance, "s@a.example", dale="worker"))
    assert stranger.get(address).status_code == 404
    status = someone.get("/join/status/").content.decode()
    assert "They fit." in status and "Ann" not in status


def test_a_lead_renews_after_a_lapse_and_records_open_again(alliance):
    make_requirement(alliance)
    version = make_terms(alliance)
    make_requirement(alliance, "Terms of reference", paper="terms", unlocks="receive")
    cup = joined(make_organisation(alliance, "cup"))
    make_evidence(cup, days=-3)
    lead = signed_in(alliance, make_user(alliance, name="Dee Lake", cup="organisation_lead"))
    assert lead.get("/today/").status_code == 403
    page = lead.get("/papers/").content.decode()
    assert "insurance ended on" in page and "Renew" in page and "Sign" in page
    day, last = today(), today() + timedelta(days=364)
    typed = {
        "provider": "Seawall Mutual", "reference": "SM-77", "once": "5a1f0c9e-8d0f-4b58-9a86-1c2d3e4f5a6b",
        **{f"valid_from-{part}": getattr(day, part) for part in ("day", "month", "year")},
        **{f"valid_until-{part}": getattr(last, part) for part in ("day", "month", "year")},
    }  # fmt: skip
    wrong = {**typed, "valid_until-year": day.year - 1}
    assert "ends before it starts" in lead.post("/papers/insurance/", wrong).content.decode()
    endless = dict(typed)
    for name in ("valid_from", "valid_until"):
        endless |= {f"{name}-day": 31, f"{name}-month": 12, f"{name}-year": 9999}
    assert "long way off" in lead.post("/papers/insurance/", endless).content.decode()
    for _ in range(2):
        assert lead.post("/papers/insurance/", typed).status_code == 302
    with in_alliance(alliance):
        assert Evidence.objects.filter(reference="SM-77").count() == 1
    assert lead.get("/today/").status_code == 200
    text = lead.get(f"/papers/sign/{version.pk}/").content.decode()
    assert "We help." in text
    signed = {"signatory": "Dee Lake", "signatory_role": "Chair", "authority": "trustee", "read": "on"}
    assert lead.post(f"/papers/sign/{version.pk}/", signed).status_code == 302
    with in_alliance(alliance):
        assert TermsAcceptance.objects.get().organisation_id == cup.pk
        assert standing_of(cup.pk).state is State.FULL
    worker = signed_in(alliance, make_user(alliance, "w@a.example", cup="worker"))
    assert worker.get("/papers/").status_code == 403


def test_a_group_without_accounts_renews_by_the_link_it_was_sent(alliance):
    make_requirement(alliance)
    cup = joined(make_organisation(alliance, "cup"))
    gemma = make_user(alliance, "g@a.example", office="coordinator")
    with in_alliance(alliance):
        Organisation.objects.filter(pk=cup.pk).update(email="hello@cup.example")
        cup.refresh_from_db()
        remind(cup, by=actor_of(gemma, alliance))
        link = link_in(Message.objects.get(to="hello@cup.example"))
    someone = browser(alliance)
    assert "Cup" not in someone.get(link).content.decode()
    page = someone.post(link, follow=True).content.decode()
    assert "insurance" in page.lower() and "Add" in page
    assert someone.get("/today/").status_code == 302 and someone.get("/referrals/").status_code == 302
    assert someone.get("/papers/renew/" + "x" * 43 + "/").status_code == 410


def test_terms_are_read_compared_and_published(alliance):
    first = make_terms(alliance, "# Purpose\n\nWe help people.")
    gemma = signed_in(alliance, make_user(alliance, office="coordinator"))
    typed = {"paper": "terms", "text": "# Purpose\n\nWe help everyone.", "what_changed": "Wider."}
    draft = gemma.post("/terms/draft/", typed)["Location"]
    worker = signed_in(alliance, make_user(alliance, "w@a.example", haven="worker"))
    assert worker.get(draft).status_code == 404 and worker.get("/terms/draft/").status_code == 403
    shown = gemma.get(f"{draft}?with={first.pk}").content.decode()
    assert "<del>" in shown and "Taken out: " in shown and "Added: " in shown
    day = today() + timedelta(days=60)
    gemma.post(draft, {f"accept_by-{part}": getattr(day, part) for part in ("day", "month", "year")})
    assert "In force" in worker.get("/terms/").content.decode()
    assert worker.get(draft).status_code == 200


def test_what_members_must_have_is_set_and_binds_from_its_day(alliance):
    cup = joined(make_organisation(alliance, "cup"))
    gemma = signed_in(alliance, make_user(alliance, office="coordinator"))
    day = today() + timedelta(days=30)
    typed = {
        "name": "Fire safety", "paper": "training", "unlocks": "receive", "months": "12", "grace_days": "7",
        **{f"from_on-{part}": getattr(day, part) for part in ("day", "month", "year")},
    }  # fmt: skip
    assert gemma.post("/members/requirements/", typed).status_code == 302
    with in_alliance(alliance):
        assert standing_of(cup.pk).takes_people
        with at(later(days=31)):
            assert not standing_of(cup.pk).takes_people and standing_of(cup.pk).rights.records
    worker = signed_in(alliance, make_user(alliance, "w@a.example", cup="worker"))
    assert worker.get("/members/requirements/").status_code == 403


def test_nobody_is_bound_by_something_new_or_harder_within_28_days(alliance):
    day = today()
    make_requirement(alliance, "Insurance", months=12, kinds=["charity"])
    gemma = signed_in(alliance, make_user(alliance, office="coordinator"))

    def kept(on, **changes):
        typed = {
            "name": "Insurance", "paper": "insurance", "unlocks": "both", "months": "12", "grace_days": "14",
            "kinds": ["charity"], **{f"from_on-{part}": getattr(on, part) for part in ("day", "month", "year")},
        }  # fmt: skip
        answer = gemma.post("/members/requirements/", {**typed, **changes})
        assert answer.status_code == 302 or "Give everyone time to get it" in answer.content.decode()
        return answer.status_code == 302

    assert not kept(day, name="Fire safety") and not kept(day + timedelta(days=27), name="Fire safety")
    assert kept(day + timedelta(days=28), name="Fire safety")
    with in_alliance(alliance):
        was = Requirement.objects.get(name="Insurance").from_on
    assert kept(was, months="24"), "what is only eased keeps its day"
    for harder in (
        {"months": "6"},
        {"grace_days": "2"},
        {"kinds": []},
        {"paper": "dbs"},
        {"unlocks": "records"},
    ):
        assert not kept(was, **harder)
    with in_alliance(alliance):
        one = Requirement.objects.get(name="Insurance")
        assert (one.months, one.kinds, one.from_on) == (24, ["charity"], was)


def test_each_kind_of_party_and_what_it_may_see(alliance):
    make_requirement(alliance, "NHS data", paper="data_sharing", kinds=["icb"], unlocks="records")
    worker = signed_in(alliance, make_user(alliance, haven="worker"))
    rows = html.unescape(worker.get("/members/parties/").content.decode()).split("<tr")
    board = next(row for row in rows if "integrated care board" in row)
    assert "Never a person’s record." in board and "NHS data" in board
    assert "referred to them" in next(row for row in rows if "GP practices" in row)
