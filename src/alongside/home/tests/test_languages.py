"""Public pages in another language: whole, the other way round where it is written so, and kept while someone goes on."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po
from django.conf import settings
from django.test import Client

from alongside.directory.tests.factories import make_service
from alongside.foundation.accounts.tests.factories import make_user, signed_in
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.design.languages import LANGUAGES
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.workflow.clock import today
from alongside.referrals.actions import accept_referral, ask_question, decline_referral, give_own_page
from alongside.referrals.models import HelpRequest
from alongside.referrals.queries.referrals import open_referral
from alongside.referrals.tests.factories import make_referral, make_world

OURS = {"gettext_lazy": None, "gettext_noop": None, "ngettext_lazy": (1, 2)}
PLACEHOLDER = re.compile(r"%\(\w+\)s")
DETAILS = {
    "name": "Dale Alliance",
    "place": "Dale",
    "telephone": "01632 960 144",
    "open_hours": "10am to 4pm",
}
#: Words in Latin letters that a page in Arabic may hold: names, and what has no other spelling.
LATIN = {
    "Alongside",
    "Dale",
    "Alliance",
    "am",
    "to",
    "pm",
    "Samaritans",
    "SHOUT",
    "NHS",
    "English",
    "DN",
    "QB",
    "RU",
    "Shift",
}

#: What the people and places of these tests are called.
NAMES = {*"Dawn Ellery Front Door Priya Nair Harbour Lights Chloe Dunn Rest Easy Cedar House Jo Coe".split()}  # noqa: SIM905


@pytest.fixture
def offering(alliance: Any) -> Any:
    """An alliance whose coordinator has ticked Arabic."""
    alliance.world = make_world(alliance)
    coordinator = signed_in(alliance, make_user(alliance, front="coordinator"))
    assert coordinator.post("/alliance/details/", DETAILS | {"languages": ["ar"]}).status_code == 302
    assert "العربية" in coordinator.get("/alliance/").content.decode()
    return alliance


def someone(alliance: Any, **headers: str) -> Client:
    return Client(headers={"host": alliance.domain, **headers})


def catalogue(code: str) -> Catalog:
    with (Path(settings.LOCALE_PATHS[0]) / code / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale=code)


def seen(page: Any) -> str:
    """What a reader sees of a page, without addresses and tags."""
    body = re.sub(r"(?s)<(script|style).*?</\1>|<title>.*?</title>", " ", page.content.decode())
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", body))


def test_an_alliance_that_offers_none_is_in_english_whatever_is_asked(alliance: Any) -> None:
    page = someone(alliance, accept_language="ar").get("/?lang=ar").content.decode()
    assert 'lang="en-GB"' in page and "What’s going on?" in page and "العربية" not in page


def test_a_choice_is_kept_and_can_be_taken_back(offering: Any) -> None:
    reader = someone(offering)
    assert "What’s going on?" in seen(reader.get("/"))
    page = reader.get("/?lang=ar")
    assert '<html lang="ar" dir="rtl"' in page.content.decode() and "alongside-rtl" in page.content.decode()
    assert page.cookies["language"]["httponly"] and page.cookies["language"]["samesite"] == "Lax"
    assert "ماذا يحدث معك؟" in seen(reader.get("/find/"))
    assert "What’s going on?" in seen(reader.get("/?lang=en-GB"))
    assert "What’s going on?" in seen(reader.get("/find/"))


def test_a_browser_that_asks_for_it_gets_it_and_pages_that_are_not_ready_stay_whole_in_english(
    offering: Any,
) -> None:
    reader = someone(offering, accept_language="ar-SY,en;q=0.5")
    assert "ماذا يحدث معك؟" in seen(reader.get("/"))
    privacy = reader.get("/privacy/")
    assert 'lang="en-GB"' in privacy.content.decode() and not re.search("[\u0600-\u06ff]", seen(privacy))


@pytest.mark.parametrize("path", ["/", "/find/", "/ask/"])
def test_no_english_is_left_between(offering: Any, path: str) -> None:
    page = someone(offering, accept_language="ar").get(path, follow=True)
    assert page.status_code == 200
    assert set(re.findall(r"[A-Za-z]{2,}", seen(page))) <= LATIN


def test_the_language_of_a_page_is_no_language_that_a_service_must_speak(offering: Any) -> None:
    with in_alliance(offering):
        make_service(offering, "Rest Easy", needs=("sleep",))
    reader = someone(offering)
    assert "Rest Easy" in seen(reader.get("/find/?need=sleep"))
    (there,) = re.findall(r'<a href="([^"]*lang=ar[^"]*)"', reader.get("/find/?need=sleep").content.decode())
    page = reader.get(unescape(there))
    assert "Rest Easy" in seen(page) and "صعوبة في النوم" in seen(page)


def test_results_are_in_arabic_and_what_a_service_says_is_marked_as_english(offering: Any) -> None:
    with in_alliance(offering):
        make_service(
            offering, "Rest Easy", needs=("sleep",), organisation="Harbour Lights", phone="01632 960144"
        )
    reader = someone(offering, accept_language="ar")
    page = reader.post("/find/", {"need": "sleep"}, follow=True)
    assert "صعوبة في النوم" in seen(page) and "اطلب إحالتك إليهم" in seen(page)
    assert '<h3 class="svc__name" lang="en-GB" dir="ltr">' in page.content.decode()


@pytest.mark.parametrize("words", ["اريد ان اموت", "أفكر في الموت كل يوم", "بدي اموت", "أؤذي نفسي"])
def test_words_of_danger_open_crisis_help(offering: Any, words: str) -> None:
    page = someone(offering, accept_language="ar").post("/find/", {"words": words}, follow=True)
    assert "هل أنت في أمان الآن؟" in seen(page)


def test_what_is_kept_is_in_english(offering: Any) -> None:
    """A request made on a page in Arabic is read by people who may read none."""
    reader = someone(offering, accept_language="ar")
    reader.post("/ask/", {"words": "لا أستطيع النوم", "for_whom": "self"})
    page = reader.post("/ask/reach/", {"safe_ways": ["text"]}, follow=True)
    assert "احتفظنا بكل ما كتبته" in seen(page)
    reader.post("/ask/reach/", {"safe_ways": ["text"], "telephone": "07700 900362"})
    reader.post("/ask/about/", {"given_name": "نور", "age": "34"})
    page = reader.post("/ask/agree/", {}, follow=True)
    assert "شكرًا لك. وصلتنا رسالتك" in seen(page)
    assert set(re.findall(r"[A-Za-z]+ [A-Za-z]+", seen(page))) <= {
        "Front Door",
        "am to",
        "Dale Alliance",
        "Alongside Dale",
    }
    with offering.world.seen_by(offering.world.navigator):
        made = HelpRequest.objects.get()
        kept = [made.next_step, *AuditEntry.objects.values_list("sentence", flat=True)]
    assert made.words == "لا أستطيع النوم" and len(kept) > 1
    assert not [text for text in kept if re.search("[\u0600-\u06ff]", text)]


def messages_in_the_code() -> set[str]:
    """The first form of every message that Babel finds, as ``locale/extract.ini`` says where."""
    folder = Path(settings.LOCALE_PATHS[0])
    with (folder / "extract.ini").open() as said:
        methods, options = parse_mapping_cfg(said)
    found = extract_from_dir(
        folder.parent, methods, options, DEFAULT_KEYWORDS | OURS, strip_comment_tags=True
    )
    return {message if isinstance(message, str) else message[0] for _, _, message, *_ in found}


def test_every_catalogue_has_every_message() -> None:
    wanted = messages_in_the_code()
    assert len(wanted) > 400
    for code in LANGUAGES:
        held = {one.id if isinstance(one.id, str) else one.id[0] for one in catalogue(code) if one.id}
        assert not wanted - held, f"{code} lacks these: see docs/howto/add-a-language.md"
        assert not held - wanted, f"{code} has these, which no page says any more"


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_a_catalogue_keeps_every_placeholder(code: str) -> None:
    messages = [message for message in catalogue(code) if message.id]
    assert len(messages) > 400
    for message in messages:
        asked = set(PLACEHOLDER.findall(" ".join(message.id) if message.pluralizable else message.id))
        forms = message.string if message.pluralizable else (message.string,)
        assert all(forms), message.id
        assert all(set(PLACEHOLDER.findall(form)) <= asked for form in forms), message.id
        if not message.pluralizable:
            assert set(PLACEHOLDER.findall(message.string)) == asked, message.id


# --- a person's own page ------------------------------------------------------------------------------


@pytest.fixture
def inside(offering: Any) -> Client:
    """Someone who reads Arabic, on their own page. Harbour Lights has opened their record and answers it next."""
    world = offering.world
    offering.referral = make_referral(world)
    with world.seen_by(world.public):
        key = give_own_page(offering.referral.request, by=world.public)
    with world.seen_by(world.chloe):
        open_referral(offering.referral.pk, by=world.chloe)
    reader = someone(offering, accept_language="ar")
    assert "افتح صفحتك" in seen(reader.get(key.path))
    assert "ليس هذا هو الرمز" in seen(reader.post(key.path, {"code": "000000"}))
    assert reader.post(key.path, {"code": key.code}).url == "/my/page/"
    return reader


def english_on(page: Any) -> set[str]:
    """Words in Latin letters but for their own words, their reference, and what people and places are called."""
    assert page.status_code == 200 and 'dir="rtl"' in page.content.decode()
    theirs = r'(?s)<p class="words__said".*?</p>|<p>“.*?”</p>|<title>.*?</title>|\bAL.[A-Z0-9]{4,}'
    text = re.sub(theirs, " ", page.content.decode())
    return set(re.findall(r"[A-Za-z]{2,}", re.sub(r"<[^>]*>", " ", text))) - LATIN - NAMES


@pytest.mark.parametrize("path", ["", "looks/", "reach/", "copy/"])
def test_no_english_is_left_on_a_persons_own_page(inside: Client, path: str) -> None:
    assert not english_on(inside.get(f"/my/page/{path}"))


@pytest.mark.parametrize("event", ["accept", "wait", "decline", "ask"])
def test_what_happened_and_what_comes_next_is_told_in_arabic(
    inside: Client, offering: Any, event: str
) -> None:
    world, referral = offering.world, offering.referral
    with world.seen_by(world.chloe):
        {
            "accept": lambda: accept_referral(referral, first_contact_on=today(), by=world.chloe),
            "wait": lambda: accept_referral(referral, on_waiting_list=True, by=world.chloe),
            "decline": lambda: decline_referral(referral, reason="no_capacity", by=world.chloe),
            "ask": lambda: ask_question(referral, question="When?", by=world.chloe),
        }[event]()
    assert not english_on(inside.get("/my/page/"))


def test_changing_ones_mind_is_asked_and_answered_in_arabic(inside: Client) -> None:
    page = inside.get("/my/page/").content.decode()
    (stop,) = re.findall(r'href="(/my/page/stop/[^"]*)"', page)
    assert not english_on(inside.get(stop))
    assert not english_on(inside.post(stop, follow=True))
    (end,) = re.findall(r'href="(/my/page/end/[^"]*)"', page)
    assert not english_on(inside.get(end))
    assert not english_on(inside.post(end, follow=True))
    assert not english_on(inside.post("/my/page/reach/", {"safe_ways": ["text"]}))
    assert not english_on(inside.post("/my/close/", follow=True))


def test_a_copy_for_a_computer_is_in_english(inside: Client) -> None:
    assert not re.search("[\u0600-\u06ff]", inside.get("/my/page/copy.json").content.decode())
