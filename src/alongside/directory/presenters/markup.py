"""A service in the words of schema.org, so that search sites show it right: JSON-LD inside its own page.

Everything is a ``Service``: few of ours are run by a government, and a wrong type is worse than a plain one. What is
not known is left out. A hidden place has no part in it.
"""

import json
import re
from typing import Any

from markupsafe import Markup

from ..models import Schedule
from ..openings import DAYS
from ..queries import PlaceShown, ServiceShown, need_label
from . import facts

#: Signs that would end the element, or be an entity, and what JSON may write instead.
RISKY = {"<": "\\u003C", ">": "\\u003E", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
WEEKLY = ("", "WEEKLY")


def service_markup(shown: ServiceShown, address: str) -> Markup:
    """The JSON-LD of a service whose page has this whole address, safe inside a script element."""
    text = json.dumps(service_described(shown, address), ensure_ascii=False, separators=(",", ":"))
    for sign, written in RISKY.items():
        text = text.replace(sign, written)
    return Markup(text)  # noqa: S704 - nothing that HTML reads is left in it


def service_described(shown: ServiceShown, address: str) -> dict[str, Any]:
    """What the markup says, as an object of schema.org."""
    service = shown.service
    owner = service.organisation
    return {"@context": "https://schema.org"} | _known(
        {
            "@type": "Service",
            "@id": address,
            "url": address,
            "name": service.name,
            "alternateName": service.alternate_name,
            "description": service.description.strip(),
            "serviceType": [need_label(code) for code in shown.need_codes],
            "provider": owner
            and _known({"@type": "Organization", "name": owner.name, "url": facts.web_address(owner.url)}),
            "areaServed": [{"@type": "Place", "name": name} for name in shown.areas],
            "audience": _audience(shown),
            "availableChannel": _channels(shown),
            "hoursAvailable": [told for each in shown.schedules if (told := _hours(each))],
            "offers": _offers(shown),
        }
    )


def _known(said: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty; nought is something."""
    return {name: value for name, value in said.items() if value not in ("", None, [], {})}


def _audience(shown: ServiceShown) -> dict[str, Any]:
    low, high = shown.service.minimum_age, shown.service.maximum_age
    ages = _known({"suggestedMinAge": low or None, "suggestedMaxAge": high})
    return {"@type": "PeopleAudience", **ages} if ages else {}


def _channels(shown: ServiceShown) -> list[dict[str, Any]]:
    """Ways to the service: by telephone, e-mail or website, and each place that may be known."""
    service = shown.service
    reach = _known(
        {
            "servicePhone": [
                {"@type": "ContactPoint", "telephone": each.number} for each in shown.phones if each.number
            ],
            "serviceUrl": facts.web_address(service.url)
            or (f"mailto:{service.email}" if service.email else ""),
        }
    )
    places = [
        {"serviceLocation": _place(place)}
        for place in shown.places
        if not place.hidden and not place.virtual and (place.postcode or place.street or place.name)
    ]
    spoken = {"availableLanguage": shown.languages} if shown.languages else {}
    return [{"@type": "ServiceChannel", **way, **spoken} for way in (reach, *places) if way]


def _place(place: PlaceShown) -> dict[str, Any]:
    address = _known(
        {"streetAddress": place.street, "addressLocality": place.town, "postalCode": place.postcode}
    )
    point = (
        {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
        if place.latitude is not None and place.longitude is not None
        else {}
    )
    return _known(
        {
            "@type": "Place",
            "name": place.name,
            "address": {"@type": "PostalAddress", **address, "addressCountry": "GB"} if address else {},
            "geo": point,
        }
    )


def _hours(schedule: Schedule) -> dict[str, Any]:
    """Opening hours of every week; the vocabulary has no word for the first Monday of a month."""
    if schedule.frequency.upper() not in WEEKLY or schedule.month_days or schedule.interval not in ("", "1"):
        return {}
    days = re.findall(r"(-?\d)?(MO|TU|WE|TH|FR|SA|SU)", schedule.weekdays.upper())
    if not days or any(nth for nth, _day in days):
        return {}
    return _known(
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": [f"https://schema.org/{DAYS[day]}" for _nth, day in days],
            "opens": schedule.opens_at and schedule.opens_at.strftime("%H:%M"),
            "closes": schedule.closes_at and schedule.closes_at.strftime("%H:%M"),
        }
    )


def _offers(shown: ServiceShown) -> list[dict[str, Any]]:
    priced = [
        _known(
            {
                "@type": "Offer",
                "price": f"{cost.amount:.2f}",
                "priceCurrency": cost.currency or "GBP",
                "description": cost.option or cost.amount_description,
            }
        )
        for cost in shown.costs
        if cost.amount is not None
    ]
    said = shown.service.fees_description.strip()
    return priced or ([{"@type": "Offer", "description": said}] if said else [])
