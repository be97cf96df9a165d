"""For whoever looks after the directory: what waits, comparing, deciding, asking."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from alongside.directory.queries import (
    PAGE,
    broken_links,
    conflicting,
    differences_open,
    every_entry,
    find_entry,
    how_many_likenesses,
    is_conflict,
)
from alongside.foundation.access.errors import DomainError, NotFound
from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.downloads import csv_download
from alongside.foundation.design.formats import with_query
from alongside.foundation.design.render import render
from alongside.foundation.workflow.clock import today

from .. import actions, presenters, queries
from ..forms import ReasonForm

FORM = ("GET", "HEAD", "POST")
FARTHEST = 100_000


@page(permission=Permission.DIRECTORY_MODERATE)
def queue(request: AllianceRequest) -> HttpResponse:
    """What waits, and every service; with ``format=csv`` a page of those as a file."""
    by = request.actor
    words = request.GET.get("q", "")[:200].strip()
    asked = request.GET.get("after", "")
    after = min(int(asked[:6]), FARTHEST) if asked.isdecimal() and asked.isascii() else 0
    entries, count = every_entry(words=words, after=after, by=by)
    if request.GET.get("format") == "csv":
        return csv_download(
            f"services-{today().isoformat()}", presenters.entries.FILE_HEAD, presenters.file_rows(entries)
        )
    shown = presenters.queue_page(
        changes=queries.changes_waiting(by=by),
        doubts=queries.doubts_waiting(by=by),
        conflicts=conflicting(by=by),
        links=broken_links(by=by),
        differences=differences_open(by=by),
        entries=entries,
        count=count,
        older=with_query(request.get_full_path(), after=after + PAGE) if after + PAGE < count else "",
    )
    return render(
        request, "upkeep/queue.html", {"shown": shown, "words": words, "pairs": how_many_likenesses(by=by)}
    )


@page(permission=Permission.DIRECTORY_MODERATE, methods=FORM)
def decide(request: AllianceRequest, change_id: UUID) -> HttpResponse:
    """A change beside what the directory says, and a yes or a no."""
    by = request.actor
    found = queries.find_change(change_id, by=by)
    entry = find_entry(found.service_id, by=by)
    said_no = request.method == "POST" and request.POST.get("answer") == "no"
    form = ReasonForm(request.POST if said_no else None, hint="Whoever asked reads this.")
    if request.method == "POST" and not said_no:
        seen = {name: entry.sheet[name] for name in found.changes}
        if request.POST.get("seen") != presenters.compared_mark(seen):
            messages.warning(request, "The directory has changed since you looked. Compare the two again.")
            return redirect("upkeep:decide", change_id)
        actions.approve(found, seen=seen, by=by)
        messages.success(request, f"{found.service.name} is changed. Everyone sees it now.")
        return redirect("upkeep:queue")
    if form.is_bound and form.is_valid():
        actions.decline(found, reason=form.cleaned_data["reason"], by=by)
        messages.success(request, "Not taken. Whoever asked reads why beside their services.")
        return redirect("upkeep:queue")
    context = {
        "change": found,
        "compared": presenters.compared(found.changes, found.was, entry.sheet),
        "seen": presenters.compared_mark({name: entry.sheet[name] for name in found.changes}),
        "form": form,
        "open": found.state == "proposed",
    }
    return render(request, "upkeep/decide.html", context)


@page(permission=Permission.DIRECTORY_MODERATE, methods=FORM)
def doubt(request: AllianceRequest, doubt_id: UUID) -> HttpResponse:
    """What someone called wrong, beside what the directory says."""
    by = request.actor
    found = queries.find_doubt(doubt_id, by=by)
    said_no = request.method == "POST" and request.POST.get("answer") == "no"
    form = ReasonForm(request.POST if said_no else None, hint="For whoever looks at this later.")
    if request.method == "POST" and not said_no:
        actions.put_right(found, by=by)
        messages.success(request, "Thank you. It counts as put right.")
        return redirect("upkeep:queue")
    if form.is_bound and form.is_valid():
        actions.dismiss(found, reason=form.cleaned_data["reason"], by=by)
        messages.success(request, "Nothing was wrong. It is kept why.")
        return redirect("upkeep:queue")
    context = {
        "doubt": found,
        "page": presenters.entry_page(find_entry(found.service_id, by=by)),
        "form": form,
    }
    return render(request, "upkeep/doubt.html", context)


@page(permission=Permission.DIRECTORY_MODERATE, methods=("POST",))
def conflict(request: AllianceRequest, service_id: UUID) -> HttpResponse:
    """Take what a source says now of one field, or keep what the directory says."""
    by = request.actor
    entry = find_entry(service_id, by=by)
    name = request.POST.get("field", "")
    decision = next((one for one in entry.decisions if one.field == name and is_conflict(one)), None)
    if decision is None:
        raise NotFound
    if request.POST.get("seen") != presenters.compared_mark({name: decision.source_says}):
        messages.warning(
            request, "Its source has said another thing since you looked. Compare the two again."
        )
        return redirect("upkeep:entry", service_id)
    take = request.POST.get("answer") == "take"
    actions.settle_conflict(entry.service, field=name, take=take, seen=decision.source_says, by=by)
    messages.success(request, "Taken from its source." if take else "Kept as it is.")
    return redirect("upkeep:entry", service_id)


@page(permission=Permission.DIRECTORY_MODERATE, methods=("POST",))
def ask(request: AllianceRequest, service_id: UUID) -> HttpResponse:
    """Ask those who offer a service to look at all they have in the directory."""
    entry = find_entry(service_id, by=request.actor)
    organisation: Any = queries.organisation_to_ask(entry.owner_id, by=request.actor)
    if organisation is None:
        raise NotFound
    try:
        actions.nudge(organisation, by=request.actor)
    except DomainError as error:
        messages.warning(request, error.message)
    else:
        messages.success(request, f"{organisation.name} has a message with a link to its services.")
    return redirect("upkeep:entry", service_id)
