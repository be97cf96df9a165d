"""Our search on other sites: the HTML that they paste, and the one page of ours that they may show in a frame.

Nobody types anything on another site: what is typed would be in an address, or would come with no proof that the person
meant to send it (ADR 11). They choose there, and say the rest here.
"""

from csp.decorators import csp_replace
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_exempt

from alongside.foundation.access.pages import page
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.layout import layout_for
from alongside.foundation.design.render import render
from alongside.foundation.tenancy import addresses

from ..presenters.embedding import embed_page
from ..queries import need_choices
from .answers import for_anyone


@page(public=True)
def embed(request: AllianceRequest) -> HttpResponse:
    """The HTML to paste."""
    made = embed_page(
        place=request.alliance.place,
        find=addresses.address(request.alliance, reverse("directory:find")),
        frame=addresses.address(request.alliance, reverse("directory:embed_frame")),
        needs=need_choices(),
        contacts=layout_for(request).crisis_contacts,
    )
    return render(request, "directory/embed.html", {"page": made, "frame": reverse("directory:embed_frame")})


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@for_anyone
def embed_frame(request: AllianceRequest) -> HttpResponse:
    """What any site may frame: links that lead to our own pages, and nothing that can be filled in."""
    return render(request, "directory/frame.html", {"needs": need_choices(), "place": request.alliance.place})
