"""The sitemap: every page that anyone may read, no other, and not twice while nothing changes."""

import re
from typing import Any

import pytest
from django.test import Client

from alongside.directory.api import sitemap
from alongside.directory.models import Service
from alongside.foundation.tenancy.context import in_alliance

from .factories import make_service


def addresses(answer: Any) -> list[str]:
    assert answer.status_code == 200 and answer["Content-Type"] == "application/xml"
    return re.findall(r"<loc>http://first.localhost:8000(.*?)</loc>", answer.content.decode())


def test_running_services_and_public_pages_are_named_and_can_be_opened(two_alliances: Any) -> None:
    first, second = two_alliances
    with in_alliance(first):
        ours = make_service(first, last_modified_on="2026-03-04")
        make_service(first, "Closed", status="defunct")
    with in_alliance(second):
        make_service(second, "Theirs")
    client = Client(headers={"host": first.domain})
    answer = client.get("/sitemap.xml")
    found = addresses(answer)
    assert found[0] == "/" and found[-1] == f"/service/{ours.pk}/"
    assert sum("/service/" in path for path in found) == 1
    assert "<lastmod>2026-03-04</lastmod>" in answer.content.decode()
    assert [client.get(path).status_code for path in found] == [200] * len(found)
    assert "sessionid" not in answer.cookies


def test_more_than_one_file_holds_is_in_several(alliance: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with in_alliance(alliance):
        made = {f"/service/{make_service(alliance, str(number)).pk}/" for number in range(12)}
    client = Client(headers={"host": alliance.domain})
    whole = addresses(client.get("/sitemap.xml"))
    monkeypatch.setattr(sitemap, "MOST", 10)
    files = addresses(client.get("/sitemap.xml"))
    assert files == ["/sitemap-1.xml", "/sitemap-2.xml", "/sitemap-3.xml"]
    parts = [addresses(client.get(path)) for path in files]
    assert [len(part) for part in parts] == [10, 10, len(whole) - 20]
    told = [path for part in parts for path in part]
    assert told == whole and made <= set(told)
    assert client.get("/sitemap-4.xml").status_code == client.get("/sitemap-0.xml").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_what_has_not_changed_is_not_sent_again(alliance: Any, django_assert_max_num_queries: Any) -> None:
    with in_alliance(alliance):
        make_service(alliance)
    client = Client(headers={"host": alliance.domain})
    etag = client.get("/sitemap.xml").headers["ETag"]
    with django_assert_max_num_queries(5):  # begin, the alliance, its fence, its edition, commit
        assert client.get("/sitemap.xml", headers={"if-none-match": etag}).status_code == 304
    with in_alliance(alliance):
        Service.objects.update(status="inactive")
    fresh = client.get("/sitemap.xml", headers={"if-none-match": etag})
    assert fresh.status_code == 200 and b"/service/" not in fresh.content
