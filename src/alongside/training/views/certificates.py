"""A certificate as a PDF, and the public page that says whether one is good."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.accounts.limits import network_address, try_or_stop
from alongside.foundation.design.formats import long_date
from alongside.foundation.design.render import render
from alongside.foundation.tenancy.addresses import address
from alongside.foundation.workflow.clock import today

from .. import queries
from ..forms.people import CheckForm
from ..paper import Paper, certificate_pdf
from ..presenters.mine import checked, spaced


@page(permission=Permission.TRAINING_BOOK)
def certificate(request: AllianceRequest, certificate_id: UUID) -> HttpResponse:
    """One's own certificate."""
    found = queries.my_certificate(certificate_id, by=request.actor)
    paper = Paper(
        name=found.name,
        course=found.course_title,
        given_by=found.given_by,
        on=long_date(found.given_on),
        until=long_date(found.runs_out_on),
        code=spaced(found.code),
        check_at=address(request.alliance, reverse("training:check")),
        alliance=request.alliance.name,
    )
    response = HttpResponse(certificate_pdf(paper), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="certificate-{spaced(found.code)}.pdf"'
    return response


@page(public=True, methods=("GET", "HEAD", "POST"))
def check(request: AllianceRequest) -> HttpResponse:
    """Whether a code is good. It says what the certificate says, and the same of every code that is not."""
    form = CheckForm(request.POST or None)
    result = None
    if request.method == "POST" and form.is_valid():
        try_or_stop("certificate", network_address(request))
        result = checked(queries.certificate_by_code(form.cleaned_data["code"]), today=today())
    response = render(
        request,
        "training/check.html",
        {"form": form, "result": result},
        400 if form.is_bound and form.errors else 200,
    )
    response.headers["Cache-Control"] = "no-store, private"
    return response
