"""Standing: what papers unlock, worked out from dated rows so that it changes at midnight by itself."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from alongside.foundation.access.rights import Right
from alongside.foundation.accounts.tests.factories import make_organisation
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.workflow.clock import at, later, today
from alongside.membership.models import (
    Organisation,
    Pause,
    Requirement,
    Suspension,
    TermsAcceptance,
    TermsVersion,
)
from alongside.membership.queries import rights_of, standing_of, standings
from alongside.membership.rules import Paper, Standing, State

from .factories import joined, make_evidence, make_requirement, make_terms

DAY = date(2026, 11, 2)
PAPER = Paper(
    uuid4(),
    "Insurance",
    "insurance",
    "both",
    7,
    (60, 30, 7),
    date(2024, 1, 1),
    DAY + timedelta(days=200),
    DAY,
)
STANDING = Standing(uuid4(), "Second Cup", DAY, joined=True, papers=(PAPER,), ring="01632 960123")


def with_until(days, **changes):
    until = None if days is None else DAY + timedelta(days=days)
    return replace(STANDING, papers=(replace(PAPER, until=until, **changes),))


@pytest.mark.parametrize(
    ("standing", "state", "held"),
    [
        (STANDING, State.FULL, {"receive", "records"}),
        (replace(STANDING, papers=()), State.FULL, {"receive", "records"}),
        (with_until(60), State.SOON, {"receive", "records"}),
        (with_until(0), State.SOON, {"receive", "records"}),
        (with_until(-1), State.LAPSED, set()),
        (with_until(-1, unlocks="receive"), State.LAPSED, {"records"}),
        (with_until(-1, unlocks="records"), State.LAPSED, {"receive"}),
        (replace(with_until(None), joined=False), State.JOINING, set()),
        (replace(STANDING, paused_until=DAY), State.PAUSED, {"receive", "records"}),
        (replace(STANDING, suspended_on=DAY), State.SUSPENDED, set()),
        (replace(STANDING, left_on=DAY), State.LEFT, set()),
        (replace(STANDING, left_on=DAY + timedelta(days=1)), State.FULL, {"receive", "records"}),
        (replace(with_until(-90), is_front_door=True), State.LAPSED, {"receive", "records"}),
        (with_until(None), State.LAPSED, set()),
        (with_until(None, binds_from=DAY + timedelta(days=1)), State.SOON, {"receive", "records"}),
        (with_until(-9, binds_from=DAY + timedelta(days=1)), State.SOON, {"receive", "records"}),
    ],
)
def test_standing_and_what_it_unlocks(standing, state, held):
    assert standing.state is state
    assert standing.held == {Right(name) for name in held}
    assert bool(standing.why) == (len(held) < 2)


@pytest.mark.parametrize(
    ("standing", "lets_go"),
    [
        (with_until(-7), False),
        (with_until(-8), True),
        (with_until(-90, unlocks="receive"), False),
        (with_until(None), True),
        (with_until(None, binds_from=DAY - timedelta(days=6)), False),
        (with_until(None, binds_from=DAY - timedelta(days=7)), True),
        (with_until(-90, binds_from=DAY - timedelta(days=6)), False),
        (with_until(None, binds_from=DAY + timedelta(days=1)), False),
        (with_until(None, refused_on=DAY), False),
        (with_until(-90, refused_on=DAY - timedelta(days=6)), False),
        (with_until(-90, refused_on=DAY - timedelta(days=7)), True),
        (replace(with_until(-90), is_front_door=True), False),
        (replace(STANDING, suspended_on=DAY), True),
        (replace(STANDING, left_on=DAY), True),
    ],
)
def test_what_is_open_is_handed_over_when_no_grace_is_left(standing, lets_go):
    assert standing.lets_go is lets_go


def test_a_pause_stops_new_people_and_nothing_else():
    paused = replace(STANDING, paused_until=DAY)
    assert not paused.takes_people and paused.rights.records and not paused.lets_go


def test_why_says_what_ended_when_and_what_to_do():
    rights = with_until(-2).rights
    assert rights.why == "Records are closed to Second Cup: insurance ended on 31 October 2026."
    assert rights.missing == ("renew insurance",) and rights.ring == "01632 960123"


def test_what_is_coming_is_said_before_it_shuts_anything():
    coming = with_until(None, binds_from=DAY + timedelta(days=5))
    assert coming.soon_line == "Insurance is needed in 4 days." and not coming.missing and not coming.why
    assert with_until(1).soon_line == "Insurance ends in 1 day."
    assert with_until(0).soon_line == "Insurance ends today." and STANDING.soon_line == ""


def member(alliance, slug="cup"):
    return joined(make_organisation(alliance, slug))


@pytest.mark.django_db
def test_it_changes_at_midnight_without_a_job_and_back_when_the_paper_is_renewed(alliance):
    make_requirement(alliance)
    cup = member(alliance)
    make_evidence(cup, days=3)
    day = today()
    midnight = timezone.make_aware(datetime.combine(day + timedelta(days=4), datetime.min.time()))
    with in_alliance(alliance):
        with at(midnight - timedelta(seconds=1)):
            assert rights_of(cup.pk).records
        with at(midnight):
            assert not rights_of(cup.pk).records
            make_evidence(cup, days=300, since=0)
            assert rights_of(cup.pk).records and standing_of(cup.pk).state is State.FULL


@pytest.mark.django_db
def test_refused_evidence_and_evidence_that_has_not_begun_count_for_nothing(alliance):
    make_requirement(alliance)
    cup = member(alliance)
    refused = make_evidence(cup, days=30)
    make_evidence(cup, days=300, since=-5)
    with in_alliance(alliance):
        type(refused).objects.filter(pk=refused.pk).update(refused_on=today())
        assert not rights_of(cup.pk).records


@pytest.mark.django_db
def test_a_new_version_is_asked_of_everyone_by_its_day(alliance):
    make_requirement(alliance, "Terms", paper="terms", months=24)
    cup, first = member(alliance), make_terms(alliance)
    with in_alliance(alliance):
        TermsAcceptance.objects.create(
            alliance=alliance, organisation=cup, version=first, paper="terms", signatory="Jo", signatory_role="Chair",
            authority="trustee", by="Jo", accepted_on=today() - timedelta(days=30), accepted_at=timezone.now(),
        )  # fmt: skip
        assert standing_of(cup.pk).papers[0].days_left > 600
        make_terms(alliance, number=2, published_on=today(), accept_by=today() + timedelta(days=20))
        assert standing_of(cup.pk).papers[0].days_left == 20
        with at(timezone.now() + timedelta(days=21)):
            assert standing_of(cup.pk).state is State.LAPSED


@pytest.mark.django_db
def test_a_refusal_opens_its_days_of_grace_anew(alliance):
    make_requirement(alliance)
    cup = member(alliance)
    make_evidence(cup, days=-90)
    refused = make_evidence(cup, days=30)
    with in_alliance(alliance):
        assert standing_of(cup.pk).state is State.SOON
        type(refused).objects.filter(pk=refused.pk).update(refused_on=today())
        assert standing_of(cup.pk).state is State.LAPSED and not standing_of(cup.pk).lets_go
    grace = make_grace(alliance)
    with at(later(days=grace - 1)), in_alliance(alliance):
        assert not standing_of(cup.pk).lets_go
    with at(later(days=grace)), in_alliance(alliance):
        assert standing_of(cup.pk).lets_go


def make_grace(alliance):
    with in_alliance(alliance):
        return Requirement.objects.get().grace_days


@pytest.mark.django_db
def test_nobody_is_shut_for_want_of_signing_what_was_never_published(alliance):
    make_requirement(alliance, "Terms", paper="terms", months=24)
    cup = member(alliance)
    joining = make_organisation(alliance, "joining")
    with in_alliance(alliance):
        Organisation.objects.filter(pk=joining.pk).update(is_member=True)
        assert standing_of(cup.pk).state is State.FULL
        make_terms(alliance, published_on=None)
        assert standing_of(cup.pk).state is State.FULL and not standing_of(joining.pk).missing
    with in_alliance(alliance):
        TermsVersion.objects.update(published_on=today(), accept_by=today() + timedelta(days=28))
        assert standing_of(cup.pk).soon_line == "Terms is needed in 27 days."
        assert standing_of(joining.pk).missing, "who joins now signs first"
        with at(later(days=28)):
            found = standing_of(cup.pk)
            assert found.state is State.LAPSED and not found.lets_go


@pytest.mark.django_db
def test_a_requirement_binds_the_kinds_it_names_and_nobody_who_is_only_in_the_directory(alliance):
    make_requirement(alliance, "NHS data", paper="data_sharing", kinds=["nhs_trust"])
    make_terms(alliance, paper="data_sharing")
    make_requirement(alliance)
    with in_alliance(alliance):
        trust = Organisation.objects.create(alliance=alliance, name="Trust", slug="t", kind="nhs_trust")
        listed = Organisation.objects.create(alliance=alliance, name="Listed", slug="l", kind="other")
        found = standings()
        assert [paper.name for paper in found[trust.pk].papers] == ["NHS data"] and listed.pk not in found
        assert rights_of(listed.pk).records


@pytest.mark.django_db
def test_another_alliances_papers_are_not_asked_for_here(two_alliances):
    here, elsewhere = two_alliances
    make_requirement(elsewhere)
    cup, theirs = member(here), member(elsewhere)
    with in_alliance(here):
        assert rights_of(cup.pk).records and theirs.pk not in standings()


@pytest.mark.django_db
def test_suspended_and_paused_are_dated_too(alliance, django_assert_num_queries):
    cup = member(alliance)
    day = today()
    with in_alliance(alliance):
        Suspension.objects.create(
            alliance=alliance, organisation=cup, reason="data", words="x", starts_on=day, ended_on=day + timedelta(days=2),
            decided_by="Co",
        )  # fmt: skip
        Pause.objects.create(
            alliance=alliance, organisation=cup, reason="full", starts_on=day, until=day, said_by="Co"
        )
        with django_assert_num_queries(1):
            assert standing_of(cup.pk).state is State.SUSPENDED
        with at(timezone.now() + timedelta(days=2)):
            assert standing_of(cup.pk).state is State.FULL
