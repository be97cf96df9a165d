"""The request as our pages get it."""

from django.http import HttpRequest

from alongside.foundation.tenancy.models import Alliance

from .actor import Actor


class AllianceRequest(HttpRequest):
    """A request whose alliance the host name chose and whose actor its door gave. For reading types by.

    ``AllianceMiddleware`` sets ``alliance`` and ``@page`` sets ``actor``, on whatever request Django made.
    With ``roll_back`` set, nothing that the request wrote is kept. ``in_languages``: its page is drawn in several.
    """

    alliance: Alliance
    actor: Actor
    roll_back: bool = False
    in_languages: bool = False
