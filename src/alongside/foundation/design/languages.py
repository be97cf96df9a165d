"""The languages that public pages are drawn in, and which of them a reader gets.

English is what Alongside is written in. Each other language is a catalogue, ``src/alongside/locale/CODE``; an alliance
says which of them it offers. A reader gets what they chose last on this browser (a cookie that holds the code and
nothing else), or else what the browser asks for; on pages that are not ready for it, English.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from babel import Locale
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

#: Names a language in an address: a link that says ?lang=ar opens in Arabic for whoever it is sent to.
ASKED = "lang"
A_YEAR = 365 * 24 * 3600


@dataclass(frozen=True)
class Language:
    """``code`` as in BCP 47, ``name`` in the language itself and ``in_english``, ``direction`` ltr or rtl."""

    code: str
    name: str
    in_english: str
    direction: str = "ltr"


ENGLISH = Language("en-GB", "English", "English")


def _language(code: str) -> Language:
    locale = Locale.parse(code, sep="-")
    return Language(
        code, str(locale.get_display_name()), str(locale.get_display_name("en")), locale.text_direction
    )


#: Every language that there is a catalogue for, by code.
LANGUAGES: dict[str, Language] = {
    code: _language(code) for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE
}


def offered(codes: Iterable[str]) -> list[Language]:
    """The languages of an alliance that a page can be read in, English first; English alone is no choice, so then none."""
    others = [LANGUAGES[code] for code in codes if code in LANGUAGES]
    return [ENGLISH, *others] if others else []


def _codes(request: HttpRequest) -> Sequence[str]:
    """What this request's alliance offers besides English."""
    return getattr(getattr(request, "alliance", None), "languages", None) or []


def current() -> Language:
    """The language in which words are written just now."""
    return LANGUAGES.get(translation.get_language() or "", ENGLISH)


def wanted(request: HttpRequest) -> str:
    """The code of the language to draw this request's page in, of those that its alliance offers."""
    codes = _codes(request)
    asked = request.GET.get(ASKED, "")
    if asked in codes or asked == ENGLISH.code:
        return asked if asked in LANGUAGES else settings.LANGUAGE_CODE
    found = translation.get_language_from_request(request) if codes else settings.LANGUAGE_CODE
    return found if found in codes and found in LANGUAGES else settings.LANGUAGE_CODE


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Inside, words are written in this language. Costs nothing where that is so already."""
    if translation.get_language() == code:
        yield
        return
    with translation.override(code):
        yield


def in_english() -> Any:
    """Inside, words are written in English: what is kept, and what is sent, is for everybody who reads it later."""
    return speaking(settings.LANGUAGE_CODE)


def remember(request: HttpRequest, response: HttpResponse, code: str) -> None:
    """Keep a language that was asked for in the address, so that the next page is in it too."""
    if ASKED in request.GET and _codes(request):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            code,
            max_age=A_YEAR,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
