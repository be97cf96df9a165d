"""What search sites read of a service: schema.org, parsed back out of its page."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from alongside.directory.models import CostOption, Schedule
from alongside.foundation.tenancy.context import in_alliance

from .factories import make_service

NEAR = (53.5698, -0.0669)


def told(alliance: Any, made: Any) -> dict[str, Any]:
    page = Client(headers={"host": alliance.domain}).get(f"/service/{made.pk}/").content.decode()
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    assert len(found) == 1
    return dict(json.loads(found[0]))


def test_a_service_is_told_in_schema_org(alliance: Any) -> None:
    with in_alliance(alliance):
        made = make_service(
            alliance, "Rest Easy", needs=("sleep",), organisation="Harbour Lights", at=NEAR, areas=("DN31", "DN32"),
            languages=("Polish",), phone="01632 960144", minimum_age=18, url="https://rest-easy.example/",
        )  # fmt: skip
        Schedule.objects.create(
            alliance=alliance, service=made, weekdays="MO,WE", frequency="WEEKLY", opens_at="09:00", closes_at="16:30"
        )  # fmt: skip
        Schedule.objects.create(
            alliance=alliance, service=made, weekdays="1FR", frequency="MONTHLY", opens_at="10:00"
        )
        CostOption.objects.create(alliance=alliance, service=made, option="A session", amount="2.50")
    said = told(alliance, made)
    assert said["@context"] == "https://schema.org" and said["@type"] == "Service"
    assert said["@id"] == said["url"] == f"http://{alliance.domain}:8000/service/{made.pk}/"
    assert said["provider"] == {"@type": "Organization", "name": "Harbour Lights"}
    assert said["areaServed"] == [{"@type": "Place", "name": "DN31"}, {"@type": "Place", "name": "DN32"}]
    assert said["audience"] == {"@type": "PeopleAudience", "suggestedMinAge": 18}
    assert said["serviceType"] == ["Trouble sleeping"]
    reach, place = said["availableChannel"]
    assert reach["servicePhone"] == [{"@type": "ContactPoint", "telephone": "01632 960144"}]
    assert reach["serviceUrl"] == "https://rest-easy.example/" and reach["availableLanguage"] == ["Polish"]
    assert place["serviceLocation"]["address"]["postalCode"] == "DN31 3PS"
    assert place["serviceLocation"]["geo"]["latitude"] == NEAR[0]
    # The first Friday of a month has no word there, so it is left out rather than told as every Friday.
    assert said["hoursAvailable"] == [
        {"@type": "OpeningHoursSpecification", "opens": "09:00", "closes": "16:30",
         "dayOfWeek": ["https://schema.org/Monday", "https://schema.org/Wednesday"]}
    ]  # fmt: skip
    assert said["offers"] == [
        {"@type": "Offer", "price": "2.50", "priceCurrency": "GBP", "description": "A session"}
    ]


def test_a_hidden_place_has_no_part_in_it(alliance: Any) -> None:
    with in_alliance(alliance):
        made = make_service(alliance, "Safe House", at=NEAR, hidden=True, phone="01632 960100")
    said = told(alliance, made)
    assert [list(way) for way in said["availableChannel"]] == [["@type", "servicePhone"]]
    assert not any(secret in json.dumps(said) for secret in ("Withheld", "Hall", "DN31", "53.5"))


@pytest.mark.parametrize("name", ["</script><script>alert(1)</script>", "<!--", "a & b ]]> \u2028", '"\\'])
def test_no_name_ends_the_element(alliance: Any, name: str) -> None:
    with in_alliance(alliance):
        made = make_service(alliance, name, organisation=name, description=name + ".")
    said = told(alliance, made)
    assert said["name"] == said["provider"]["name"] == name


def test_what_is_not_known_is_left_out(alliance: Any) -> None:
    with in_alliance(alliance):
        made = make_service(alliance, "Bare", url="javascript:alert(1)", fees_description="Pay what you can")
    assert told(alliance, made) == {
        "@context": "https://schema.org", "@type": "Service", "name": "Bare",
        "@id": f"http://{alliance.domain}:8000/service/{made.pk}/",
        "url": f"http://{alliance.domain}:8000/service/{made.pk}/",
        "offers": [{"@type": "Offer", "description": "Pay what you can"}],
    }  # fmt: skip
