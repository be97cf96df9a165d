"""Members from a list that somebody kept."""

from collections.abc import Sequence
from dataclasses import dataclass

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission

from ..candidates import plain_name
from ..loading import MemberRow
from ..models import Organisation


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
    leaves empty is left as it is, and so is whether someone who left is a member.
    """
    # of two with one number or name, one of which left and came back, the one that is here
    known = sorted(Organisation.objects.select_for_update().all(), key=lambda one: one.left_on is None)
    by_number = {one.number: one for one in known if one.number}
    by_slug = {one.slug: one for one in known}
    by_name = {plain_name(one.name): one for one in known}
    added, changed, same = [], 0, 0
    for row in rows:
        number = row.fields["number"]
        found = by_number.get(number) or by_slug.get(row.slug) or by_name.get(plain_name(row.fields["name"]))
        if found and number and found.number not in ("", number):
            found = None  # two of one name, each with a number of its own
        if found is None:
            added.append(Organisation(alliance_id=by.alliance_id, slug=row.slug, **row.fields))
        elif _bring_up_to_date(found, row):
            changed += 1
        else:
            same += 1
    Organisation.objects.bulk_create(added, batch_size=500)
    return Imported(len(added), changed, same)


def _bring_up_to_date(organisation: Organisation, row: MemberRow) -> bool:
    said = {name: value for name, value in row.fields.items() if value not in ("", None)}
    if organisation.left_on is not None:
        said.pop("is_member", None)
    new = {name: value for name, value in said.items() if getattr(organisation, name) != value}
    for name, value in new.items():
        setattr(organisation, name, value)
    if new:
        organisation.save(update_fields=list(new))
    return bool(new)
