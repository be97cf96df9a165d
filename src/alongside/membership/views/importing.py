"""Members from a list that somebody kept: pasted, checked row by row, and taken in whole or not at all."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from alongside.foundation.access.errors import DomainError
from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.formats import plural
from alongside.foundation.design.render import render
from alongside.foundation.workflow.clock import today

from .. import actions
from ..forms.importing import PasteForm
from ..loading import KNOWN, Checked, SheetError, check_rows, read_pasted

SHOWN = 200


@page(permission=Permission.MEMBER_EDIT, methods=("GET", "HEAD", "POST"))
def import_page(request: AllianceRequest) -> HttpResponse:
    """First press: what is wrong, row by row. Second press, once nothing is: everyone is taken.

    Text and not a file: what is sent as a file is never kept here, and cells copied from a spreadsheet paste as text.
    """
    form = PasteForm(request.POST or None)
    checked = Checked()
    passed_over: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            rows, passed_over = read_pasted(form.cleaned_data["rows"], known=KNOWN)
            checked = check_rows(rows, today=today())
        except SheetError as error:
            form.add_error("rows", str(error))
    ready = bool(checked.rows) and not checked.problems
    if ready and request.POST.get("do") == "take":
        try:
            done = actions.import_members(rows=checked.rows, by=request.actor)
            said = f"{done.added} added, {done.changed} brought up to date, {done.same} as they were."
            messages.success(request, said)
            return redirect("home:members")
        except DomainError as error:
            form.add_error("rows", error.message)
            ready = False
    context = {
        "form": form,
        "ready": ready,
        "rows": checked.rows[:SHOWN],
        "count": plural(len(checked.rows), "organisation"),
        "problems": checked.problems[:SHOWN],
        "more": max(len(checked.problems) - SHOWN, 0),
        "passed_over": ", ".join(passed_over[:20]),
        "columns": "name, type, charity number, company number, email, phone, member since, income, purpose",
    }
    return render(request, "membership/import.html", context, 400 if form.errors else 200)
