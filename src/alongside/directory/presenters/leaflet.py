"""A leaflet of a few services: the page that shows it before it is printed, and what goes on the paper."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from alongside.foundation.design.formats import long_date, phone, plural
from alongside.foundation.workflow.clock import today

from ..chosen import MOST, query_of
from ..queries import ServiceShown
from .service import ServicePage, service_page
from .sharing import Share, line_of, share

CHANGES = "Things change. Ring before you go."


@dataclass(frozen=True)
class Entry:
    """A service on a leaflet. ``numbers`` are (text, address); ``lines`` are (label, text)."""

    name: str
    organisation: str
    about: str
    numbers: list[tuple[str, str]]
    lines: list[tuple[str, str]]
    href: str = ""
    remove: str = ""


@dataclass(frozen=True)
class LeafletPage:
    title: str
    line: str
    notes: list[str]
    entries: list[Entry]
    pdf: str
    more: str
    back: str
    share: Share | None


def leaflet_page(
    ids: Sequence[UUID], shown: Mapping[UUID, ServiceShown], *, place: str, key: str, address: str
) -> LeafletPage:
    """``ids`` are all that were chosen, in their order; ``shown`` those that are running; ``address`` is the site's."""
    kept = kept_of(ids, shown)
    search = {"search": key}
    query = query_of(kept)
    title = title_of(place)
    entries = [
        entry(
            shown[pk],
            href=reverse("directory:service", args=[pk]) + query_of(kept, **search),
            remove=reverse("directory:leaflet") + query_of([one for one in kept if one != pk], **search),
        )
        for pk in kept
    ]
    page = reverse("directory:leaflet")
    return LeafletPage(
        title=title,
        line=f"{plural(len(kept), 'place')}. This is what goes on the paper, in large print.",
        notes=notes_of(ids, shown),
        entries=entries,
        pdf=reverse("directory:leaflet_pdf") + query if kept else "",
        more=reverse("directory:find") + query_of(kept, **search),
        back=reverse("directory:find") + query_of(kept, **search) if key else "",
        share=share(title, [line_of(shown[pk]) for pk in kept], address + page + query) if kept else None,
    )


@dataclass(frozen=True)
class LeafletLink:
    """What the page of a service says about the leaflet: a link that adds it, or one to where it is."""

    label: str
    href: str
    on_it: bool = False


def leaflet_link(service_id: UUID, ids: Sequence[UUID], key: str) -> LeafletLink:
    page = reverse("directory:leaflet")
    if service_id in ids:
        return LeafletLink("See my leaflet", page + query_of(ids, search=key), on_it=True)
    if len(ids) >= MOST:
        return LeafletLink(
            f"See my leaflet. It is full, with {MOST} places", page + query_of(ids, search=key)
        )
    return LeafletLink("Add to my leaflet", page + query_of([*ids, service_id], search=key))


def kept_of(ids: Sequence[UUID], shown: Mapping[UUID, ServiceShown]) -> list[UUID]:
    """Those that go on the leaflet."""
    return [pk for pk in ids if pk in shown][:MOST]


def notes_of(ids: Sequence[UUID], shown: Mapping[UUID, ServiceShown]) -> list[str]:
    """What was left out, and why."""
    gone = [pk for pk in ids if pk not in shown]
    notes = []
    if len(ids) - len(gone) > MOST:
        notes.append(f"A leaflet holds {MOST} places. We kept the first {MOST}.")
    if gone:
        is_gone, it = ("is", "it") if len(gone) == 1 else ("are", "them")
        notes.append(f"{plural(len(gone), 'place')} {is_gone} not running any more, so we left {it} out.")
    return notes


def title_of(place: str) -> str:
    return f"Places that can help in {place}" if place else "Places that can help"


def entry(shown: ServiceShown, *, href: str = "", remove: str = "") -> Entry:
    """A service in the few lines that someone needs away from a screen."""
    told = service_page(shown)
    lines = [
        ("E-mail", shown.service.email),
        ("When", ". ".join(told.openings)),
        ("Where", ". ".join(", ".join(where.lines) for where in told.where)),
        ("Who for", ". ".join(told.who)),
        ("How to start", told.apply),
        ("Languages", told.languages),
        ("Cost", _cost(told)),
        ("Website", told.website),
    ]
    return Entry(
        name=told.name,
        organisation=told.organisation,
        about=" ".join(told.about),
        numbers=[
            (_number(each.number, each.description), "tel:" + re.sub(r"[^\d+]", "", each.number))
            for each in shown.phones
            if each.number
        ],
        lines=[(label, text) for label, text in lines if text],
        href=href,
        remove=remove,
    )


def _number(number: str, about: str) -> str:
    return f"{phone(number)} ({about})" if about and len(about) < 60 else phone(number)


def _cost(told: ServicePage) -> str:
    said = next((fact.text for fact in told.facts if fact.label == "Cost"), "")
    return "" if said == "Not said" else said


def leaflet_paper(
    ids: Sequence[UUID],
    shown: Mapping[UUID, ServiceShown],
    *,
    place: str,
    alliance: str,
    contacts: Sequence[Mapping[str, str]],
    address: str,
    telephone: str,
) -> dict[str, Any]:
    """What the template of the paper reads. Crisis help is always on it."""
    return {
        "title": title_of(place),
        "crisis": [{"label": one["label"], "value": one["value"]} for one in contacts],
        "entries": [
            {
                "name": one.name,
                "organisation": one.organisation,
                "about": one.about,
                "numbers": [text for text, _address in one.numbers],
                "lines": [list(line) for line in one.lines],
            }
            for one in (entry(shown[pk]) for pk in kept_of(ids, shown))
        ],
        "foot": f"Made on {long_date(today())}. {CHANGES}",
        "by": f"{alliance}. {address}" + (f" Or ring us: {phone(telephone)}." if telephone else ""),
    }
