"""Who takes part, how each stands and what it offers; and the page on which each of those at work starts."""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect

from alongside.directory.queries import need_choices
from alongside.foundation.access.errors import NotFound
from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.downloads import csv_download
from alongside.foundation.design.navigation import NavItem, links
from alongside.foundation.design.render import render
from alongside.foundation.workflow.clock import today
from alongside.membership.queries import (
    StandingState,
    contacts_of,
    evidence_of,
    representatives_of,
    signatures_of,
)
from alongside.referrals.queries.load import open_with
from alongside.training.queries import training_held

from ..presenters.member import present_member
from ..presenters.members import FILE_HEAD, ORDERS, TAGS, file_rows, present_members
from ..queries.members import Wanted, facts_of, member_facts, narrowed

SIZES = [
    ("", "Any size"),
    ("small", "Small, under £100,000"),
    ("medium", "Medium or large"),
    ("public", "NHS or council"),
]
LOADS = [("", "Any load"), ("over", "Over what they said"), ("room", "Room to spare")]
STANDINGS = [
    ("", "Any standing"),
    *[(state.value, TAGS[state][0]) for state in TAGS if state is not StandingState.LEFT],
]


@page(permission=Permission.SIGNED_IN)
def start(request: AllianceRequest) -> HttpResponse:
    """Send everyone to the first page that their role opens: Today, or Members for who sees no records."""
    allowed = request.actor.has
    return redirect(links([NavItem(*item) for item in settings.ALONGSIDE_STAFF_NAV], None, allowed)[0].href)


@page(permission=Permission.MEMBER_VIEW)
def members(request: AllianceRequest) -> HttpResponse:
    """The list, whoever needs attention first; or with ``format=csv`` the same as a file."""
    by, asked = request.actor, request.GET
    runs = by.has(Permission.MEMBER_EDIT)
    needs = [("", "Anything"), *need_choices()]
    wanted = Wanted(
        standing=_one_of(STANDINGS, asked.get("standing", "")),
        size=_one_of(SIZES, asked.get("size", "")),
        load=_one_of(LOADS, asked.get("load", "")),
        need=_one_of(needs, asked.get("need", "")),
        q=asked.get("q", "").strip()[:100],
    )
    order = asked.get("order", "") if asked.get("order", "") in ORDERS else ""
    facts = member_facts(by=by, q=wanted.q)
    shown = sorted(narrowed(facts, wanted), key=ORDERS[order][1])
    if asked.get("format") == "csv":
        return csv_download(f"members-{today().isoformat()}", FILE_HEAD, file_rows(shown, runs=runs))
    query = request.GET.copy()
    query["format"] = "csv"
    context = {
        "shown": present_members(facts, shown=shown, runs=runs, wanted=wanted),
        "wanted": wanted,
        "order": order,
        "runs": runs,
        "csv": query.urlencode(),
        "options": {
            "standing": STANDINGS,
            "size": SIZES,
            "load": LOADS,
            "need": needs,
            "order": [(code, words) for code, (words, _) in ORDERS.items()],
        },
    }
    return render(request, "home/members.html", context)


def _one_of(options: list[tuple[str, str]], value: str) -> str:
    return value if value in dict(options) else ""


@page(permission=Permission.MEMBER_VIEW)
def member(request: AllianceRequest, organisation_id: UUID) -> HttpResponse:
    """One organisation: how it stands, what it offers and carries, and who speaks for it."""
    by = request.actor
    facts = facts_of(organisation_id, by=by)
    if facts is None:
        raise NotFound
    runs = by.has(Permission.MEMBER_EDIT)
    shown = present_member(
        facts,
        by=by,
        contacts=contacts_of(organisation_id),
        speakers=representatives_of(organisation_id),
        still_open=open_with(organisation_id, by=by),
        training=training_held(organisation_id) if runs or facts.is_own else (),
    )
    context = {
        "shown": shown,
        "pk": organisation_id,
        "evidence": evidence_of(organisation_id, by=by) if runs else [],
        "signed": signatures_of(organisation_id) if runs or facts.is_own else [],
    }
    return render(request, "home/member.html", context)
