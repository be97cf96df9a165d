"""@page: every view says by which door it is entered and what permission it takes."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.cache import patch_vary_headers

from alongside.foundation.design import languages
from alongside.foundation.design.errors import forbidden, not_found, refused, shut

from .actor import Actor
from .actors import Door, enter, second_factor_passed
from .errors import DomainError, NotFound
from .permissions import Permission
from .request import AllianceRequest

View = Callable[..., HttpResponse]
UNKEPT = "no-store, private"
ASKED_AGAIN = "no-cache, private"  # the browser may keep it, nobody on the way may, and it is asked for anew


@dataclass(frozen=True)
class PageRule:
    """What a view declared of itself; the route tests read it."""

    door: Door
    permission: Permission | None
    methods: tuple[str, ...]
    in_languages: bool = False
    takes_file: int = 0


def page(
    *,
    permission: Permission | None = None,
    public: bool = False,
    door: Door | None = None,
    methods: tuple[str, ...] = ("GET", "HEAD"),
    in_languages: bool = False,
    takes_file: int = 0,
) -> Callable[[View], View]:
    """Declare a view. Give ``public=True``, or a permission (and a door other than the staff's).

    Not signed in: the sign-in page (or the start of the person's or receiver's door). Signed in without
    the permission: 403. A DomainError that the view does not catch becomes its page, with its status.
    Pages that are not public are never stored by the browser, so Back after signing out shows nothing; nor are
    public ones with a form or a link's token. The rest may be kept by the browser alone.

    ``in_languages``: all that it says goes through the catalogues, so it is drawn in the reader's language where the
    alliance offers that. Every other page is in English, whole, and never half in one and half in the other.
    ``takes_file``: how many bytes a file that it is sent may have; see ``uploads.py``.
    """
    if public == (permission is not None):
        raise TypeError("A view declares either public=True or a permission.")
    entered = door or (Door.PUBLIC if public else Door.STAFF)
    rule = PageRule(entered, permission, methods, in_languages, takes_file)

    def wrap(view: View) -> View:
        @functools.wraps(view)
        def shown(request: AllianceRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            response = _in_a_language(view, rule, request, *args, **kwargs)
            if entered is not Door.PUBLIC or request.actor.is_staff:
                response.headers["Cache-Control"] = UNKEPT
            else:
                # A page with a form or behind a link may show what someone typed, or was given.
                private = "token" in kwargs or "POST" in methods
                response.headers.setdefault("Cache-Control", UNKEPT if private else ASKED_AGAIN)
            patch_vary_headers(response, ("Cookie", "Accept-Language") if in_languages else ("Cookie",))
            return response

        shown.page_rule = rule  # type: ignore[attr-defined]
        return shown

    return wrap


def _in_a_language(
    view: View, rule: PageRule, request: AllianceRequest, *args: Any, **kwargs: Any
) -> HttpResponse:
    """The page in the reader's language if it is ready for it, and a choice of language remembered."""
    if not rule.in_languages:
        with languages.in_english():
            return _answer(view, rule, request, *args, **kwargs)
    request.in_languages = True
    code = languages.wanted(request)
    with languages.speaking(code):
        response = _answer(view, rule, request, *args, **kwargs)
    languages.remember(request, response, code)
    return response


def _tidy(request: AllianceRequest) -> None:
    """NUL means nothing and no database text can hold it, so no view meets one in an address. Forms say so themselves."""
    if "%00" not in request.META.get("QUERY_STRING", ""):
        return
    tidy = request.GET.copy()
    for name, values in list(tidy.lists()):
        del tidy[name]
        tidy.setlist(name.replace("\0", ""), [value.replace("\0", "") for value in values])
    tidy._mutable = False  # type: ignore[attr-defined]
    request.GET = tidy  # type: ignore[assignment]


def _answer(view: View, rule: PageRule, request: AllianceRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    _tidy(request)
    actor = enter(request, rule.door)
    if request.method not in rule.methods:
        return HttpResponseNotAllowed(rule.methods)
    if rule.permission is not None and not actor.has(rule.permission):
        return _turned_away(request, actor, rule.door, rule.permission)
    step = _second_factor(request, actor, rule.door)
    if step is not None:
        return step
    try:
        return view(request, *args, **kwargs)
    except (NotFound, Http404) as error:
        request.roll_back = True
        return not_found(request, error)
    except DomainError as error:
        return _refused(request, error)


def _turned_away(request: AllianceRequest, actor: Actor, door: Door, permission: Permission) -> HttpResponse:
    if actor.is_shut_out(permission):
        return shut(request, actor.rights)
    if door is Door.PERSON:
        return redirect("home:your_page")
    if door is Door.RECEIVER:
        return redirect("referrals:receiver_start")
    if door is Door.APPLICANT:
        return redirect("membership:join")
    if door is Door.KEEPER:
        return redirect("upkeep:link_start")
    if not actor.is_staff and actor.user_id is None:
        return redirect_to_login(request.get_full_path(), login_url=str(settings.LOGIN_URL))
    return forbidden(request)


def _second_factor(request: AllianceRequest, actor: Actor, door: Door) -> HttpResponse | None:
    """Outside the demo staff must show a second factor; until then every page leads there."""
    if door is not Door.STAFF or second_factor_passed(request):
        return None
    try:
        target = reverse("accounts:second_factor")
    except NoReverseMatch:
        return None
    if request.path.startswith(target):
        return None
    return redirect_to_login(request.get_full_path(), login_url=target)


def _refused(request: AllianceRequest, error: DomainError) -> HttpResponse:
    request.roll_back = True
    return refused(request, error)
