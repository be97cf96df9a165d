"""The page of one service."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from alongside.foundation.design.formats import and_list
from alongside.foundation.design.navigation import address

from ..openings import opening_in_words
from ..queries import ServiceShown, Wait, need_label, wait_of
from . import facts
from .cards import RING_THEM, Action, ask_action
from .facts import Fact


@dataclass(frozen=True)
class Where:
    """A place in lines; for a private address one line that says so."""

    lines: list[str]
    access: list[str] = field(default_factory=list)
    transport: str = ""


@dataclass(frozen=True)
class ServicePage:
    name: str
    organisation: str
    also_called: str
    alert: str
    about: list[str]
    needs: list[str]
    who: list[str]
    apply: str
    openings: list[str]
    where: list[Where]
    wait: Wait
    facts: list[Fact]
    action: Action | None
    languages: str
    website: str
    checked: str
    mend: list[tuple[str, str]]  # words and address: how this page is kept true


def service_page(shown: ServiceShown, key: str = "", *, may_propose: bool = False) -> ServicePage:
    """Everything that directory/service.html says. ``may_propose``: the reader may ask for a change to it."""
    service = shown.service
    who = [facts.who_for(shown), service.eligibility_description.strip()]
    if shown.areas:
        who.append(_("For people in %(places)s") % {"places": and_list(shown.areas)})
    reach = [facts.how_to_reach(shown)]
    if service.email and "@" not in reach[0].text:
        reach.append(Fact(_("E-mail"), service.email, f"mailto:{service.email}"))
    mend = [(_("Is something here wrong? Tell us"), address("upkeep:wrong", service.pk))]
    if may_propose:
        mend.append((_("Keep this entry true"), address("upkeep:entry", service.pk)))
    return ServicePage(
        name=service.name,
        organisation=shown.organisation,
        also_called=service.alternate_name,
        alert=service.alert.strip() or (f"{RING_THEM}." if shown.not_taking else ""),
        about=[part.strip() for part in service.description.split("\n") if part.strip()],
        needs=[need_label(code) for code in shown.need_codes],
        who=[text for text in who if text],
        apply=service.application_process.strip(),
        openings=[text for text in map(opening_in_words, shown.schedules) if text],
        where=[_where(shown, index) for index in range(len(shown.places))],
        wait=wait_of(shown.capacity),
        facts=[*facts.seen_wait(shown), *reach, facts.cost_of(shown)],
        action=None if shown.not_taking else ask_action(str(service.pk), key),
        languages=and_list(shown.languages) or service.interpretation_services.strip(),
        website=facts.web_address(service.url),
        checked=facts.checked_recently(shown),
        mend=[(words, href) for words, href in mend if href],
    )


def _where(shown: ServiceShown, index: int) -> Where:
    place = shown.places[index]
    if place.hidden:
        return Where([_("Their address is kept private. They will tell you where to go.")])
    if place.virtual:
        return Where([_("By phone or online")])
    lines = [place.name, place.street, place.town, place.postcode]
    return Where([line for line in lines if line], place.access, place.transport)
