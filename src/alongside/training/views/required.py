"""Required training: for a lead, their people; for a coordinator, what is required, who lacks it and who uses it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.downloads import csv_download
from alongside.foundation.design.render import render
from alongside.foundation.workflow.clock import today

from .. import actions, queries
from ..forms.people import RequireForm
from ..presenters import required as words
from ..presenters.links import rooms

MOST_ROWS = 100


@page(permission=Permission.TRAINING_LEAD)
def team(request: AllianceRequest) -> HttpResponse:
    """A lead's people: who lacks what they need, and what runs out."""
    found, day = queries.standings(by=request.actor), today()
    if request.GET.get("file") == "csv":
        return csv_download(
            f"our-training-{day.isoformat()}", words.TEAM_HEAD, words.team_file(found, today=day)
        )
    context = {
        "rooms": rooms(request.actor, "training:team"),
        "line": words.team_line(found),
        "groups": words.team_groups(found, today=day),
    }
    return render(request, "training/team.html", context)


@page(permission=Permission.TRAINING_REQUIRE, methods=("GET", "HEAD", "POST"))
def required(request: AllianceRequest) -> HttpResponse:
    """What is required and how many lack it, by organisation. Requiring something more is a form at its foot."""
    form = RequireForm(request.POST or None, courses=queries.course_choices())
    if request.method == "POST" and form.is_valid():
        course = queries.find_course(UUID(form.cleaned_data["course"]), by=request.actor)
        said = {name: form.cleaned_data[name] for name in ("role", "kind")}
        actions.require_course(course, **said, by=request.actor)
        messages.success(request, "It is required from today.")
        return redirect("training:required")
    lacking = queries.lacking_by_organisation(by=request.actor)
    if request.GET.get("file") == "csv":
        name = f"required-training-{today().isoformat()}"
        return csv_download(name, words.LACKING_HEAD, words.lacking_file(lacking))
    behind = [one for one in lacking if one.have < one.need]
    context = {
        "rooms": rooms(request.actor, "training:required"),
        "findings": words.required_findings(lacking),
        "rows": words.required_rows(queries.requirements()),
        "lacking": behind[:MOST_ROWS],
        "behind": len(behind),
        "form": form,
    }
    return render(request, "training/required.html", context, 400 if form.is_bound and form.errors else 200)


@page(permission=Permission.TRAINING_REQUIRE, methods=("POST",))
def no_longer(request: AllianceRequest, requirement_id: UUID) -> HttpResponse:
    """Require it no longer."""
    actions.no_longer_require(queries.find_requirement(requirement_id), by=request.actor)
    messages.success(request, "It is no longer required. What people hold, they keep.")
    return redirect("training:required")


@page(permission=Permission.TRAINING_REQUIRE)
def use(request: AllianceRequest) -> HttpResponse:
    """Who uses the programme, by the size of their organisation."""
    shown = words.use_in_words(queries.use_by_size(by=request.actor))
    return render(
        request, "training/use.html", {"shown": shown, "rooms": rooms(request.actor, "training:use")}
    )
