"""What a person does on their own page: answers a question, stops sharing, changes how to reach them, ends it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from alongside.foundation.access.actors import Door
from alongside.foundation.access.errors import DomainError
from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.render import render
from alongside.people.actions import change_how_to_reach_me
from alongside.people.queries import own_person

from ..actions import send_referral, stop_request, stop_sharing, withdraw_referral
from ..forms.reach import ReachForm
from ..queries.own_page import own_consents_with, own_referral, own_request

GET_POST = ("GET", "HEAD", "POST")
HOME = "home:own_page"


@page(permission=Permission.OWN_RECORD, door=Door.PERSON, methods=("POST",), in_languages=True)
def own_answer(request: AllianceRequest, referral_id: UUID) -> HttpResponse:
    """Yes or no to asking a service. A second press changes nothing."""
    by = request.actor
    referral = own_referral(referral_id, by=by)
    says, service = request.POST.get("say"), {"service": referral.service_name}
    try:
        if says == "yes":
            send_referral(referral, given_how="online", seen="draft", by=by)
            messages.success(request, _("Thank you. We have asked %(service)s.") % service)
        elif says == "no":
            withdraw_referral(referral, reason="no_longer_wanted", seen="draft", by=by)
            messages.success(request, _("That’s fine. We won’t ask %(service)s.") % service)
    except DomainError:
        messages.warning(request, _("This had been answered already. Nothing was changed."))
    return redirect(HOME)


@page(permission=Permission.OWN_RECORD, door=Door.PERSON, methods=GET_POST, in_languages=True)
def own_stop(request: AllianceRequest, consent_id: UUID) -> HttpResponse:
    """Stop an organisation seeing the record: asks once, then does it at once."""
    by = request.actor
    live = own_consents_with(consent_id, by=by)
    name = live[0].organisation.name
    if request.method == "POST":
        for consent in live:
            stop_sharing(consent, by=by)
        messages.success(request, _("Done. %(place)s can’t see your record now.") % {"place": name})
        return redirect(HOME)
    return render(request, "referrals/own/stop.html", {"name": name})


@page(permission=Permission.OWN_RECORD, door=Door.PERSON, methods=GET_POST, in_languages=True)
def own_end(request: AllianceRequest, request_id: UUID) -> HttpResponse:
    """I don't want this help any more: asks once, then ends what is open."""
    by = request.actor
    asked = own_request(request_id, by=by)
    if asked.state == "closed":
        messages.warning(request, _("This had been closed already. Nothing was changed."))
        return redirect(HOME)
    if request.method == "POST":
        stop_request(own_person(by), request_id=asked.pk, by=by)
        messages.success(request, _("Done. We’ve stopped. You can ask us again at any time."))
        return redirect(HOME)
    return render(request, "referrals/own/end.html", {"reference": asked.reference, "words": asked.words})


@page(permission=Permission.OWN_RECORD, door=Door.PERSON, methods=GET_POST, in_languages=True)
def own_reach(request: AllianceRequest) -> HttpResponse:
    """Change what is safe to use, and when."""
    by = request.actor
    person = own_person(by)
    names = ("safe_ways", "telephone", "email", "voicemail", "not_times", "through")
    form = ReachForm(
        request.POST if request.method == "POST" else None,
        initial={name: getattr(person, name) for name in names},
    )
    if form.is_bound and form.is_valid():
        change_how_to_reach_me(
            person,
            by=by,
            **{name: form.cleaned_data[name] or "" for name in names[1:]},
            safe_ways=form.cleaned_data["safe_ways"],
        )
        messages.success(request, _("Saved. Everyone who can see your record sees it too."))
        return redirect(HOME)
    return render(request, "referrals/own/reach.html", {"form": form})
