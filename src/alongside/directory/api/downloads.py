"""The whole directory as one file."""

import tempfile

from django.http import FileResponse, HttpResponse

from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.accounts.limits import network_address, try_or_stop

from ..exporting import FORMATS, export
from .answers import feed, unless_unchanged

IN_MEMORY = 4 * 1024 * 1024


@feed
def whole(request: AllianceRequest, form: str) -> HttpResponse:
    """All of it. Made into a file first, because the fence ends with the request's transaction; sent from there."""

    def make(edition: str | None) -> HttpResponse:
        try_or_stop("directory", network_address(request))
        out = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the response closes it
        export(form, out)  # type: ignore[arg-type]
        out.seek(0)
        chosen = FORMATS[form]
        return FileResponse(
            out,
            as_attachment=True,
            filename=f"{request.alliance.slug}-{chosen.name}",
            content_type=chosen.media_type,
        )  # type: ignore[return-value]

    return unless_unchanged(request, make, form)
