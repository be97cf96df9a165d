"""Training on an organisation's page: for its own people and whoever runs the alliance."""

import pytest

from alongside.foundation.accounts.tests.factories import signed_in
from alongside.foundation.tenancy.context import in_alliance
from alongside.training.actions import require_course
from alongside.training.tests.factories import make_world

pytestmark = pytest.mark.django_db


def test_what_their_people_need_and_who_lacks_it(alliance):
    world = make_world(alliance)
    address = f"/members/{world.kiln.pk}/"

    def page(actor):
        return signed_in(alliance, world.user(actor)).get(address).content.decode()

    assert "Training that their people need" not in page(world.coordinator)
    with in_alliance(alliance):
        require_course(world.course, by=world.coordinator)
    for actor, link in ((world.coordinator, "/training/required/"), (world.lead, "/training/team/")):
        shown = page(actor)
        assert "Talking about suicide" in shown and "0 of 2 hold it" in shown and f'href="{link}"' in shown
    assert "0 of 2 hold it" in page(world.worker) and "/training/team/" not in page(world.worker)
    assert "hold it" not in page(world.other), "not for other members"
