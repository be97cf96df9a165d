"""Members from a list that somebody kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any
from uuid import UUID

from django.db import connection

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import DomainError
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission

from ..candidates import plain_name
from ..loading import MemberRow
from ..models import Organisation
from ..standing import standings


@dataclass(frozen=True)
class Imported:
    """How many organisations were new, were changed by the list, and were as it says already."""

    added: int
    changed: int
    same: int


@action(Permission.MEMBER_EDIT, records="Members taken from a list")
def import_members(*, rows: Sequence[MemberRow], by: Actor) -> Imported:
    """Add those that are new and bring the others up to date, all in one go; run again, nothing is doubled.

    The same organisation is the one with the same registered number, or else the same name. What the list
    leaves empty is left as it is, and so is whether someone who left is a member. Raises DomainError, and takes
    nothing, where two lines are one organisation, or where another type would shut someone unwarned.
    """
    _one_list_at_a_time(by)
    # of two with one number or name, one of which left and came back, the one that is here
    known = sorted(Organisation.objects.select_for_update().all(), key=lambda one: one.left_on is None)
    slugs = {*(one.slug for one in known), *(row.slug for row in rows)}
    had = {one.slug for one in known}
    added, news, same = [], {}, 0
    for row, found in _paired(rows, known):
        if found is None:
            slug = _free(row.slug, slugs) if row.slug in had else row.slug
            added.append(Organisation(alliance_id=by.alliance_id, slug=slug, **row.fields))
        elif new := _news(found, row):
            news[found] = new
        else:
            same += 1
    turned = [found.pk for found, new in news.items() if {"kind", "is_member"} & set(new)]
    before = standings(turned)
    for found, new in news.items():
        for name, value in new.items():
            setattr(found, name, value)
        found.save(update_fields=list(new))
    for pk, after in standings(turned).items():
        if not after.held >= before[pk].held:
            raise DomainError(
                f"As another type {after.name} must have more papers, and would be shut today without a warning."
                " Ask them for those first, or leave its type out of the list. Nothing was taken."
            )
    Organisation.objects.bulk_create(added, batch_size=500)
    return Imported(len(added), len(news), same)


def _one_list_at_a_time(by: Actor) -> None:
    """Of one list that is sent twice at once, the second finds everyone there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 7))", [f"members {by.alliance_id}"])


def _paired(
    rows: Sequence[MemberRow], known: Sequence[Organisation]
) -> Iterator[tuple[MemberRow, Organisation | None]]:
    """Each row with the organisation that it is, or None where it is new."""
    by_number = {one.number: one for one in known if one.number}
    by_slug = {one.slug: one for one in known}
    by_name = {plain_name(one.name): one for one in known}
    lines: dict[UUID, int] = {}
    for row in rows:
        number = row.fields["number"]
        found = by_number.get(number) or by_slug.get(row.slug) or by_name.get(plain_name(row.fields["name"]))
        if found and number and found.number not in ("", number):
            found = None  # two of one name, each with a number of its own
        if found and lines.setdefault(found.pk, row.line) != row.line:
            raise DomainError(
                f"Lines {lines[found.pk]} and {row.line} are one organisation here: {found.name}."
                " Leave one of them out. Nothing was taken."
            )
        yield row, found


def _free(slug: str, taken: set[str]) -> str:
    """A slug that nobody has: of two of one name, each has its own."""
    made = next(made for n in count(2) if (made := f"{slug[:110]}-{n}") not in taken)
    taken.add(made)
    return made


def _news(organisation: Organisation, row: MemberRow) -> dict[str, Any]:
    """What the list says of an organisation that is not so already."""
    said = {name: value for name, value in row.fields.items() if value not in ("", None)}
    for name in row.guessed:
        said.pop(name, None)
    if organisation.left_on is not None:
        said.pop("is_member", None)
    return {name: value for name, value in said.items() if getattr(organisation, name) != value}
