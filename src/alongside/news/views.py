"""News: the list for those who take part, the public page and its feed, and how often to be told."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from alongside.foundation.access.actor import public
from alongside.foundation.access.errors import DomainError, Ended
from alongside.foundation.access.links import find_link
from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.access.rules import can
from alongside.foundation.design.downloads import csv_download
from alongside.foundation.design.render import render
from alongside.foundation.tenancy.addresses import address
from alongside.foundation.workflow.clock import today
from alongside.membership.queries import members_and_partners

from . import actions, presenters, queries
from .forms import DigestForm, TakeBackForm, WriteForm
from .owner import DIGEST_LINK

FORM = ("GET", "HEAD", "POST")
KINDS = [("", "News and thanks"), ("news", "News"), ("thanks", "Thanks")]


@page(permission=Permission.NEWS_VIEW)
def news(request: AllianceRequest) -> HttpResponse:
    """The list, or with ``format=csv`` the same as a file."""
    kind, words = request.GET.get("kind", ""), request.GET.get("q", "")[:200].strip()
    looked = queries.Looked(
        kind=kind if kind in dict(KINDS) else "",
        words=words,
        before=presenters.read_before(request.GET.get("before", "")),
    )
    if request.GET.get("format") == "csv":
        found, _more = queries.updates(looked, by=request.actor, most=queries.MOST_IN_A_FILE)
        return csv_download(f"news-{today().isoformat()}", presenters.FILE_HEAD, presenters.file_rows(found))
    found, more = queries.updates(looked, by=request.actor)
    shown = presenters.present(
        found,
        more=more,
        address=request.get_full_path(),
        count=queries.how_many_updates(looked, by=request.actor),
        filtered=bool(looked.kind or looked.words),
    )
    writes = request.actor.has(Permission.NEWS_WRITE)
    return render(
        request, "news/list.html", {"shown": shown, "looked": looked, "kinds": KINDS, "writes": writes}
    )


@page(permission=Permission.NEWS_VIEW, methods=FORM)
def update(request: AllianceRequest, update_id: UUID) -> HttpResponse:
    """One update; and taking it back, for whoever may."""
    found = queries.update_shown(update_id, by=request.actor)
    mine = can(request.actor, Permission.NEWS_WRITE, found)
    form = TakeBackForm(request.POST or None) if mine else None
    if request.method == "POST" and (form is None or form.is_valid()):
        reason = form.cleaned_data["reason"] if form else ""
        actions.take_back(found, reason=reason, by=request.actor)  # refuses whoever may not
        messages.success(request, "Taken back. Nobody sees it any more.")
        return redirect("news:list")
    return render(request, "news/update.html", {"item": presenters.item(found), "form": form})


@page(permission=Permission.NEWS_WRITE, methods=FORM)
def write(request: AllianceRequest) -> HttpResponse:
    form = WriteForm(request.POST or None, may_be_urgent=request.actor.has(Permission.NEWS_URGENT))
    return _written(request, form, "Tell everyone", actions.publish)


@page(permission=Permission.NEWS_WRITE, methods=FORM)
def thank(request: AllianceRequest) -> HttpResponse:
    others = [
        (str(one.pk), one.name)
        for one in members_and_partners(by=request.actor)
        if one.pk != request.actor.organisation_id
    ]
    form = WriteForm(request.POST or None, thanked=others, initial={"thanked": request.GET.get("to", "")})
    return _written(request, form, "Thank someone", actions.thank)


@page(permission=Permission.SIGNED_IN, methods=FORM)
def digest(request: AllianceRequest) -> HttpResponse:
    """How often to be told."""
    now = queries.own_digest(by=request.actor)
    form = DigestForm(request.POST or None, initial={"rhythm": now.rhythm, "urgent": now.urgent})
    if request.method == "POST" and form.is_valid():
        actions.choose_digest(**form.cleaned_data, by=request.actor)
        messages.success(request, "Kept.")
        return redirect("news:list")
    return render(request, "news/digest.html", {"form": form})


@page(public=True)
def public_news(request: AllianceRequest) -> HttpResponse:
    items = [presenters.item(one) for one in queries.public_updates()]
    return render(request, "news/public.html", {"items": items})


@page(public=True)
def feed(request: AllianceRequest) -> HttpResponse:
    """What is public, as an Atom feed (RFC 4287)."""
    alliance = request.alliance
    made = Atom1Feed(
        title=f"News of {alliance.name}",
        link=address(alliance, reverse("news:public")),
        description="",
        feed_url=address(alliance, reverse("news:feed")),
        language="en-gb",
    )
    for one in queries.public_updates():
        shown = presenters.item(one)
        made.add_item(
            title=shown.title,
            link=f"{address(alliance, reverse('news:public'))}#u-{one.pk}",
            description="\n\n".join(shown.paragraphs),
            author_name=one.organisation.name,
            unique_id=f"urn:uuid:{one.pk}",
            pubdate=one.published_at,
            updateddate=one.published_at,
        )
    return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@page(public=True, methods=FORM)
def told(request: AllianceRequest, token: str) -> HttpResponse:
    """Where a message's link leads: on to the news, or no more messages, without signing in."""
    try:
        find_link(token, purpose=DIGEST_LINK)
        if request.method == "POST":
            actions.stop_messages(token=token, by=public(request.alliance))
            return render(request, "news/stopped.html")
    except Ended:
        return render(request, "news/told.html", {"ended": True}, status=410)
    return render(request, "news/told.html", {"ended": False, "token": token})


def _written(request: AllianceRequest, form: WriteForm, title: str, act: Any) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        once = str(said.pop("once"))
        if "thanked" in said:
            said["organisation_id"] = UUID(said.pop("thanked"))
        try:
            act(**said, by=request.actor, once=once)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            messages.success(request, "Thank you. Everyone who takes part can read it now.")
            return redirect("news:list")
    return render(request, "news/write.html", {"form": form, "title": title})
