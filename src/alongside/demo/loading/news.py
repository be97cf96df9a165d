"""News and thanks of eighteen months, from those who have accounts."""

from datetime import datetime, timedelta
from itertools import cycle
from uuid import UUID

from alongside.news.models import Update

from ..content.seed import dice, stable_id
from ..content.words.news import NEWS, THANKS
from .cast import Cast

_DAYS = 540
_MANY, _FEW = 46, 8


def load_news(cast: Cast, place: str, *, now: datetime) -> int:
    """Gives how many updates were written."""
    chance = dice("news", place)
    members = sorted((one for one in cast.organisations.values() if one.is_member), key=lambda one: one.slug)
    writers = [role for role in cast.roles if any(role.organisation_id == one.pk for one in members)]
    many = _MANY if len(members) > _MANY else _FEW
    days = sorted((chance.uniform(0.3, _DAYS) for _ in range(many)), reverse=True)
    said_by_all = chance.sample(NEWS + THANKS, len(NEWS + THANKS))
    rows = []
    for number, (said, ago) in enumerate(zip(cycle(said_by_all), days, strict=False)):
        role = chance.choice(writers)
        organisation = next(one for one in members if one.pk == role.organisation_id)
        others = [one for one in members if one.pk != organisation.pk]
        moment = (now - timedelta(days=ago)).replace(hour=chance.randint(9, 16), minute=chance.randint(0, 59))
        rows.append(
            Update(
                id=UUID(stable_id(place, "news", number)),
                alliance=cast.alliance,
                organisation=organisation,
                thanked=chance.choice(others) if said in THANKS else None,
                user=role.user,
                by=f"{role.user.name}, {organisation.name}",
                title=said.title,
                text=said.text,
                is_public=said.is_public,
                published_at=min(moment, now),
            )
        )
    Update.objects.bulk_create(rows)
    return len(rows)
