"""The sitemap (sitemaps.org): every public page, and the page of every running service.

One file while all fits into the protocol's limit, else an index of such files. Like the feed it is anyone's, reads no
cookie, and is answered 304 while the directory is in the same edition.
"""

from collections.abc import Iterable
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from alongside.foundation.access.errors import NotFound
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.navigation import address
from alongside.foundation.tenancy import addresses

from ..queries.published import how_many_listed, listed
from .answers import for_anyone, unless_unchanged

MOST = 50_000  # addresses in one file: the protocol's own limit. Ours are short enough for its 50 MB
SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


@for_anyone
def sitemap(request: AllianceRequest) -> HttpResponse:
    """The one file, or the index of several."""

    def make(edition: str | None) -> HttpResponse:
        files = _files(how_many_listed())
        if files == 1:
            return _addresses(request, 1)
        return _xml(
            "sitemapindex",
            (
                f"<sitemap><loc>{_whole(request, reverse('directory:sitemap_part', args=[number]))}</loc></sitemap>"
                for number in range(1, files + 1)
            ),
        )

    return unless_unchanged(request, make, "sitemap")


@for_anyone
def sitemap_part(request: AllianceRequest, number: int) -> HttpResponse:
    """One of several files."""

    def make(edition: str | None) -> HttpResponse:
        if not 1 <= number <= _files(how_many_listed()):
            raise NotFound
        return _addresses(request, number)

    return unless_unchanged(request, make, "sitemap", str(number))


def _files(services: int) -> int:
    return -(-(len(_pages()) + services) // MOST)


def _pages() -> list[str]:
    """The public pages that are the same for everyone."""
    return [found for name in settings.ALONGSIDE_SITEMAP if (found := address(name))]


def _addresses(request: AllianceRequest, number: int) -> HttpResponse:
    """The pages come first, so the first file holds so many services fewer."""
    pages = _pages()
    first = (number - 1) * MOST - len(pages)
    told = [f"<url><loc>{_whole(request, path)}</loc></url>" for path in pages] if number == 1 else []
    base = _whole(request, reverse("directory:service", args=["00000000-0000-0000-0000-000000000000"]))
    base = base.removesuffix("00000000-0000-0000-0000-000000000000/")
    for one in listed(max(0, first), MOST - len(told)):
        changed = f"<lastmod>{one.changed_on.isoformat()}</lastmod>" if one.changed_on else ""
        told.append(f"<url><loc>{base}{one.id}/</loc>{changed}</url>")
    return _xml("urlset", told)


def _whole(request: AllianceRequest, path: str) -> str:
    return escape(addresses.address(request.alliance, path))


def _xml(kind: str, told: Iterable[str]) -> HttpResponse:
    lines = "\n".join(told)
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<{kind} xmlns="{SPACE}">\n{lines}\n</{kind}>\n'
    return HttpResponse(text, content_type="application/xml")
