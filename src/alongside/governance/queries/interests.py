"""The register of interests; and the calendar that is one's own."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import Ended, NotFound
from alongside.foundation.access.links import SPENT, find_link
from alongside.foundation.access.models import AccessLink, AccessRole
from alongside.foundation.accounts.models import User
from alongside.foundation.workflow.clock import now, today
from alongside.membership.models import Organisation

from ..models import Interest, Meeting
from ..rules import current_terms

MOST = 300
NOBODY = UUID(int=0)


def register(*, words: str = "", ended: bool = False, on: date | None = None) -> list[Interest]:
    """Interests that hold today, by whose they are; with ``ended`` those that no longer do. At most 300."""
    day = on or today()
    rows = Interest.objects.select_related("user", "organisation", "with_organisation")
    rows = (
        rows.filter(ends_on__lt=day) if ended else rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))
    )
    for word in words.split()[:8]:
        rows = rows.filter(
            Q(user__name__icontains=word)
            | Q(what__icontains=word)
            | Q(with_whom__icontains=word)
            | Q(with_organisation__name__icontains=word)
            | Q(organisation__name__icontains=word)
        )
    return list(rows.order_by("user__name", "-declared_at")[:MOST])


def find_interest(interest_id: UUID, *, by: Actor) -> Interest:
    """One of the actor's own. Raises NotFound."""
    found = Interest.objects.filter(pk=interest_id, user=by.user_id).first()
    if found is None:
        raise NotFound
    return found


def organisation_choices() -> list[tuple[str, str]]:
    """Everyone in the alliance, for choosing what something touches."""
    rows = Organisation.objects.filter(left_on__isnull=True).order_by("name").values_list("pk", "name")
    return [(str(pk), name) for pk, name in rows]


def my_meetings(user_id: UUID) -> list[Meeting]:
    """The meetings of the groups someone sits on, from three months back."""
    groups = current_terms().filter(user=user_id).values("seat__group")
    rows = Meeting.objects.filter(group__in=groups, starts_at__gte=now() - timedelta(days=90))
    return list(rows.select_related("group").order_by("starts_at")[:500])


def link_owner(token: str, *, purpose: str) -> User:
    """Whose secret link it is. Raises Ended for one that is made up, renewed or of a closed account."""
    link = find_link(token, purpose=purpose)
    user = User.objects.filter(pk=link.subject_id, is_active=True).first()
    if user is None or not AccessRole.objects.filter(user=user, ended_at__isnull=True).exists():
        raise Ended(SPENT)
    return user


def has_link(*, by: Actor, purpose: str) -> bool:
    """Whether the actor has a link that works."""
    return AccessLink.objects.filter(
        purpose=purpose, subject_id=by.user_id or NOBODY, ended_at__isnull=True, expires_at__gt=now()
    ).exists()
