"""Writes about organisations."""

from django.utils.text import slugify

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission

from ..models import Organisation


@action(Permission.REQUEST_OPEN, records="Organisation outside the alliance noted")
def know_organisation(*, name: str, email: str, by: Actor) -> Organisation:
    """The organisation behind a listing, so that a referral can go to it; made the first time, never a member."""
    slug = f"listed-{slugify(name)[:100]}"
    found, _made = Organisation.objects.get_or_create(
        alliance_id=by.alliance_id,
        slug=slug,
        defaults={"name": name, "kind": Organisation.Kind.OTHER, "email": email},
    )
    return found
