"""Writes about the alliance as a whole. Starting one is in ``starting.py``: only the database's owner may."""

from collections.abc import Sequence
from uuid import UUID

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import Missing
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission
from alongside.foundation.design.theme import told_apart, trouble_with
from alongside.foundation.tenancy.models import Alliance
from alongside.membership.queries import member_or_partner

from .rules import MOST_CONTACTS, leads_out_of_danger


@action(Permission.ALLIANCE_EDIT, records="What the alliance is called and how to reach it changed")
def change_details(
    alliance: Alliance,
    *,
    name: str,
    place: str,
    telephone: str,
    open_hours: str,
    languages: Sequence[str] = (),
    by: Actor,
) -> Alliance:
    """``languages`` are the codes of those besides English that its public pages can be read in."""
    return _keep(
        alliance,
        name=name.strip(),
        place=place.strip(),
        telephone=telephone,
        open_hours=open_hours,
        languages=list(languages),
    )


@action(Permission.ALLIANCE_EDIT, records="Crisis contacts changed")
def change_crisis_contacts(alliance: Alliance, *, contacts: Sequence[dict[str, str]], by: Actor) -> Alliance:
    """Put these on every page, in this order: each is {label, value, href}. Raises Missing without 999."""
    if not leads_out_of_danger(contacts):
        raise Missing("Keep 999 in the list: it is on every page for someone in danger.", field="number_1")
    return _keep(alliance, crisis_contacts=list(contacts[:MOST_CONTACTS]))


@action(Permission.ALLIANCE_EDIT, records="Clocks changed")
def change_clocks(
    alliance: Alliance,
    *,
    answer_days_urgent: int,
    answer_days_routine: int,
    expiry_days: int,
    check_in_days_urgent: int,
    check_in_days_routine: int,
    by: Actor,
) -> Alliance:
    """How long each wait may be. What has been sent keeps the day that was promised when it was sent.

    Raises Missing where giving up would come before the answer is due.
    """
    if expiry_days <= max(answer_days_urgent, answer_days_routine):
        raise Missing("Give them longer before it goes back than they have to answer.", field="expiry_days")
    return _keep(
        alliance,
        answer_days_urgent=answer_days_urgent,
        answer_days_routine=answer_days_routine,
        expiry_days=expiry_days,
        check_in_days_urgent=check_in_days_urgent,
        check_in_days_routine=check_in_days_routine,
    )


@action(Permission.ALLIANCE_EDIT, records="Colours changed")
def change_colours(alliance: Alliance, *, person: str, us: str, by: Actor) -> Alliance:
    """Put two colours in place of plum and sage; "" gives ours back. Raises Missing for one hard to read."""
    for field, colour in (("person", person), ("us", us)):
        if colour and (trouble := trouble_with(colour)):
            raise Missing(trouble.sentence, field=field)
    if person and us and not told_apart(person, us):
        raise Missing("Choose two colours that are easier to tell apart.", field="us")
    return _keep(alliance, person_colour=person, alliance_colour=us)


@action(Permission.ALLIANCE_EDIT, records="Who answers new requests chosen")
def choose_front_door(alliance: Alliance, *, organisation_id: UUID, by: Actor) -> Alliance:
    """New requests go to this organisation from now on; those that are open stay where they are. Raises NotFound."""
    return _keep(alliance, front_door=member_or_partner(organisation_id, by=by).pk)


def _keep(alliance: Alliance, **changes: object) -> Alliance:
    for name, value in changes.items():
        setattr(alliance, name, value)
    alliance.save(update_fields=list(changes))
    return alliance
