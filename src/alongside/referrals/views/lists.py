"""The organisation's referrals, and finding a person."""

from django.http import HttpResponse
from django.shortcuts import redirect

from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.downloads import csv_download
from alongside.foundation.design.render import render
from alongside.foundation.workflow.clock import today

from ..forms.lists import listed_from, sought
from ..presenters.in_turn import first_href
from ..presenters.lists import FILE_HEAD, file_rows, next_page, rows_of, someone, state_links
from ..queries.in_turn import unanswered
from ..queries.lists import MOST_IN_A_FILE, listed_referrals, open_counts
from ..queries.people import by_reference, find_people, people_lately
from ..queries.words import need_choices


@page(permission=Permission.REFERRAL_VIEW)
def referrals(request: AllianceRequest) -> HttpResponse:
    """What was sent to us, or what we sent; ``format=csv`` gives the same as a file."""
    actor, day = request.actor, today()
    listed = listed_from(request.GET)
    if request.GET.get("format") == "csv":
        found, _ = listed_referrals(listed, by=actor, most=MOST_IN_A_FILE)
        return csv_download(
            f"referrals-{listed.direction}-{day.isoformat()}", FILE_HEAD, file_rows(found, today=day)
        )
    found, more = listed_referrals(listed, by=actor)
    counts = open_counts(by=actor, direction=listed.direction)
    address = request.get_full_path()
    context = {
        "rows": rows_of(found, direction=listed.direction, today=day),
        "listed": listed,
        "states": state_links(address, chosen=listed.state, counts=counts, direction=listed.direction),
        "total": sum(counts.values()),
        "first": first_href(unanswered(by=actor)) if listed.direction == "in" else "",
        "next_page": next_page(address, found, more),
        "address": address,
        "filters_on": sum(map(bool, (listed.need, listed.urgency))),
        "needs": [("", "Any need"), *need_choices()],
    }
    return render(request, "referrals/list.html", context)


@page(permission=Permission.REQUEST_VIEW)
def people(request: AllianceRequest) -> HttpResponse:
    """Find someone by name, reference or telephone number; with nothing typed, those who asked last."""
    actor, text = request.actor, sought(request.GET)
    named = by_reference(text, by=actor) if text else None
    if named:
        return redirect(f"referrals:{named[0]}", named[1])
    found = find_people(text, by=actor) if text else people_lately(by=actor)
    shown = [someone(row, today=today()) for row in found]
    return render(request, "referrals/people.html", {"people": shown, "q": text, "most": len(found) >= 50})
