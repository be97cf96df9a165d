"""The front page."""

from django.http import HttpResponse

from alongside.foundation.access.pages import page
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.navigation import address
from alongside.foundation.design.render import render
from alongside.membership.queries import seats_at_the_table

from ..presenters.front import round_table, starts


@page(public=True, in_languages=True)
def front(request: AllianceRequest) -> HttpResponse:
    """What's going on? And who is here to help."""
    return render(
        request,
        "home/front.html",
        {
            "find": address("directory:find") or address("referrals:ask"),
            "ask": address("referrals:ask"),
            "starts": starts(),
            "round": round_table(seats_at_the_table()),
            "answer_days": request.alliance.answer_days_urgent,
        },
    )
