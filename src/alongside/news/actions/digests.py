"""How often someone hears that there is news, and telling those who are due."""

from datetime import date
from uuid import UUID

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import NotFound
from alongside.foundation.access.gate import action
from alongside.foundation.access.links import find_link
from alongside.foundation.access.permissions import Permission
from alongside.foundation.accounts.queries import accounts_in_use
from alongside.foundation.tenancy.models import Alliance
from alongside.foundation.workflow.clock import now

from ..models import Digest
from ..owner import DIGEST_LINK, digests_by_user, moments_of_news, tell
from ..rules import is_due


@action(Permission.SIGNED_IN, records="How often to hear of news chosen")
def choose_digest(*, rhythm: str, urgent: bool, by: Actor) -> Digest:
    if by.user_id is None:
        raise NotFound
    return _choose(by.user_id, by=by, rhythm=rhythm, urgent=urgent)


@action(Permission.NEWS_STOP, records="Messages about news stopped by their link")
def stop_messages(*, token: str, by: Actor) -> Digest:
    """Without signing in: no more about news to the account that the link was sent to. Raises Ended."""
    link = find_link(token, purpose=DIGEST_LINK)
    return _choose(link.subject_id, by=by, rhythm=Digest.Rhythm.NEVER, urgent=False)


@action(Permission.NEWS_SEND, records="Messages about news sent")
def send_digests(alliance: Alliance, *, on: date, by: Actor) -> Alliance:
    """Tell each account that is due on this day, once, if others have published since it was last told.

    What is published while this runs is news of the next time, and what someone chooses meanwhile stays as chosen.
    """
    moment = now()
    published, known = moments_of_news(), digests_by_user()
    for account in accounts_in_use():
        digest = known.get(account.pk) or Digest(
            alliance=alliance, user_id=account.pk, told_until=account.joined_at
        )
        is_news = any(at > digest.told_until and author != account.pk for at, author in published)
        if is_news and is_due(digest.rhythm, told_on=digest.told_on, on=on):
            tell(account, alliance=alliance, key=f"news {account.pk} {on}", template="news")
            Digest.objects.update_or_create(
                alliance_id=alliance.pk, user_id=account.pk, defaults={"told_until": moment, "told_on": on}
            )
    return alliance


def _choose(user_id: UUID, *, by: Actor, rhythm: str, urgent: bool) -> Digest:
    kept, _made = Digest.objects.update_or_create(
        alliance_id=by.alliance_id, user_id=user_id, defaults={"rhythm": rhythm, "urgent": urgent}
    )
    return kept
