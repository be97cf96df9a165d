"""Someone who reads Arabic asks for help, and sees on her own page what comes of it, in Arabic; with and without scripts."""

import pytest

from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.tenancy.models import Alliance
from alongside.referrals.tests.factories import make_world

from .site import Postbox, Site
from .steps import Visitor

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def noor(browser, live_server, alliance, size, request):
    make_world(alliance)
    with in_alliance(alliance):
        Alliance.objects.filter(pk=alliance.pk).update(languages=["ar"])
    visitor = Visitor(browser, Site(live_server.url, Postbox(), ""), size=size, javascript=request.param)
    yield visitor
    visitor.close()


@pytest.mark.parametrize("noor", [True, False], ids=["with scripts", "without scripts"], indirect=True)
def test_from_words_in_arabic_to_a_page_of_ones_own(noor) -> None:
    # Given a page in English that offers Arabic
    noor.goes_to("/").sees("What’s going on?").presses("العربية")
    noor.sees("ماذا يحدث معك؟", "تحتاج إلى مساعدة الآن؟").looks_right("arabic-front")

    # When she says in Arabic what is going on, and asks
    noor.fills("بكلماتك أنت", "لا أستطيع النوم منذ وفاة أمي").presses("انظر من يمكنه المساعدة")
    noor.sees("كلماتك", "صعوبة في النوم").looks_right("arabic-results")
    noor.goes_to("/ask/").looks_right("arabic-ask-reach")
    noor.page.locator("[name=safe_ways][value=text]").check(force=True)
    noor.presses("متابعة").sees("أمر واحد للمراجعة", "لم يضِع شيء").looks_right("arabic-ask-error")
    noor.fills("رقم الهاتف", "07700 900 362").presses("متابعة")
    noor.page.fill("[name=age]", "34")
    noor.presses("متابعة").sees("من سيرى هذا").looks_right("arabic-ask-agree")

    # Then it is with someone, and she knows it in her own language
    noor.presses("اطلب المساعدة").sees("شكرًا لك. وصلتنا رسالتك", "رقمك المرجعي").looks_right("arabic-done")

    # And her own page, opened by its link and her code, tells her in Arabic what comes next and lets her end it
    code = noor.page.locator(".code").inner_text()
    noor.goes_to(noor.page.locator(".keys-to a").get_attribute("href"))
    noor.sees("افتح صفحتك").looks_right("arabic-own-code")
    noor.fills("رمزك", code).presses("افتح صفحتي")
    noor.sees("ماذا سيحدث بعد ذلك", "ما حدث حتى الآن", "من يمكنه رؤية سجلي").looks_right("arabic-own-page")
    noor.presses("لم أعد أريد هذه المساعدة").sees("ليس عليك أن تقول السبب").looks_right("arabic-own-end")
    noor.presses("أوقفوا هذه المساعدة").sees("لقد توقفنا", "لا شيء قيد الانتظار الآن")
