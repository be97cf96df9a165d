"""An organisation's lists of services, in words and links."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from alongside.foundation.design.formats import plural, short_date

from ..chosen import query_of
from ..queries import ServiceShown, Wait, wait_of
from . import facts
from .facts import Fact
from .leaflet import kept_of
from .sharing import Share, line_of, share

LISTS_HEAD = ("List", "Services", "Made", "Made by")
SERVICES_HEAD = ("Service", "Organisation", "Telephone", "E-mail", "Website", "Running")


@dataclass(frozen=True)
class ListRow:
    name: str
    href: str
    services: str
    made: str
    by: str


@dataclass(frozen=True)
class ServiceRow:
    """A service on a list; ``running`` is False for one that has stopped since."""

    name: str
    organisation: str
    href: str
    reach: Fact | None
    wait: Wait | None
    take_off: str
    running: bool = True


@dataclass(frozen=True)
class ListPage:
    name: str
    line: str
    rows: list[ServiceRow]
    pdf: str
    leaflet: str
    share: Share | None
    remove: str


def list_rows(found: Iterable[Any]) -> list[ListRow]:
    """``found`` are lists with ``services``."""
    return [
        ListRow(
            row.name,
            reverse("directory:list", args=[row.pk]),
            str(row.services),
            short_date(row.made_at),
            row.made_by,
        )
        for row in found
    ]


def list_page(
    row: Any,
    ids: Sequence[UUID],
    shown: Mapping[UUID, ServiceShown],
    names: Mapping[UUID, str],
    *,
    address: str,
) -> ListPage:
    """``names`` are those of services that have stopped; ``address`` is the site's, for links that are sent on."""
    running = kept_of(ids, shown)
    query = query_of(running)
    leaflet = reverse("directory:leaflet") + query
    return ListPage(
        name=row.name,
        line=f"{plural(len(ids), 'service')}. Made by {row.made_by}, {short_date(row.made_at)}.",
        rows=[_row(row, pk, shown.get(pk), names) for pk in ids],
        pdf=reverse("directory:leaflet_pdf") + query if running else "",
        leaflet=leaflet if running else "",
        share=share(row.name, [line_of(shown[pk]) for pk in running], address + leaflet) if running else None,
        remove=reverse("directory:remove_list", args=[row.pk]),
    )


def _row(row: Any, pk: UUID, shown: ServiceShown | None, names: Mapping[UUID, str]) -> ServiceRow:
    take_off = reverse("directory:take_off", args=[row.pk, pk])
    if shown is None:
        return ServiceRow(names.get(pk, "A service"), "", "", None, None, take_off, running=False)
    return ServiceRow(
        shown.service.name,
        shown.organisation,
        reverse("directory:service", args=[pk]),
        facts.how_to_reach(shown),
        wait_of(shown.capacity),
        take_off,
    )


def lists_file(found: Iterable[Any]) -> Iterable[tuple[Any, ...]]:
    for row in found:
        yield row.name, row.services, short_date(row.made_at), row.made_by


def services_file(
    ids: Iterable[UUID], shown: Mapping[UUID, ServiceShown], names: Mapping[UUID, str]
) -> Iterable[tuple[Any, ...]]:
    for pk in ids:
        one = shown.get(pk)
        if one is None:
            yield names.get(pk, ""), "", "", "", "", "no"
            continue
        number = next((each.number for each in one.phones if each.number), "")
        yield one.service.name, one.organisation, number, one.service.email, one.service.url, "yes"


def list_choices(found: Iterable[Any], on_it: set[UUID]) -> list[tuple[str, str]]:
    """The lists that a service may still go on."""
    return [(str(row.pk), f"{row.name} ({row.services})") for row in found if row.pk not in on_it]
