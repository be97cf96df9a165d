"""Refer to a service: find it, see exactly what would be shared, say how they agreed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from alongside.foundation.access.errors import DomainError, NotFound
from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.render import render
from alongside.people.queries import age_of, live_consent

from .. import actions
from ..forms.refer import ReferForm, SeekForm, id_of
from ..presenters.refer import present_choice, present_sharing
from ..queries.choosing import service_choice, services_for
from ..queries.referrals import find_referral
from ..queries.requests import find_request, open_record
from ..queries.words import need_choices, need_label


@page(permission=Permission.REFERRAL_SEND, methods=("GET", "HEAD", "POST"))
def refer_page(request: AllianceRequest, request_id: UUID) -> HttpResponse:
    """Without ``service`` the places to choose from; with it, the form for that place."""
    actor = request.actor
    found = (
        find_request(request_id, by=actor) if request.method == "POST" else open_record(request_id, by=actor)
    )
    service_id = id_of(request.GET.get("service"))
    after = _after(request, found)
    if service_id is None:
        return _choose(request, found, after)
    return _refer(request, found, service_choice(service_id), after)


def _after(request: AllianceRequest, found: Any) -> Any:
    """The referral that this one follows, if the address names one of this request's."""
    after = id_of(request.GET.get("after"))
    if after is None:
        return None
    referral = find_referral(after, by=request.actor)
    if referral.request_id != found.pk:
        raise NotFound
    return referral


def _choose(request: AllianceRequest, found: Any, after: Any) -> HttpResponse:
    said = SeekForm(request.GET).said()
    codes = [code for code, _ in need_choices()]
    need = said["need"] if said["need"] in codes else ""
    need = need or (after.need if after else found.needs[0] if found.needs else "")
    person = found.person
    rows = services_for(need=need, text=said["q"], postcode=person.postcode, age=age_of(person))
    context = {
        "person": person.name,
        "pk": found.pk,
        "q": said["q"],
        "need": need,
        "needs": [(code, need_label(code)) for code in dict.fromkeys([*found.needs, need]) if code],
        "all_needs": need_choices(),
        "choices": [present_choice(row, request_id=found.pk, need=need, after=after) for row in rows],
        "after": after.pk if after else "",
    }
    return render(request, "referrals/refer_choose.html", context)


def _refer(request: AllianceRequest, found: Any, service: Any, after: Any) -> HttpResponse:
    actor = request.actor
    agreed = live_consent(found.person_id, service.receiver_id) if service.receiver_id else None
    codes = list(dict.fromkeys([*found.needs, *([after.need] if after else []), request.GET.get("need", "")]))
    known = dict(need_choices())
    codes = [code for code in codes if code in known] or list(known)
    form = ReferForm(
        request.POST if request.method == "POST" else None,
        needs=[(code, known[code]) for code in codes],
        may_override=actor.has(Permission.CONSENT_OVERRIDE) and after is None,
        agreed=agreed is not None,
        initial={
            "urgency": found.urgency,
            "need": request.GET.get("need", ""),
            "note": after.note if after else "",
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = _send(found, service, after, form.cleaned_data, actor)
        except NotFound:
            raise
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            done = (
                f"{service.name} is ready to send. {found.person.given_name or 'They'} can agree on their own page."
                if made.state == "draft"
                else f"Sent to {service.name}."
            )
            messages.success(request, done)
            return redirect("referrals:referral", referral_id=made.pk)
    sharing = present_sharing(found, service, agreed=agreed, after=after)
    status = 200 if request.method != "POST" else 400
    return render(request, "referrals/refer.html", {"sharing": sharing, "form": form}, status)


def _send(found: Any, service: Any, after: Any, said: dict[str, Any], actor: Any) -> Any:
    """Make it, and send it where there is a ground to; gives the referral."""
    how = said.get("given_how", "")
    once = f"{found.pk}-{said['once']}"
    if after is not None:
        return actions.redirect_referral(  # type: ignore[call-arg]
            after,
            service_id=service.id,
            note=said["note"],
            given_how="" if how == "not_yet" else how,
            evidence=said.get("evidence", ""),
            by=actor,
            once=once,
        )
    what = {name: said[name] for name in ("need", "urgency", "note")}
    if how == "not_yet":
        return actions.prepare_referral(found, service_id=service.id, by=actor, once=once, **what)  # type: ignore[call-arg]
    if how == "without":
        return actions.refer_without_consent(  # type: ignore[call-arg]
            found,
            service_id=service.id,
            basis=said["basis"],
            reason=said["reason"],
            by=actor,
            once=once,
            **what,
        )
    agreed = {name: said[name] for name in ("decided_by", "evidence") if name in said}
    return actions.refer(found, service_id=service.id, given_how=how, by=actor, once=once, **what, **agreed)  # type: ignore[call-arg]
