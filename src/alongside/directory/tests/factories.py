"""The least of a directory that a test needs."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from alongside.directory.models import (
    Accessibility,
    Capacity,
    DirectoryOrganisation,
    Language,
    Location,
    Phone,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceNeed,
)


def make_service(
    alliance: Any,
    name: str = "Rest Easy",
    *,
    needs: tuple[str, ...] = (),
    organisation: str = "",
    at: tuple[float, float] | None = None,
    hidden: bool = False,
    areas: tuple[str, ...] = (),
    languages: tuple[str, ...] = (),
    room: str = "",
    weeks: int | None = None,
    said: int = 0,
    phone: str = "",
    closes: time | None = None,
    access: str = "",
    **fields: Any,
) -> Service:
    """A service with what hangs off it. `at` is (latitude, longitude); `said` is days ago."""
    owner = None
    if organisation:
        owner = DirectoryOrganisation.objects.create(alliance=alliance, name=organisation)
    made = Service.objects.create(alliance=alliance, name=name, organisation=owner, **fields)
    for code in needs:
        ServiceNeed.objects.create(alliance=alliance, service=made, need_code=code, origin="given")
    if at:
        place = Location.objects.create(
            alliance=alliance,
            name="Hall",
            address_1="17 Withheld Row" if hidden else "2 Copper Lane",
            postcode="DN31 3PS",
            latitude=at[0],
            longitude=at[1],
            address_hidden=hidden,
        )
        ServiceAtLocation.objects.create(alliance=alliance, service=made, location=place)
        if access:
            Accessibility.objects.create(alliance=alliance, location=place, description=access)
    for area in areas:
        ServiceArea.objects.create(alliance=alliance, service=made, name=area)
    for language in languages:
        Language.objects.create(alliance=alliance, service=made, name=language)
    if room:
        when: datetime = timezone.now() - timedelta(days=said)
        Capacity.objects.create(alliance=alliance, service=made, state=room, weeks=weeks, said_at=when)
    if phone:
        Phone.objects.create(alliance=alliance, service=made, number=phone)
    if closes:
        Schedule.objects.create(
            alliance=alliance,
            service=made,
            opens_at=time(9),
            closes_at=closes,
            weekdays="MO",
            frequency="WEEKLY",
        )
    return made
