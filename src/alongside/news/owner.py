"""What the owner of an account has been told of news, and telling them. Called inside an action."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.links import make_link
from alongside.foundation.accounts.queries import accounts_in_use
from alongside.foundation.messages.outbox import queue_message
from alongside.foundation.tenancy.addresses import address
from alongside.foundation.workflow.clock import today

from .models import Digest, Update

DIGEST_LINK = "news"
LINK_DAYS = 60


def digests_by_user() -> dict[UUID, Digest]:
    return {digest.user_id: digest for digest in Digest.objects.all()}


def moments_of_news(most: int = 500) -> list[tuple[datetime, UUID | None]]:
    """When each of the newest updates was published, and by which account."""
    rows = Update.objects.filter(withdrawn_at__isnull=True).order_by("-published_at")
    return list(rows.values_list("published_at", "user_id")[:most])


def tell(account: Any, *, alliance: Any, key: str, template: str) -> None:
    """Queue one message that there is news. Its link opens a page that can also stop such messages."""
    token = make_link(alliance_id=alliance.pk, purpose=DIGEST_LINK, subject_id=account.pk, days=LINK_DAYS)
    queue_message(
        alliance_id=alliance.pk,
        key=key,
        channel="email",
        to=account.email,
        template=template,
        values={"link": address(alliance, reverse("news:told", args=[token]))},
    )


def tell_urgently(update: Update, *, by: Actor) -> None:
    """Tell everyone else who wants urgent messages, now; it counts as the day's message."""
    known = digests_by_user()
    for account in accounts_in_use():
        digest = known.get(account.pk) or Digest(
            alliance=by.alliance, user_id=account.pk, told_until=account.joined_at
        )
        if digest.urgent and account.pk != by.user_id:
            tell(
                account, alliance=by.alliance, key=f"urgent {update.pk} {account.pk}", template="urgent_news"
            )
            Digest.objects.update_or_create(
                alliance_id=by.alliance_id, user_id=account.pk, defaults={"told_on": today()},
                create_defaults={"told_on": today(), "told_until": account.joined_at},
            )  # fmt: skip
