"""Who takes part and what they offer; and the page on which each of those at work starts."""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect

from alongside.directory.queries import need_choices, offers_of_members
from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.downloads import csv_download
from alongside.foundation.design.navigation import NavItem, links
from alongside.foundation.design.render import render
from alongside.foundation.workflow.clock import today
from alongside.membership.queries import member_or_partner, members_and_partners

from ..presenters.members import FILE_HEAD, file_rows, present_member, present_members


@page(permission=Permission.SIGNED_IN)
def start(request: AllianceRequest) -> HttpResponse:
    """Send everyone to the first page that their role opens: Today, or Members for who sees no records."""
    allowed = request.actor.has
    return redirect(links([NavItem(*item) for item in settings.ALONGSIDE_STAFF_NAV], None, allowed)[0].href)


@page(permission=Permission.MEMBER_VIEW)
def members(request: AllianceRequest) -> HttpResponse:
    """The list, or with ``format=csv`` the same as a file."""
    organisations = members_and_partners(by=request.actor)
    offers = offers_of_members(organisation.pk for organisation in organisations)
    if request.GET.get("format") == "csv":
        return csv_download(f"members-{today().isoformat()}", FILE_HEAD, file_rows(organisations, offers))
    needs = need_choices()
    need = request.GET.get("need", "")
    need = need if need in dict(needs) else ""
    context = {
        "shown": present_members(organisations, offers, need=need),
        "need": need,
        "needs": [("", "Anything"), *needs],
    }
    return render(request, "home/members.html", context)


@page(permission=Permission.MEMBER_VIEW)
def member(request: AllianceRequest, organisation_id: UUID) -> HttpResponse:
    """One organisation: what it is for, how to reach it, and what it offers."""
    found = member_or_partner(organisation_id, by=request.actor)
    offers = offers_of_members([found.pk])[found.pk]
    return render(request, "home/member.html", {"shown": present_member(found, offers)})
