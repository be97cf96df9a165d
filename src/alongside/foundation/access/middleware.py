"""Gives every request an actor: the public, until its page says by which door it is entered."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .actor import public


class ActorMiddleware:
    """So that pages which are no view of ours (errors, wrong turns) have someone to be drawn for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if getattr(request, "alliance", None) is not None:
            request.actor = public(request.alliance)  # type: ignore[attr-defined]
        return self.get_response(request)
