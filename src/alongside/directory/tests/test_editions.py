"""An unchanged feed is answered 304 without being made again; any change that can be seen ends that at once."""

from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from alongside.directory.loading.targets import TARGETS
from alongside.directory.models import Edition, Service, ServiceNeed
from alongside.directory.queries.published import edition
from alongside.foundation.tenancy.context import in_alliance

from .factories import make_service
from .test_feed import make_full


def get(client: Client, path: str, etag: str = "") -> Any:
    return client.get(f"/api/oruk/{path}", headers={"if-none-match": etag} if etag else None)


@pytest.mark.django_db(transaction=True)
def test_what_has_not_changed_is_not_sent_again(
    two_alliances: Any, django_assert_max_num_queries: Any
) -> None:
    first, second = two_alliances
    with in_alliance(first):
        made = make_full(first)
    client = Client(headers={"host": first.domain})
    for path in (
        "services",
        "services?full=true&page=2",
        f"services/{made.pk}",
        "taxonomies",
        "directory.zip",
    ):
        fresh = get(client, path)
        etag = fresh.headers["ETag"]
        assert fresh.status_code == 200 and fresh.getvalue()
        assert fresh.headers["Cache-Control"] == "no-cache, private"
        with django_assert_max_num_queries(5):  # begin, the alliance, its fence, its edition, commit
            same = get(client, path, f'"other", {etag}')
        assert same.status_code == 304 and same.content == b"" and same.headers["ETag"] == etag
        assert same.headers["Access-Control-Allow-Origin"] == "*"
    with in_alliance(second):
        make_service(second, "Theirs")
    etag = get(client, "services").headers["ETag"]
    assert get(client, "services", etag).status_code == 304, "another alliance's change is none of ours"
    with in_alliance(first):
        Service.objects.update(status="defunct")
    gone = get(client, f"services/{made.pk}", etag)
    assert gone.status_code == 404 and get(client, "services", etag).json()["empty"]


@pytest.mark.django_db(transaction=True)
def test_a_change_of_any_table_makes_another_edition(alliance: Any) -> None:
    with in_alliance(alliance):
        make_full(alliance)
        tables = [target.model for target in TARGETS] + [ServiceNeed]
    seen = set()
    for model in tables:
        with in_alliance(alliance):
            before = edition()
            assert before is not None and before not in seen, model
            seen.add(before)
            pk = model._default_manager.values_list("pk", flat=True).first()
            assert pk, f"{model} has a row to change"
            model._default_manager.filter(pk=pk).update(id=pk)
            assert edition() is None, "inside the transaction that changes it no edition can be named"
        with in_alliance(alliance):
            assert edition() not in (None, before), model
        with transaction.atomic(), in_alliance(alliance):
            same = edition()
            with transaction.atomic(savepoint=True):
                model._default_manager.filter(pk=pk).update(id=pk)
                transaction.set_rollback(True)
        with in_alliance(alliance):
            assert edition() == same, "what is rolled back has changed nothing"


@pytest.mark.django_db(transaction=True)
def test_old_marks_are_swept_up_by_the_next_change(alliance: Any) -> None:
    with in_alliance(alliance):
        make_service(alliance)
    with in_alliance(alliance):
        Edition.objects.update(at="2020-01-01T00:00Z")
    with in_alliance(alliance):
        make_service(alliance, "Another")
    with in_alliance(alliance):
        assert Edition.objects.count() == 1


@pytest.mark.django_db
def test_words_find_services_of_this_alliance_alone(two_alliances: Any) -> None:
    first, second = two_alliances
    with in_alliance(second):
        make_service(second, "Zanzibar")
    for alliance, number in ((first, 0), (second, 1)):
        with in_alliance(alliance), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM directory_matching('zanzibar')")
            assert cursor.fetchone()[0] == number


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("written", "told"),
    [("https://a.example/b?c=d&e=%2F#f", "https://a.example/b?c=d&e=%2F#f"), ("http://a.example/é|", "http://a.example/%C3%A9%7C"),
     ("http://a.example/100%", "http://a.example/100%25"), ("http://a.example/#a#b", "http://a.example/#a%23b"),
     ("javascript:alert(1)", None), ("http://", None), ("", None), ("ftp://a.example", None)],
)  # fmt: skip
def test_links_are_links(written: str, told: str | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT directory_uri(%s)", [written])
        assert cursor.fetchone()[0] == told
