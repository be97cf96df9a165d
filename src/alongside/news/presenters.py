"""News in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from alongside.foundation.design.formats import moment, plural, with_query

FILE_HEAD = ("Published", "Kind", "From", "To", "Title", "Text", "Public")


@dataclass(frozen=True)
class Item:
    """One update. ``lead`` is who to whom: "Cedar House" or "Cedar House thanks Rest Easy"."""

    title: str
    lead: str
    when: str
    paragraphs: list[str]
    href: str
    is_thanks: bool
    is_public: bool
    is_urgent: bool


@dataclass(frozen=True)
class NewsPage:
    line: str
    items: list[Item]
    older: str
    empty: str


def present(found: Iterable[Any], *, more: bool, address: str, count: int, filtered: bool) -> NewsPage:
    rows = list(found)
    return NewsPage(
        line=f"{plural(count, 'update')}{' like that' if filtered else ''}.",
        items=[item(row) for row in rows],
        older=with_query(address, before=f"{rows[-1].published_at.isoformat()}~{rows[-1].pk}")
        if more
        else "",
        empty="Nothing like that has been written." if filtered else "Nobody has written anything yet.",
    )


def item(update: Any) -> Item:
    thanks = f"{update.organisation.name} thanks {update.thanked.name}" if update.thanked_id else ""
    return Item(
        title=update.title,
        lead=thanks or update.organisation.name,
        when=moment(update.published_at),
        paragraphs=[part for part in update.text.replace("\r\n", "\n").split("\n\n") if part.strip()],
        href=reverse("news:update", args=[update.pk]),
        is_thanks=bool(thanks),
        is_public=update.is_public,
        is_urgent=update.is_urgent,
    )


def read_before(text: str) -> tuple[datetime, UUID] | None:
    """Where a page begins, from its address; None for anything that is not one of ours."""
    at, _, pk = text.partition("~")
    try:
        when = datetime.fromisoformat(at)
        return (when, UUID(pk)) if when.tzinfo else None
    except ValueError:
        return None


def file_rows(found: Iterable[Any]) -> Iterable[tuple[Any, ...]]:
    for update in found:
        yield (
            moment(update.published_at),
            "Thanks" if update.thanked_id else "News",
            update.organisation.name,
            update.thanked.name if update.thanked_id else "",
            update.title,
            update.text,
            "Yes" if update.is_public else "No",
        )
