"""The words we understand: try a sentence, teach a phrase, take one away, and see what changes at once."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from alongside.foundation.access.errors import DomainError
from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.downloads import csv_download
from alongside.foundation.design.render import render

from ..actions import forget_phrase, teach_phrase
from ..forms import TeachForm, TryForm
from ..presenters.words import words_page
from ..queries import alliance_lexicon, need_choices, own_phrases

#: The sentence last tried. It stays in the worker's own session, so that it is in no address.
TRIED, SAID = "directory.tried", "directory.words_said"


@page(permission=Permission.LEXICON_EDIT, methods=("GET", "HEAD", "POST"))
def words(request: AllianceRequest) -> HttpResponse:
    """GET: what the last sentence was taken for, and our own phrases. POST: try a sentence, or teach a phrase."""
    if request.method == "POST" and "teach" in request.POST:
        return _teach(request)
    if request.method == "POST":
        request.session[TRIED] = request.POST.get("sentence", "").replace("\0", "")[:2_000]
        return redirect("directory:words")
    need = request.GET.get("need", "")
    if request.GET.get("format") == "csv":
        rows = [(p.phrase, p.need_code, "yes" if p.means else "no", p.added_by) for p in own_phrases(need)]
        return csv_download("words", ("Phrase", "Need", "Means it", "Added by"), rows)
    return _shown(request, TeachForm(needs=_meanings()), need)


@page(permission=Permission.LEXICON_EDIT, methods=("POST",))
def take_phrase(request: AllianceRequest, phrase_id: UUID) -> HttpResponse:
    """Take a phrase away."""
    forget_phrase(phrase_id=phrase_id, by=request.actor)
    request.session[SAID] = "Taken away. It counts from now on."
    return redirect("directory:words")


def _teach(request: AllianceRequest) -> HttpResponse:
    form = TeachForm(request.POST, needs=_meanings())
    if form.is_valid():
        given = form.cleaned_data
        try:
            row = teach_phrase(
                need_code=given["need"],
                phrase=given["phrase"],
                means=given["means"] == "yes",
                by=request.actor,
            )
        except DomainError as error:
            form.add_error("phrase", str(error))
        else:
            request.session[SAID] = f"“{row.phrase}” counts from now on."
            return redirect("directory:words")
    return _shown(request, form, "")


def _meanings() -> list[tuple[str, str]]:
    return [("", "Choose"), ("crisis", "Open crisis help"), *need_choices(staff=True)]


def _shown(request: AllianceRequest, form: TeachForm, need: str) -> HttpResponse:
    tried = request.session.get(TRIED, "")
    context: dict[str, Any] = {
        "page": words_page(tried, alliance_lexicon(), own_phrases(need)),
        "form": form,
        "tried": TryForm(initial={"sentence": tried}),
        "needs": [("", "Every need"), *_meanings()[1:]],
        "need": need,
        "said": request.session.pop(SAID, ""),
    }
    return render(request, "directory/words.html", context)
