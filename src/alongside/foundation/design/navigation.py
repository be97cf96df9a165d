"""The links of a page's head and foot, given by the settings ALONGSIDE_PUBLIC_NAV, _STAFF_NAV and _FOOT_NAV.

A link whose page does not exist (yet, or in this installation) is left out, so no page leads nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext


@dataclass(frozen=True)
class NavItem:
    """label as read; url_name as in urls.py; permission that the reader must have, None for everyone."""

    label: str
    url_name: str
    permission: Any = None


@dataclass(frozen=True)
class Link:
    label: str
    href: str
    current: bool = False


@lru_cache(maxsize=512)
def address(url_name: str | None, *parts: str) -> str:
    """The address of a named page, or "" when there is no such page."""
    try:
        return reverse(url_name, args=parts) if url_name else ""
    except NoReverseMatch:
        return ""


def links(
    items: Iterable[NavItem | tuple[str, ...]],
    request: HttpRequest | None,
    allowed: Callable[[Any], bool] = lambda permission: True,
) -> list[Link]:
    """The links to show, the one for this page (the longest address that leads here) marked current."""
    known = [item if isinstance(item, NavItem) else NavItem(*item) for item in items]
    shown = [
        (item.label, href)
        for item in known
        if (item.permission is None or allowed(item.permission)) and (href := address(item.url_name))
    ]
    path = request.path if request else ""
    leading = [href for _, href in shown if path == href or (href != "/" and path.startswith(href))]
    here = max(leading, key=len, default=None)
    return [Link(gettext(label), href, href == here) for label, href in shown]
