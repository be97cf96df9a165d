"""Several sources, one entry: pairs to compare, two made one or kept apart, who says what, who is believed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from alongside.directory.actions import keep_apart, order_sources, part_entry, settle_difference
from alongside.directory.queries import (
    LABELS,
    PAIRS,
    entry_sources,
    every_entry,
    find_entry,
    how_many_likenesses,
    likenesses,
    pair_of,
    part_of,
    sources_in_order,
)
from alongside.foundation.access.errors import DomainError, NotFound
from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.formats import with_query
from alongside.foundation.design.render import render

from .. import actions, presenters
from ..forms import MergeForm, SourcesForm

FORM = ("GET", "HEAD", "POST")


@page(permission=Permission.DIRECTORY_MODERATE)
def pairs(request: AllianceRequest) -> HttpResponse:
    """Entries that may be one service, the likeliest first."""
    after = _number(request.GET.get("after", ""))
    by = request.actor
    found, count = likenesses(after=after, by=by), how_many_likenesses(by=by)
    older = with_query(request.get_full_path(), after=after + PAIRS) if after + PAIRS < count else ""
    context = {"rows": presenters.pair_rows(found), "count": count, "older": older}
    return render(request, "upkeep/pairs.html", context)


@page(permission=Permission.DIRECTORY_MODERATE)
def same(request: AllianceRequest, service_id: UUID) -> HttpResponse:
    """Look for the entry that this one is the same as, where nobody proposed it."""
    by = request.actor
    entry = find_entry(service_id, by=by)
    words = request.GET.get("q", "")[:200].strip()
    found, count = every_entry(words=words or entry.service.name, by=by)
    rows = presenters.rows(one for one in found if one.service.pk != service_id)
    pks = [one.service.pk for one in found if one.service.pk != service_id]
    context = {"entry": presenters.entry_page(entry), "service_id": service_id, "words": words}
    return render(
        request, "upkeep/same.html", context | {"rows": list(zip(pks, rows, strict=True)), "count": count}
    )


@page(permission=Permission.DIRECTORY_MODERATE, methods=FORM)
def pair(request: AllianceRequest, keep_id: UUID, fold_id: UUID) -> HttpResponse:
    """Two entries side by side; the first keeps its address."""
    by = request.actor
    found = pair_of(keep_id, fold_id, by=by)
    keep, fold = found.keep.service, found.fold.service
    form = MergeForm(request.POST or None, fields=presenters.pair_choices(found))
    if request.method == "POST":
        if request.POST.get("answer") == "two":
            keep_apart(keep, other=fold, by=by)
            messages.success(request, f"Kept apart. {keep.name} and {fold.name} are two services.")
            return redirect("upkeep:pairs")
        if request.POST.get("seen") != presenters.pair_mark(found):
            messages.warning(
                request, "One of them says another thing since you looked. Compare the two again."
            )
            return redirect("upkeep:pair", keep_id, fold_id)
        if form.is_valid():
            try:
                actions.make_one(keep, fold=fold, take=form.taken, seen=found.differ, by=by)
            except DomainError as error:
                form.add_error(None, error.message)
            else:
                messages.success(request, f"They are one now. Links to {fold.name} lead to {keep.name}.")
                return redirect("upkeep:entry", keep_id)
    return render(request, "upkeep/pair.html", {"shown": presenters.pair_page(found), "form": form})


@page(permission=Permission.DIRECTORY_MODERATE, methods=("POST",))
def difference(request: AllianceRequest, service_id: UUID) -> HttpResponse:
    """Take what one source says of a field, or leave it to the order of sources."""
    by = request.actor
    entry = find_entry(service_id, by=by)
    sources, name = entry_sources(entry), request.POST.get("field", "")
    row = sources.open.get(name) if sources else None
    if row is None:
        raise NotFound
    if request.POST.get("seen") != presenters.compared_mark(row.said):
        messages.warning(request, "A source has said another thing since you looked. Compare them again.")
        return redirect("upkeep:entry", service_id)
    take = _uuid(request.POST.get("take", ""))
    settle_difference(entry.service, field=name, take=take, seen=row.said, by=by)
    messages.success(request, f"{LABELS[name]}: settled.")
    return redirect("upkeep:entry", service_id)


@page(permission=Permission.DIRECTORY_MODERATE, methods=FORM)
def part(request: AllianceRequest, part_id: UUID) -> HttpResponse:
    """Take one source's row out of an entry again."""
    row = part_of(part_id, by=request.actor)
    if request.method == "POST":
        try:
            part_entry(row, by=request.actor)
        except DomainError as error:
            messages.warning(request, error.message)
            return redirect("upkeep:entry", row.part_of_id)
        messages.success(request, f"{row.name} is an entry of its own again.")
        return redirect("upkeep:entry", row.pk)
    return render(request, "upkeep/part.html", {"row": row, "source": row.source or presenters.merging.OURS})


@page(permission=Permission.DIRECTORY_MODERATE, methods=FORM)
def sources(request: AllianceRequest) -> HttpResponse:
    """Which source is believed first: on everything, and on one field."""
    rows, firsts = sources_in_order(by=request.actor)
    lines = presenters.source_lines(rows)
    form = SourcesForm(
        request.POST or None, sources=[(one.pk, one.name) for one in lines], firsts=firsts, labels=LABELS
    )
    if request.method == "POST" and form.is_valid():
        try:
            count = order_sources(form.order, first=form.first, by=request.actor)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, f"Kept. Entries told by several sources that follow it: {count:,}.")
            return redirect("upkeep:sources")
    return render(request, "upkeep/sources.html", {"rows": lines, "form": form})


def _number(text: str) -> int:
    return int(text[:5]) if text.isdecimal() and text.isascii() else 0


def _uuid(text: str) -> Any:
    """The part that is named, or None for leaving it to the order. Raises NotFound for anything else."""
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None
