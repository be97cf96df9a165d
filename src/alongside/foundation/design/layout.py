"""What every page's head and foot say, whoever is reading: place, crisis contacts, links, the way out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext

from alongside.foundation.design.formats import with_query
from alongside.foundation.design.languages import ASKED, ENGLISH, Language, current, offered
from alongside.foundation.design.navigation import Link, address, links
from alongside.foundation.design.theme import name_of
from alongside.foundation.tenancy.models import CRISIS_CONTACTS


@dataclass(frozen=True)
class Layout:
    """Words and links only. crisis_contacts are {label, value, href}, and are never empty."""

    place: str = ""
    alliance: str = ""
    crisis_contacts: Sequence[Mapping[str, str]] = CRISIS_CONTACTS
    public_nav: Sequence[Link] = ()
    staff_nav: Sequence[Link] = ()
    foot_nav: Sequence[Link] = ()
    home: str = "/"
    staff_home: str = "/"
    search: str = ""
    sign_out: str = ""
    account: str = ""
    who: str = ""
    who_for: str = ""
    single_keys: bool = True
    keys_switch: str = ""
    leave_for: str = "https://www.bbc.co.uk/weather"
    telephone: str = ""
    open_hours: str = ""
    shut: str = ""
    demo: bool = False
    theme: str = ""
    language: Language = ENGLISH
    languages: Sequence[tuple[Language, str]] = ()  # the others that this page is drawn in, and where


def layout_for(request: HttpRequest) -> Layout:
    """The layout of a request, made once. request.alliance may be None, request.actor absent."""
    made = getattr(request, "_alongside_layout", None)
    if made is None:
        made = _make(request)
        request._alongside_layout = made  # type: ignore[attr-defined]
    return made


def context(request: HttpRequest) -> dict[str, Any]:
    """A context processor, so that pages of other packages (signing in) have the same head and foot.

    The secret of forms is masked once for the page: a list has a form in every row.
    """
    return {"layout": layout_for(request), "csrf_input": SimpleLazyObject(lambda: csrf_input(request))}


def bare_layout() -> Layout:
    """The layout when nothing may be asked of the request or the database."""
    return Layout(leave_for=_exit(), demo=_demo())


def _make(request: HttpRequest) -> Layout:
    alliance = getattr(request, "alliance", None)
    actor = getattr(request, "actor", None)

    def allowed(permission: Any) -> bool:
        return actor is not None and actor.has(permission)

    staff_nav = links(_items("ALONGSIDE_STAFF_NAV"), request, allowed)
    signed_in = getattr(actor, "user_id", None) is not None
    return Layout(
        place=getattr(alliance, "place", ""),
        alliance=getattr(alliance, "name", ""),
        telephone=getattr(alliance, "telephone", ""),
        open_hours=getattr(alliance, "open_hours", ""),
        crisis_contacts=_crisis(getattr(alliance, "crisis_contacts", None) or CRISIS_CONTACTS),
        public_nav=links(_items("ALONGSIDE_PUBLIC_NAV"), request, allowed),
        staff_nav=staff_nav,
        foot_nav=links(_items("ALONGSIDE_FOOT_NAV"), request, allowed),
        staff_home=staff_nav[0].href if staff_nav else "/",
        search=_search(allowed),
        sign_out=address("accounts:sign_out"),
        account=address("accounts:own"),
        who=getattr(actor, "name", "") if signed_in else "",
        who_for=getattr(actor, "organisation_name", "") if signed_in else "",
        single_keys=not signed_in or getattr(getattr(request, "user", None), "single_keys", True),
        keys_switch=address("home:today_keys") if signed_in else "",
        leave_for=_way_out(request),
        shut=getattr(getattr(actor, "rights", None), "why", "") if signed_in else "",
        demo=_demo(),
        theme=_theme(alliance),
        language=current(),
        languages=_languages(request, alliance),
    )


def _crisis(contacts: Sequence[Mapping[str, str]]) -> Sequence[Mapping[str, str]]:
    """An alliance's own contacts are as it wrote them; those that every alliance begins with are in each language."""
    if current() is ENGLISH:
        return contacts
    return [
        {**contact, "label": gettext(contact["label"]), "value": gettext(contact["value"])}
        for contact in contacts
    ]


def _languages(request: HttpRequest, alliance: Any) -> Sequence[tuple[Language, str]]:
    """The same page in the other languages, where the view said that it is drawn in several."""
    if not getattr(request, "in_languages", False):
        return ()
    here = request.get_full_path() if request.method in ("GET", "HEAD") else request.path
    return [
        (language, with_query(here, **{ASKED: language.code}))
        for language in offered(getattr(alliance, "languages", ()))
        if language != current()
    ]


def _theme(alliance: Any) -> str:
    """Where the style sheet of the alliance's own colours is; "" where it has none."""
    own = name_of(getattr(alliance, "person_colour", ""), getattr(alliance, "alliance_colour", ""))
    return address("founding:theme", own) if own else ""


def _search(allowed: Callable[[Any], bool]) -> str:
    """Where the box in the bar looks for people; "" for those who may see none."""
    page, permission = getattr(settings, "ALONGSIDE_SEARCH", ("", None))
    return address(page) if allowed(permission) else ""


def _way_out(request: HttpRequest) -> str:
    """Straight out; but where something is held for this browser, by the page that forgets it on the way."""
    session = getattr(request, "session", None)
    holds_something = session is not None and not session.is_empty()
    return (holds_something and address("home:leave")) or _exit()


def _items(name: str) -> Sequence[Any]:
    return getattr(settings, name, ())


def _exit() -> str:
    return getattr(settings, "ALONGSIDE_EXIT_ADDRESS", Layout.leave_for)


def _demo() -> bool:
    return bool(getattr(settings, "DEMO", False))
