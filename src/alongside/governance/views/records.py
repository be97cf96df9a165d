"""The decision record, the register of interests, one's own actions and one's own calendar."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from alongside.foundation.access.errors import DomainError
from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.downloads import csv_download
from alongside.foundation.design.render import render
from alongside.foundation.tenancy.addresses import address
from alongside.foundation.workflow.clock import today

from .. import actions, queries
from ..calendar import feed
from ..forms import HandOnForm, InterestForm
from ..presenters.meetings import people_choices
from ..presenters.proposals import FILE_HEAD, decision_line, decision_page, file_rows
from ..presenters.records import INTEREST_HEAD, interest_line
from ..presenters.tables import point_line
from ..queries.decisions import MOST_IN_A_FILE
from ..rules import standing_in
from ..vocabulary import CALENDAR
from .forms import done, done_once, form_page, moment_from, pressed, runs_or_refuse, typed


@page(permission=Permission.DECISION_VIEW)
def decisions(request: AllianceRequest) -> HttpResponse:
    """What was decided, the latest first. Filters are in the address; ``format=csv`` is the same as a file."""
    asked = request.GET
    words, group, year = typed(asked.get("q"), 200), _id(asked.get("group")), _year(asked.get("year"))
    about = {"words": words, "group": group, "year": year}
    if asked.get("format") == "csv":
        rows, _ = queries.listed_decisions(most=MOST_IN_A_FILE, **about)  # type: ignore[arg-type]
        return csv_download(f"decisions-{today().isoformat()}", FILE_HEAD, file_rows(rows))
    rows, more = queries.listed_decisions(before=moment_from(asked.get("before")), **about)  # type: ignore[arg-type]
    groups = [(str(one.pk), one.name) for one in queries.visible_groups(by=request.actor).order_by("name")]
    context = {
        "rows": [decision_line(row) for row in rows],
        "next": rows[-1].decided_at.isoformat() if more else "",
        "q": words,
        "group": str(group or ""),
        "year": str(year or ""),
        "groups": [("", "Any group"), *groups],
        "years": [("", "Any year"), *((str(one), str(one)) for one in queries.decision_years())],
        "on": sum(map(bool, (group, year))),
        "address": request.get_full_path(),
        "first": not asked.get("before"),
    }
    return render(request, "governance/decisions.html", context)


def _id(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


def _year(text: str | None) -> int | None:
    return (
        int(text)
        if text and text.isascii() and text.isdigit() and 1990 <= int(text[:4]) <= 2200 and len(text) == 4
        else None
    )


@page(permission=Permission.DECISION_VIEW)
def decision(request: AllianceRequest, decision_id: UUID) -> HttpResponse:
    """One decision, counted again from its ballots as it is shown."""
    found = queries.find_decision(decision_id)
    inside = standing_in(found.group_id, by=request.actor).inside
    shown = decision_page(found, queries.counted_again(found), inside=inside)
    return render(request, "governance/decision.html", {"d": shown})


@page(permission=Permission.INTEREST_DECLARE)
def interests(request: AllianceRequest) -> HttpResponse:
    """The register, by name."""
    actor = request.actor
    words, ended = typed(request.GET.get("q"), 100), request.GET.get("ended") == "yes"
    rows = [interest_line(one, user_id=actor.user_id) for one in queries.register(words=words, ended=ended)]
    if request.GET.get("format") == "csv":
        lines = [(one.who, one.whose, one.what, one.touches, one.since, one.until) for one in rows]
        return csv_download(f"interests-{today().isoformat()}", INTEREST_HEAD, lines)
    context = {"rows": rows, "q": words, "ended": ended, "address": request.get_full_path()}
    return render(request, "governance/interests.html", context)


@page(permission=Permission.INTEREST_DECLARE, methods=("GET", "HEAD", "POST"))
def new_interest(request: AllianceRequest) -> HttpResponse:
    actor = request.actor
    form = InterestForm(
        request.POST or None, organisations=queries.organisation_choices(), initial={"starts_on": today()}
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        about = {name: said[name] for name in ("what", "with_whom", "subject", "starts_on", "ends_on")}
        other = UUID(said["with_organisation"]) if said["with_organisation"] else None
        made = done_once(
            form,
            actions.declare_interest,
            about=actor.user_id,
            with_organisation_id=other,
            for_organisation=said["whose"] == "organisation",
            by=actor,
            **about,
        )
        if made:
            messages.success(request, "Thank you. It is in the register, and is applied from now.")
            return redirect("governance:interests")
    line = "Everyone has some. Saying so keeps decisions fair: you stand aside where it matters, and the record says so."
    back = ("Interests", reverse("governance:interests"))
    status = 400 if form.is_bound else 200
    return form_page(
        request,
        form,
        title="Declare an interest",
        line=line,
        button="Put it in the register",
        back=back,
        status=status,
    )


@page(permission=Permission.INTEREST_DECLARE, methods=("POST",))
def end_interest(request: AllianceRequest, interest_id: UUID) -> HttpResponse:
    found = queries.find_interest(interest_id, by=request.actor)
    pressed(
        request,
        lambda: actions.end_interest(found, by=request.actor),
        "It has ended. The register keeps that it was.",
    )
    return redirect("governance:interests")


@page(permission=Permission.GROUP_VIEW)
def my_actions(request: AllianceRequest) -> HttpResponse:
    """What one has taken on, the most overdue first."""
    actor, day = request.actor, today()
    context = {
        "rows": [point_line(one, today=day, group=one.group.name) for one in queries.my_points(by=actor)],
        "finished": [
            point_line(one, today=day, group=one.group.name)
            for one in queries.my_points(by=actor, done=True)[:10]
        ],
    }
    return render(request, "governance/my_actions.html", context)


@page(permission=Permission.GROUP_TAKE_PART, methods=("POST",))
def finish(request: AllianceRequest, point_id: UUID) -> HttpResponse:
    """It is done, or no longer needed."""
    actor = request.actor
    found = queries.find_point(point_id, by=actor)
    dropped = request.POST.get("how") == "dropped"
    note = typed(request.POST.get("note"), 500)
    words = f"“{found.words}” is " + ("off the list." if dropped else "done. Thank you.")
    pressed(request, lambda: actions.finish_action(found, note=note, dropped=dropped, by=actor), words)
    if found.owner_id == actor.user_id:
        return redirect("governance:my_actions")
    return redirect("governance:group", found.group_id)


@page(permission=Permission.MEETING_RUN, methods=("GET", "HEAD", "POST"))
def hand_on(request: AllianceRequest, point_id: UUID) -> HttpResponse:
    """Another day, or someone else at the table."""
    found = queries.find_point(point_id, by=request.actor)
    runs_or_refuse(request, found.group_id)
    people = people_choices(queries.who_can_do(found.group_id))
    kept = str(found.owner_id)
    first = {"owner": kept if kept in dict(people) else "", "due_on": max(found.due_on, today())}
    form = HandOnForm(request.POST or None, people=people, initial=first)
    if request.method == "POST" and form.is_valid():
        owner, due_on = UUID(form.cleaned_data["owner"]), form.cleaned_data["due_on"]
        if done(form, lambda: actions.move_action(found, owner_id=owner, due_on=due_on, by=request.actor)):
            messages.success(request, f"“{found.words}” is on their list.")
            return redirect("governance:group", found.group_id)
    back = (found.group.name, reverse("governance:group", args=[found.group_id]))
    status = 400 if form.is_bound else 200
    return form_page(
        request,
        form,
        title="Another day, or someone else",
        line=found.words,
        button="Keep it so",
        back=back,
        status=status,
    )


@page(permission=Permission.GROUP_VIEW, methods=("GET", "HEAD", "POST"))
def calendar(request: AllianceRequest) -> HttpResponse:
    """The secret link to one's own meetings, shown once; a POST makes a fresh one and ends the one before."""
    actor = request.actor
    link = ""
    if request.method == "POST":
        token = actions.renew_calendar_link(by=actor)
        link = address(request.alliance, reverse("governance:feed", args=[token]))
    context = {"link": link, "has": bool(link) or queries.has_link(by=actor, purpose=CALENDAR)}
    return render(request, "governance/calendar.html", context)


@never_cache
@page(public=True)
def calendar_feed(request: AllianceRequest, token: str) -> HttpResponse:
    """The meetings of whoever holds the link, as iCalendar. A link that was renewed is gone."""
    try:
        owner = queries.link_owner(token, purpose=CALENDAR)
    except DomainError:
        return HttpResponse(
            "This calendar has moved. Its owner can make a new link.\n", "text/plain", status=404
        )
    pages = address(request.alliance, "/meetings/")
    made = feed(
        queries.my_meetings(owner.pk),
        name=f"Meetings, {request.alliance.place}",
        host=request.alliance.domain,
        pages=pages,
    )
    response = HttpResponse(made, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="meetings.ics"'
    return response
