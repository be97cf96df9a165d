"""Draws a page: a Jinja template with the layout's words and links around it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from alongside.foundation.design.layout import Layout, layout_for


def render(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    status: int = 200,
    *,
    layout: Layout | None = None,
) -> HttpResponse:
    """The page as a response. A form named "form" that has errors puts "Error: " before the title."""
    page = {"layout": layout or layout_for(request), **(context or {})}
    return HttpResponse(render_to_string(template, page, request), status=status)
