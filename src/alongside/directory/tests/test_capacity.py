"""What a service says of its room."""

import pytest
from django.db import ProgrammingError, transaction

from alongside.directory.actions import record_capacity
from alongside.directory.models import Capacity, Service
from alongside.foundation.access.actor import Actor, public
from alongside.foundation.access.errors import DomainError, NotAllowed
from alongside.foundation.access.permissions import Role
from alongside.foundation.tenancy.context import in_alliance


@pytest.fixture
def service(alliance):
    with in_alliance(alliance):
        made = Service(alliance=alliance, name="Talking")
        made.save()
        yield made


@pytest.fixture
def by(alliance):
    return Actor(alliance=alliance, roles=frozenset({Role.COORDINATOR}), name="Ann", organisation_name="Hall")


def test_what_was_said_last_counts_and_what_was_said_before_stays(service, by):
    record_capacity(service, state="has_room", by=by)
    record_capacity(service, state="waiting_list", weeks=6, by=by)
    newest = service.capacities.order_by("-said_at").first()
    assert (newest.state, newest.weeks, newest.said_by) == ("waiting_list", 6, "Ann, Hall")
    assert service.capacities.count() == 2


@pytest.mark.parametrize(
    ("state", "weeks"), [("soon", None), ("full", 3), ("waiting_list", -1), ("waiting_list", 999)]
)
def test_what_makes_no_sense_is_refused(service, by, state, weeks):
    with pytest.raises(DomainError):
        record_capacity(service, state=state, weeks=weeks, by=by)


def test_anyone_may_not_say_it(service, alliance):
    with pytest.raises(NotAllowed):
        record_capacity(service, state="full", by=public(alliance))


def test_what_was_said_cannot_be_changed(service, by):
    record_capacity(service, state="full", by=by)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Capacity.objects.update(state="has_room")
