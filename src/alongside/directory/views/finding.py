"""Finding help. What people type is in no address: see ADR 11."""

import re
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.navigation import address
from alongside.foundation.design.render import render
from alongside.places.queries import Place, area_map, locate

from ..actions import record_unmet
from ..chosen import MOST, NAME, chosen, code_of, query_of
from ..forms import FOR_WHOM, ONLY, REASONS, FindForm, NarrowForm
from ..presenters import results_page
from ..presenters.results import chosen_ids
from ..queries import (
    Search,
    forget_searches,
    heard_needs,
    keep_search,
    kept_search,
    languages_spoken,
    need_choices,
    need_label,
    search,
    services_shown,
    wanted_by,
)

LONGEST = 10_000
BLANK: dict[str, Any] = {
    "words": "", "postcode": "", "for_whom": "self", "needs": None, "only": [], "age": None, "language": "",
}  # fmt: skip
#: The needs that this browser has been counted for today.
COUNTED = "directory.unmet"
FORGOTTEN = gettext_lazy("We don’t keep what you type for long, so it has gone. You can say it again here.")


@page(public=True, methods=("GET", "HEAD", "POST"), in_languages=True)
def find(request: AllianceRequest) -> HttpResponse:
    """POST: keep what was asked and go to its results. GET: the results, or the question."""
    if request.method == "POST":
        return _asked_again(request) if "search" in request.POST else _go(request, _asked(request.POST))
    key = request.GET.get("search", "")[:20]
    asked = kept_search(request.session, key) if key else None
    if asked is None and any(request.GET.get(name) for name in ("words", "need", "postcode")):
        asked, key = _asked(request.GET), ""
    if asked is None or not (asked["words"].strip() or asked["needs"]):
        return _question(request, asked, FORGOTTEN if key and asked is None else "")
    return _results(request, asked, key)


@page(public=True, methods=("POST",), in_languages=True)
def forget(request: AllianceRequest) -> HttpResponse:
    """Forget every search of this browser."""
    forget_searches(request.session)
    return redirect("directory:find")


@page(public=True, methods=("POST",), in_languages=True)
def nothing_fits(request: AllianceRequest) -> HttpResponse:
    """Someone says that nothing in the list fits. It is counted, and the next step is asking a person."""
    key = request.POST.get("search", "")[:20]
    asked = kept_search(request.session, key)
    if asked is None:
        return _question(request, None, FORGOTTEN)
    place = locate(asked["postcode"]) if asked["postcode"] else None
    reason = request.POST.get("reason", "")
    _count_unmet(
        request,
        heard_needs(asked["words"], asked["needs"]),
        place,
        reason if reason in dict(REASONS) else "nothing_fits",
    )
    ask = address("referrals:ask")
    return redirect(f"{ask or reverse('directory:find')}?{urlencode({'search': key})}")


def _asked(given: Any) -> dict[str, Any]:
    """What a form (or an address made by hand) asks for; anything that makes no sense is left out."""
    known = dict(need_choices())
    needs = [code for code in (*given.getlist("needs"), *given.getlist("need")) if code in known]
    age = given.get("age", "")
    whom = given.get("for_whom", "") or {"me": "self", "care": "carer", "work": "worker"}.get(
        given.get("for", ""), ""
    )
    return BLANK | {
        "words": given.get("words", "").replace("\0", "")[:LONGEST],
        "postcode": given.get("postcode", "").strip()[:40],
        "for_whom": whom if whom in dict(FOR_WHOM) else "self",
        "needs": needs or None,
        "only": [code for code in given.getlist("only") if code in dict(ONLY)],
        "age": int(age) if re.fullmatch(r"[0-9]{1,3}", age) and int(age) <= 120 else None,
        "language": given.get("language", "").replace("\0", "").strip()[:60],
    }


def _ticked(request: AllianceRequest) -> list[UUID]:
    """The services on this browser's leaflet so far: they go along in the address."""
    return chosen((request.POST if request.method == "POST" else request.GET).getlist(NAME))[:MOST]


def _go(request: AllianceRequest, asked: dict[str, Any]) -> HttpResponse:
    if not asked["words"].strip() and not asked["needs"]:
        return _question(
            request, asked, gettext("Tell us a little, or pick one of these. A few words is fine.")
        )
    key = keep_search(request.session, asked)
    return redirect(reverse("directory:find") + query_of(_ticked(request), search=key))


def _asked_again(request: AllianceRequest) -> HttpResponse:
    """The choices beside the results were changed."""
    key = request.POST["search"][:20]
    asked = kept_search(request.session, key)
    if asked is None:
        return _question(request, None, FORGOTTEN)
    form = NarrowForm(request.POST, needs=need_choices(), languages=languages_spoken())
    if not form.is_valid():
        return _results(request, asked, key, form)
    changed = {name: form.cleaned_data.get(name) for name in ("only", "age", "language", "needs")}
    return _go(request, asked | changed | {"language": changed["language"] or ""})


def _question(request: AllianceRequest, asked: dict[str, Any] | None, note: Any = "") -> HttpResponse:
    form = FindForm(initial=BLANK | (asked or {}))
    return _private(
        render(
            request,
            "directory/question.html",
            {
                "question": form,
                "note": note,
                "starts": need_choices(),
                "ask": address("referrals:ask"),
                "lists": request.actor.has(Permission.LIST_KEEP),
                "carried": [(NAME, code_of(pk)) for pk in _ticked(request)],
            },
        )
    )


def _results(
    request: AllianceRequest, asked: dict[str, Any], key: str, form: NarrowForm | None = None
) -> HttpResponse:
    wanted = wanted_by(asked)
    place = wanted.place
    found = search(wanted)
    opened = request.GET.get("all", "")
    ids = {pk for group in chosen_ids(found, opened).values() for pk in group}
    ticked = _ticked(request)
    made = results_page(
        found,
        wanted,
        services_shown(ids),
        opened=opened,
        for_whom=asked["for_whom"],
        key=key,
        note="" if place or not asked["postcode"] else "postcode",
        ticked=ticked,
        area_map=area_map(),
    )
    if key and request.method == "GET" and not wanted.narrowed:
        unmet = [group.need_code for group in found.groups if not group.found]
        if unmet:
            _count_unmet(request, unmet, place, "nothing_fits")
        elif not found.groups and asked["words"].strip():
            _count_unmet(request, [], place, "not_understood")
    initial = {
        "needs": [group.need_code for group in found.groups],
        "only": asked["only"],
        "age": asked["age"],
        "language": asked["language"],
    }
    narrow = form or NarrowForm(initial=initial, needs=_choices(found), languages=languages_spoken())
    query = urlencode({"search": key}) if key else ""
    ask = address("referrals:ask")
    context = {
        "page": made,
        "form": narrow,
        "key": key,
        "wanted": wanted,
        "reasons": REASONS,
        "ask": f"{ask}?{query}" if ask and query else ask,
        "again": reverse("directory:find") + query_of(ticked, search=key) if key else request.get_full_path(),
        "ticked": [(NAME, code_of(pk)) for pk in ticked],
    }
    return _private(render(request, "directory/results.html", context))


def _count_unmet(request: AllianceRequest, needs: list[str], place: Place | None, reason: str) -> None:
    """Count each need once a day and browser: the browser's own session knows which, the table does not."""
    if not request.actor.has(Permission.UNMET_RECORD):
        return
    today = timezone.localdate().isoformat()
    counted = [mark for mark in request.session.get(COUNTED, []) if mark.startswith(today)]
    fresh = [code for code in (needs or [""]) if f"{today} {code}" not in counted]
    if not fresh:
        return
    ward = place.ward.code if place and place.ward else ""
    record_unmet(needs=[code for code in fresh if code], ward_code=ward, reason=reason, by=request.actor)
    request.session[COUNTED] = [*counted, *(f"{today} {code}" for code in fresh)][-60:]


def _choices(found: Search) -> list[tuple[str, str]]:
    """The needs that were heard or ticked, then a few that often go with them."""
    codes = [group.need_code for group in found.groups]
    codes += [code for code in found.understanding.codes if code not in codes]
    codes += [code for code in ("mood_anxiety", "loneliness", "debt_money", "sleep") if code not in codes][:2]
    return [(code, need_label(code)) for code in codes]


def _private(response: HttpResponse) -> HttpResponse:
    """Someone's words are on it: no browser or proxy may keep it."""
    response.headers["Cache-Control"] = "no-store, private"
    return response
