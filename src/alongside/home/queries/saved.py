"""The lists that someone saved."""

from alongside.foundation.access.actor import Actor

from ..models import SavedList


def saved_lists(*, by: Actor) -> list[SavedList]:
    """This user's own, by name: nobody else sees them."""
    return list(SavedList.objects.filter(user=by.user_id).order_by("name", "pk")) if by.user_id else []
