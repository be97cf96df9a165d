"""The feed of decisions, by a secret link of one's own: for a reader of feeds, which cannot sign in."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.cache import never_cache

from alongside.foundation.access.errors import DomainError
from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.render import render
from alongside.foundation.tenancy.addresses import address

from .. import actions, queries
from ..presenters.proposals import decision_line
from ..vocabulary import DECISIONS


@page(permission=Permission.DECISION_VIEW, methods=("GET", "HEAD", "POST"))
def decisions_link(request: AllianceRequest) -> HttpResponse:
    """The secret link, shown once; a POST makes a fresh one and ends the one before."""
    link = ""
    if request.method == "POST":
        token = actions.renew_decisions_link(by=request.actor)
        link = address(request.alliance, reverse("governance:decisions_feed", args=[token]))
    has = bool(link) or queries.has_link(by=request.actor, purpose=DECISIONS)
    return render(request, "governance/decisions_link.html", {"link": link, "has": has})


@never_cache
@page(public=True)
def decisions_feed(request: AllianceRequest, token: str) -> HttpResponse:
    """The last decisions, as an Atom feed (RFC 4287): title, group and outcome. The rest is behind signing in."""
    try:
        queries.link_owner(token, purpose=DECISIONS)
    except DomainError:
        return HttpResponse("This feed has moved. Its owner can make a new link.\n", "text/plain", status=404)
    alliance = request.alliance
    made = Atom1Feed(
        title=f"Decisions of {alliance.name}",
        link=address(alliance, reverse("governance:decisions")),
        description="",
        feed_url=address(alliance, reverse("governance:decisions_feed", args=[token])),
        language="en-gb",
    )
    for one in queries.listed_decisions()[0]:
        shown = decision_line(one)
        made.add_item(
            title=shown.title,
            link=address(alliance, shown.href),
            description=f"{shown.group}. {shown.how}. {shown.outcome}.",
            author_name=shown.group,
            unique_id=f"urn:uuid:{one.pk}",
            pubdate=one.decided_at,
            updateddate=one.decided_at,
        )
    return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
