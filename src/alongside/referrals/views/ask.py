"""Asking for help without an account: three or four short pages, then a yes."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext

from alongside.foundation.access.actor import Actor, public
from alongside.foundation.access.errors import DomainError, NotFound
from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.accounts.limits import may_try, network_address, try_or_stop
from alongside.foundation.design.forms import AlongsideForm
from alongside.foundation.design.render import render

from ..actions import ask_for_help, give_own_page
from ..forms.ask import AboutForm, AgreeForm, WordsForm, deciders
from ..forms.reach import ReachForm
from ..presenters import ask as words_for
from ..queries.ask import AskedService, answer_day, asked_service, front_door_name
from .draft import Draft, draft_of, finish, finished, keep

GET_POST = ("GET", "HEAD", "POST")


def _private(response: HttpResponse) -> HttpResponse:
    """What someone typed about themselves is never kept by the browser."""
    response.headers["Cache-Control"] = "no-store, private"
    patch_vary_headers(response, ("Cookie",))
    return response


@page(public=True, methods=GET_POST, in_languages=True)
def start(request: AllianceRequest) -> HttpResponse:
    """Begin, or go on with what was begun. Takes over the words that were typed to find help."""
    if request.alliance.front_door is None:
        raise DomainError(
            gettext("This alliance has nobody set to answer new requests yet. Please ring instead.")
        )
    asked = request.POST if request.method == "POST" else request.GET
    draft = draft_of(request) or Draft()
    # Taken, not copied: what is changed here later is not undone by what was typed first.
    found = request.session.pop("found", None) or {}
    typed = request.POST.get("words", "") or found.get("words", "")
    draft.choose(
        service=asked.get("service", "")[:40], need=(asked.get("need") or found.get("need") or "")[:40]
    )
    form = WordsForm(
        {"words": typed, "for_whom": request.POST.get("for_whom") or found.get("for_whom") or "self"}
    )
    if typed and form.is_valid():
        draft.hear(form.cleaned_data["words"])
        draft.for_whom = form.cleaned_data["for_whom"]
        draft.postcode = str(request.POST.get("postcode") or found.get("postcode") or "")[:20]
        draft.began = "reach"
    elif typed:  # too long to keep, say: shown again, with what to do
        draft.words, draft.for_whom = typed, ""
    keep(request, draft)
    return _private(redirect("referrals:ask_step", draft.first_missing))


@page(public=True, methods=GET_POST, in_languages=True)
def step(request: AllianceRequest, step: str) -> HttpResponse:
    """One page of questions. Each answer is kept as it comes, so Back loses nothing."""
    if step not in STEP_VIEWS:
        raise NotFound
    draft = draft_of(request)
    if draft is None:
        return _private(redirect("referrals:ask_done" if finished(request) else "referrals:ask"))
    if not draft.may_show(step):
        return _private(redirect("referrals:ask_step", draft.first_missing))
    return _private(STEP_VIEWS[step](request, draft))


def _words(request: AllianceRequest, draft: Draft) -> HttpResponse:
    said = {"words": draft.words, "for_whom": draft.for_whom or "self"}
    form = WordsForm(request.POST) if request.method == "POST" else WordsForm(initial=said)
    if not (form.is_bound and form.is_valid()):
        return _page(request, "words", draft, form)
    changed = draft.for_whom and draft.for_whom != form.cleaned_data["for_whom"]
    draft.hear(form.cleaned_data["words"])
    draft.for_whom = form.cleaned_data["for_whom"]
    if changed:
        draft.about = {}
    return _onward(request, draft, "words")


def _reach(request: AllianceRequest, draft: Draft) -> HttpResponse:
    initial = {"safe_ways": [], **draft.reach}
    form = ReachForm(request.POST if request.method == "POST" else None, initial=initial, other=draft.other)
    if not (form.is_bound and form.is_valid()):
        return _page(
            request,
            "reach",
            draft,
            form,
            preview=words_for.text_preview(request.alliance),
        )
    draft.reach = form.cleaned_data
    return _onward(request, draft, "reach")


def _about(request: AllianceRequest, draft: Draft) -> HttpResponse:
    initial = {"postcode": draft.postcode, **draft.about}
    form = AboutForm(request.POST if request.method == "POST" else None, initial=initial, other=draft.other)
    if not (form.is_bound and form.is_valid()):
        return _page(request, "about", draft, form)
    draft.about = form.cleaned_data
    return _onward(request, draft, "about")


def _agree(request: AllianceRequest, draft: Draft) -> HttpResponse:
    service = asked_service(draft.service) if draft.service else None
    sendable = service if service and service.can_be_sent else None
    form = AgreeForm(
        request.POST if request.method == "POST" else None,
        deciding=deciders(for_whom=draft.for_whom, age=draft.about["age"]),
        service=sendable.name if sendable else "",
        other=draft.other,
    )
    if form.is_bound and form.is_valid():
        try:
            return _send(request, draft, form.cleaned_data, sendable)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
    front_door = front_door_name(request.alliance)
    return _page(
        request,
        "agree",
        draft,
        form,
        front_door=front_door,
        answers=words_for.answers(draft),
        seers=words_for.seers(
            front_door=front_door,
            service=sendable.name if sendable else "",
            organisation=sendable.organisation if sendable else "",
        ),
    )


STEP_VIEWS: dict[str, Callable[[AllianceRequest, Draft], HttpResponse]] = {
    "words": _words,
    "reach": _reach,
    "about": _about,
    "agree": _agree,
}


def _page(
    request: AllianceRequest, step: str, draft: Draft, form: AlongsideForm, **more: Any
) -> HttpResponse:
    service = asked_service(draft.service) if draft.service else None
    context = {
        "form": form,
        "draft": draft,
        "step": words_for.step_page(step, draft.steps, other=draft.other),
        "service": service,
        "need": words_for.need_label(draft.need),
        **more,
    }
    return render(request, f"referrals/ask/{step}.html", context)


def _onward(request: AllianceRequest, draft: Draft, step: str) -> HttpResponse:
    """To the next step; from a change made at the end, straight back to the end."""
    keep(request, draft)
    return redirect("referrals:ask_step", draft.first_missing)


def _send(
    request: AllianceRequest, draft: Draft, given: dict[str, Any], service: AskedService | None
) -> HttpResponse:
    """Make the request, once however often this is pressed, and open the person's own page."""
    actor, reach, about = _asker(request), draft.reach, draft.about
    if not actor.is_staff:
        try_or_stop("ask", network_address(request))
    share = service is not None and given.get("share") == "yes"
    decided_by = given.get("decided_by") or "person"
    made = ask_for_help(
        about={
            "given_name": about["given_name"],
            "family_name": about["family_name"],
            "age_said": about["age"],
            "postcode": about["postcode"].replace(" ", ""),
            **{
                name: reach[name] or ""
                for name in ("telephone", "email", "voicemail", "not_times", "through")
            },
            "safe_ways": reach["safe_ways"],
        },
        words=draft.words,
        needs=draft.all_needs,
        words_raise_concern=draft.crisis,
        for_whom=draft.for_whom,
        asker_name=about.get("asker_name", ""),
        asker_telephone=about.get("asker_telephone", ""),
        agreed_how="spoken" if draft.other and decided_by == "person" else "online",
        decided_by=decided_by,
        service_id=service.id if service and share else None,
        need=draft.need,
        share_agreed=share,
        by=actor,
        once=draft.key,
    )
    # Anyone may type anyone's number: it is told of a few requests an hour, however many are made in its name.
    send = actor.is_staff or may_try("told", reach["telephone"] or reach["email"])
    key = give_own_page(made, send=send, by=actor)
    finish(
        request,
        {
            "reference": made.reference,
            "on": made.next_step_on.isoformat() if made.next_step_on else "",
            "path": key.path,
            "code": key.code,
            "sent": key.sent,
            "other": draft.other,
            "reach": {"safe_ways": reach["safe_ways"]},
            "crisis": draft.crisis,
            "front_door": front_door_name(request.alliance),
            "service": service.name if service and share else "",
            "answer_by": answer_day(request.alliance).isoformat(),
        },
    )
    return redirect("referrals:ask_done")


def _asker(request: AllianceRequest) -> Actor:
    """Who asks: a worker for their organisation; anyone else, whatever they sign in for, as anyone may."""
    actor: Actor = request.actor
    return actor if actor.has(Permission.REQUEST_OPEN) else public(actor.alliance)


@page(public=True, in_languages=True)
def done(request: AllianceRequest) -> HttpResponse:
    """What happens next, and the way to their own page. Shown for a quarter of an hour, in this browser only."""
    shown = finished(request)
    if shown is None:
        return _private(redirect("referrals:ask"))
    return _private(
        render(
            request,
            "referrals/ask/done.html",
            {
                "done": words_for.done(shown),
                "crisis": shown["crisis"],
                "own_page": request.build_absolute_uri(shown["path"]) if not shown["other"] else "",
            },
        )
    )
