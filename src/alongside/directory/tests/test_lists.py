"""Lists that an organisation keeps: its own people see and change them, and nobody else."""

import re
import uuid
from typing import Any

import pytest

from alongside.directory import actions
from alongside.directory.chosen import MOST, query_of
from alongside.directory.models import ListedService, Service, ServiceList
from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import DomainError, NotAllowed, NotFound
from alongside.foundation.access.permissions import Role
from alongside.foundation.accounts.tests.factories import make_organisation, make_user, signed_in
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.tenancy.context import in_alliance

from .factories import make_service
from .test_leaflet import text_of


def worker(alliance: Any, slug: str = "haven", role: Role = Role.WORKER) -> Actor:
    return Actor(
        alliance=alliance, roles=frozenset({role}), user_id=uuid.uuid4(), name="Ada",
        organisation_id=make_organisation(alliance, slug).pk, organisation_name=slug.title(),
    )  # fmt: skip


def test_a_list_is_begun_filled_renamed_and_removed(alliance: Any) -> None:
    by = worker(alliance)
    with in_alliance(alliance):
        first, other = make_service(alliance), make_service(alliance, "Other")
        made = actions.start_list(name="  Debt help\n near Grimsby ", service_id=first.pk, by=by)
        assert made.name == "Debt help near Grimsby" and made.made_by == "Ada, Haven"
        for _ in range(2):
            actions.keep_service(made, service_id=other.pk, by=by)
        assert ListedService.objects.count() == 2
        actions.drop_service(made, service_id=first.pk, by=by)
        actions.rename_list(made, name="Debts", by=by)
        assert ServiceList.objects.get().name == "Debts" and ListedService.objects.count() == 1
        actions.end_list(made, by=by)
        assert not ServiceList.objects.exists() and Service.objects.count() == 2
        told = set(AuditEntry.objects.filter(verb="list.keep").values_list("sentence", "subject_id"))
        assert len(told) == 5 and {subject for _, subject in told} == {made.pk}


def test_what_a_list_refuses(alliance: Any) -> None:
    by = worker(alliance)
    with in_alliance(alliance):
        made = actions.start_list(name="Debts", by=by)
        closed = make_service(alliance, "Closed", status="inactive")
        for name in ("debts", " ", "\0"):
            with pytest.raises(DomainError):
                actions.start_list(name=name, by=by)
        actions.start_list(name="debts", by=worker(alliance, "rest"))  # another organisation's own
        for pk in (closed.pk, uuid.uuid4()):
            with pytest.raises(NotFound):
                actions.keep_service(made, service_id=pk, by=by)
        for number in range(MOST):
            actions.keep_service(made, service_id=make_service(alliance, str(number)).pk, by=by)
        with pytest.raises(DomainError, match="is full: a list holds 12"):
            actions.keep_service(made, service_id=make_service(alliance, "One more").pk, by=by)


def test_nobody_else_touches_it(alliance: Any) -> None:
    with in_alliance(alliance):
        made = actions.start_list(name="Debts", by=worker(alliance))
        service = make_service(alliance)
        for by in (
            worker(alliance, "rest"),
            worker(alliance, role=Role.COMMISSIONER),
            Actor(alliance=alliance),
        ):
            for act in (
                lambda by=by: actions.rename_list(made, name="Ours", by=by),
                lambda by=by: actions.keep_service(made, service_id=service.pk, by=by),
                lambda by=by: actions.drop_service(made, service_id=service.pk, by=by),
                lambda by=by: actions.end_list(made, by=by),
            ):
                with pytest.raises(NotAllowed):
                    act()


def test_its_pages(alliance: Any, django_assert_max_num_queries: Any) -> None:
    ours = signed_in(alliance, make_user(alliance, haven="worker"))
    others = signed_in(alliance, make_user(alliance, "bo@b.example", rest="worker"))
    with in_alliance(alliance):
        made = make_service(
            alliance, "Rest Easy", phone="01632 960144", organisation="Harbour Lights", room="has_room"
        )
        other = make_service(alliance, "Long Table")
    page = text_of(ours.get(f"/service/{made.pk}/"))
    assert f'href="/service/{made.pk}/keep/"' in page
    answer = ours.post(f"/service/{made.pk}/keep/", {"name": ""})
    assert "Give the new list a name" in text_of(answer) and "Nothing is lost" in text_of(answer)
    answer = ours.post(f"/service/{made.pk}/keep/", {"name": "Sleep in Grimsby"}, follow=True)
    assert "Rest Easy is on the list" in text_of(answer)
    with in_alliance(alliance):
        kept = ServiceList.objects.get()
    assert "Sleep in Grimsby (1)" in text_of(ours.get(f"/service/{other.pk}/keep/"))
    assert "already on Sleep in Grimsby" in text_of(ours.get(f"/service/{made.pk}/keep/"))
    ours.post(f"/service/{other.pk}/keep/", {"where": str(kept.pk)})
    with django_assert_max_num_queries(25):
        page = text_of(ours.get(f"/lists/{kept.pk}/"))
    assert "Harbour Lights" in page and "Has room" in page
    assert f"/leaflet/leaflet.pdf{query_of([made.pk, other.pk])}" in page and "mailto:" in page
    with django_assert_max_num_queries(15):
        assert "Sleep in Grimsby" in text_of(ours.get("/lists/"))
    assert "Sleep in Grimsby,2," in ours.get("/lists/?format=csv").content.decode()
    assert (
        "Rest Easy,Harbour Lights,01632 960144" in ours.get(f"/lists/{kept.pk}/?format=csv").content.decode()
    )
    assert "No list has that in its name" in text_of(ours.get("/lists/?q=debt"))
    with in_alliance(alliance):
        Service.objects.filter(pk=other.pk).update(status="defunct")
    page = text_of(ours.get(f"/lists/{kept.pk}/"))
    assert "Not running any more" in page and query_of([other.pk]) not in page
    # Another organisation meets none of it
    assert "Sleep in Grimsby" not in text_of(others.get("/lists/")) + text_of(
        others.get(f"/service/{made.pk}/keep/")
    )
    for path in (f"/lists/{kept.pk}/", f"/lists/{kept.pk}/?format=csv"):
        assert others.get(path).status_code == 404
    for path in (f"/lists/{kept.pk}/remove/", f"/lists/{kept.pk}/{made.pk}/take-off/", f"/lists/{kept.pk}/"):
        assert others.post(path, {"name": "Ours"}).status_code == 404
    refused = others.post(f"/service/{made.pk}/keep/", {"where": str(kept.pk)})
    assert refused.status_code == 200 and "govuk-error-summary" in text_of(refused)
    ours.post(f"/lists/{kept.pk}/", {"name": "Nights"})
    ours.post(f"/lists/{kept.pk}/{other.pk}/take-off/")
    page = text_of(ours.get(f"/lists/{kept.pk}/"))
    assert "Nights" in page and "Long Table" not in page
    assert "is removed" in text_of(ours.post(f"/lists/{kept.pk}/remove/", follow=True))
    assert re.search(r"0\s+lists", text_of(ours.get("/lists/")))


def test_a_name_that_is_taken_is_said_where_it_was_typed(alliance: Any) -> None:
    ours = signed_in(alliance, make_user(alliance, haven="worker"))
    with in_alliance(alliance):
        made = make_service(alliance)
    ours.post(f"/service/{made.pk}/keep/", {"name": "Sleep"})
    for _ in range(2):
        answer = ours.post(f"/service/{made.pk}/keep/", {"where": "new", "name": "sleep"})
        assert answer.status_code == 200 and "You have a list of that name already" in text_of(answer)
    with in_alliance(alliance):
        kept = ServiceList.objects.get()
    ours.post(f"/service/{made.pk}/keep/", {"where": "new", "name": "Debt"})
    answer = text_of(ours.post(f"/lists/{kept.pk}/", {"name": "DEBT"}))
    assert "You have a list of that name already" in answer and "<h1>Sleep</h1>" in answer
