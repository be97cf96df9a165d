"""A service as a card among results: why it is there, what nobody has told us, and one thing to press."""

from collections.abc import Collection
from dataclasses import dataclass, field
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.foundation.design.formats import and_list
from alongside.foundation.design.navigation import address

from .. import chosen
from ..queries import SearchResult, ServiceShown, Wait, Wanted, is_stale, need_label, wait_of
from . import facts
from .facts import Fact

LONGEST_ABOUT = 260
ADULT = 18
RING_THEM = gettext_lazy("They are not taking people through us now. Ring them")


@dataclass(frozen=True)
class Action:
    label: str
    href: str


@dataclass(frozen=True)
class Tick:
    """The box that puts a card's service on the leaflet: it belongs to the form of that id, wherever that stands."""

    value: str
    checked: bool
    form: str = "leaflet"
    name: str = chosen.NAME
    label: str = ""


@dataclass(frozen=True)
class Card:
    """What design/components/service.html takes, and the sum that placed it here."""

    name: str
    href: str
    organisation: str
    about: str
    reasons: list[str]
    unknowns: list[str]
    action: Action | None
    wait: Wait
    facts: list[Fact] = field(default_factory=list)
    tick: Tick | None = None
    letter: str = ""  # by which the map beside the list marks it


def card(
    shown: ServiceShown,
    result: SearchResult,
    wanted: Wanted,
    said: list[str],
    key: str,
    *,
    heard: bool = False,
    ticked: Collection[UUID] = (),
) -> Card:
    """A card. `said` are the person's own phrases for this need; `heard`: the whole of their words sounds like it.

    `ticked` are the services on the leaflet so far.
    """
    service = shown.service
    query = chosen.query_of(ticked, search=key)
    return Card(
        name=service.name,
        href=reverse("directory:service", args=[service.pk]) + query,
        organisation=shown.organisation,
        about=about(service.description),
        reasons=reasons(shown, result, wanted, said, heard),
        unknowns=unknowns(shown, result, wanted),
        action=None if shown.not_taking else ask_action(str(service.pk), key),
        wait=wait_of(shown.capacity),
        facts=[
            *facts.seen_wait(shown),
            facts.how_far(shown, result.miles, result.reach),
            facts.how_to_reach(shown),
            facts.cost_of(shown),
        ],
        tick=Tick(chosen.code_of(service.pk), service.pk in ticked, label=_("Put on my leaflet")),
    )


def ask_action(service_id: str, key: str) -> Action | None:
    """Asking to be referred, with the kept search so that nobody tells their story twice."""
    page = address("referrals:ask")
    if not page:
        return None
    query = {"service": service_id} | ({"search": key} if key else {})
    return Action(_("Ask to be referred"), f"{page}?{urlencode(query)}")


def about(description: str) -> str:
    """The first sentences of a description, whole, as many as fit."""
    text = " ".join(description.split())
    if len(text) <= LONGEST_ABOUT:
        return text
    cut = max(text.rfind(end, 0, LONGEST_ABOUT) for end in (". ", "! ", "? "))
    return text[: cut + 1] if cut > 60 else text[: text.rfind(" ", 0, LONGEST_ABOUT)] + " …"


def reasons(
    shown: ServiceShown, result: SearchResult, wanted: Wanted, said: list[str], heard: bool = False
) -> list[str]:
    """Why it is shown, most telling first."""
    found = []
    if said:
        found.append(_("You said %(words)s") % {"words": and_list([f"“{phrase}”" for phrase in said[:2]])})
    elif result.need_code:
        found.append(
            (_("It sounds like: %(need)s") if heard else _("Helps with: %(need)s"))
            % {"need": need_label(result.need_code).lower()}
        )
    elif result.parts.words:
        found.append(_("Your words are in what they say about themselves"))
    if result.area == "inside" and wanted.place:
        found.append(_("They see people in %(place)s") % {"place": wanted.place.district})
    ages = facts.who_for(shown)
    if ages and not _only_for_children(shown, wanted):
        found.append(ages)
    if shown.service.referral_route == "self" or wanted.self_refer:
        found.append(_("No referral needed. You can go to them yourself"))
    if wanted.language and wanted.language in shown.languages:
        found.append(_("They speak %(language)s") % {"language": wanted.language})
    elif wanted.language:
        found.append(_("They can find someone to interpret"))
    if wanted.evenings:
        found.append(_("Open in the evening or at a weekend"))
    if wanted.step_free:
        found.append(_("You can get in without steps"))
    if wanted.open_now:
        found.append(_("Open now, by the times they gave us"))
    if wanted.free:
        found.append(_("It’s free"))
    if wanted.in_person:
        found.append(_("Face to face"))
    return found[:6]


def _only_for_children(shown: ServiceShown, wanted: Wanted) -> bool:
    highest = shown.service.maximum_age
    return wanted.age is None and highest is not None and highest < ADULT


def unknowns(shown: ServiceShown, result: SearchResult, wanted: Wanted) -> list[str]:
    """What nobody has told us, or told us long ago; at most three."""
    found = [str(RING_THEM)] if shown.not_taking else []
    if shown.capacity and is_stale(shown.capacity.said_at):
        found.append(_("Their wait was said a while ago. Ask when you get in touch"))
    if result.area == "unsure" and wanted.place and shown.areas:
        found.append(
            _("For people in %(places)s. Check that this means you") % {"places": and_list(shown.areas[:4])}
        )
    if _only_for_children(shown, wanted):
        found.append(_("%(who)s. Check that this means you") % {"who": facts.who_for(shown)})
    seen = [place for place in shown.places if not place.hidden and not place.virtual]
    if seen and not any(place.access for place in seen):
        found.append(_("We don’t know if you can get in without steps"))
    if shown.capacity is None:
        found.append(_("We don’t know how long the wait is"))
    return found[:3]
