"""Ways into the demo without an account."""

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import NotFound
from alongside.foundation.access.gate import action
from alongside.foundation.access.links import make_link
from alongside.foundation.access.permissions import Permission

from ..queries import demo_doors, demo_link

DAY = 1.0


@action(Permission.ACCOUNT_OPEN, records="A way into the demo opened")
def open_demo_door(*, place: int, by: Actor) -> tuple[str, str]:
    """(page, token) of a link that is good now: links that work once are made anew. Raises NotFound outside a demo."""
    door = dict(enumerate(demo_doors(by.alliance))).get(place)
    link = demo_link(door) if door else None
    if door is None or link is None:
        raise NotFound
    *_words, page, token = door
    if link.used_at:
        token = make_link(
            alliance_id=by.alliance_id,
            purpose=link.purpose,
            subject_id=link.subject_id,
            organisation_id=link.organisation_id,
            days=DAY,
        )
    return page, token
