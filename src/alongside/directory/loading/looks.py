"""What entries are compared by to find two that may be one service."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from ..likeness import Looks
from ..models import Phone, Service, ServiceAtLocation

LEFT_OUT = (Service.Status.MERGED, Service.Status.DEFUNCT)


def all_looks() -> Iterator[Looks]:
    """Every entry that goes on. What is known of an address that stays hidden is left out."""
    standing = Service.objects.exclude(status__in=LEFT_OUT)
    phones: dict[UUID, set[str]] = defaultdict(set)
    for pk, number in Phone.objects.filter(service__in=standing).values_list("service_id", "number"):
        digits = "".join(letter for letter in number if letter.isdigit())
        if len(digits) > 5:
            phones[pk].add(digits[-10:])  # type: ignore[index]
    codes: dict[UUID, set[str]] = defaultdict(set)
    places = ServiceAtLocation.objects.filter(service__in=standing, location__address_hidden=False)
    for pk, code in places.values_list("service_id", "location__postcode"):
        if code:
            codes[pk].add(code)
    rows = standing.values_list("pk", "name", "organisation__name", "email", "url", "source_id")
    for pk, name, organisation, email, url, source in rows.order_by("pk").iterator(chunk_size=2_000):
        told = frozenset(phones[pk]), email, url, frozenset(codes[pk])
        yield Looks(pk, name, organisation or "", *told, str(source or ""))
