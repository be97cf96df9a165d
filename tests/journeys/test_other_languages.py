"""Someone who reads Arabic says what is going on, in Arabic, and asks for help; with and without scripts."""

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
def test_from_words_in_arabic_to_a_request(noor) -> None:
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
