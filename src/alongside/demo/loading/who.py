"""Who it was: the actor for each part in a story."""

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.permissions import Role
from alongside.referrals.models import HelpRequest, Referral

from ..content import flow
from ..content.members import navigators
from .cast import Cast
from .record import Record


def owner_of(record: Record, request: HelpRequest) -> Actor:
    """Whoever took the request on; before that, the first worker of the organisation that owns it."""
    cast = record.cast
    name = next((user.name for user in cast.users.values() if user.pk == request.owner_user_id), "")
    return cast.worker(cast.organisation(request.owner_id).slug, name)


def taker_of(cast: Cast, asked: flow.HelpRequest) -> Actor:
    """Who took the request in: nobody but the page where it came online."""
    return cast.public if asked.channel == "online" else cast.worker(asked.organisation, asked.taken_by)


def replier_of(cast: Cast, asked: flow.HelpRequest) -> Actor:
    """Who gets in touch: a navigator, or the worker of a member who keeps it."""
    if asked.channel == "member":
        return taker_of(cast, asked)
    known = [navigator.name for navigator in navigators(cast.place)]
    return cast.worker(cast.front_door.slug, asked.navigator if asked.navigator in known else known[0])


def actor_of(record: Record, referral: Referral, made_up: flow.Referral, step: flow.Step) -> Actor:
    cast = record.cast
    if step.side == "receiver":
        slug = referral.receiver.slug
        if cast.has_accounts(referral.receiver_id):
            return cast.worker(slug, step.by)
        return cast.by_link(slug, referral.pk)
    # A person's own withdrawal closes at once; one that still waits to be told was taken back for them.
    if step.side == "person" and referral.sent_at and step is not made_up.steps[-1]:
        return Actor(alliance=cast.alliance, roles=frozenset({Role.PERSON}), person_id=record.someone.pk)
    return owner_of(record, referral.request)
