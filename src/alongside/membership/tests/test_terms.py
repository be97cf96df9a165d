"""The terms: in versions, compared, and signed by someone who may."""

from datetime import timedelta

import pytest

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.actors import actor_of
from alongside.foundation.access.errors import Missing, NotAllowed, Stale
from alongside.foundation.access.permissions import Role
from alongside.foundation.accounts.tests.factories import make_organisation, make_user
from alongside.foundation.tenancy.context import set_context
from alongside.foundation.workflow.clock import today
from alongside.membership import actions
from alongside.membership.models import Representative, TermsAcceptance
from alongside.membership.queries import current_version, difference, standing_of

from .factories import joined, make_requirement, make_terms


@pytest.fixture
def cup(alliance):
    organisation = joined(make_organisation(alliance, "cup"))
    set_context(alliance=alliance)
    return organisation


def actor(alliance, email, name, **roles):
    user = make_user(alliance, email, name=name, **roles)
    set_context(alliance=alliance)
    return actor_of(user, alliance)


SIGN = {"signatory": "Dee Lake", "signatory_role": "Chair", "authority": "trustee"}


@pytest.mark.django_db
def test_only_who_leads_may_sign_and_the_record_is_dated(alliance, cup):
    make_requirement(alliance, "Terms", paper="terms")
    version = make_terms(alliance)
    lead = actor(alliance, "d@a.example", "Dee Lake", cup="organisation_lead")
    worker = actor(alliance, "w@a.example", "Wyn", cup="worker")
    other = actor(alliance, "o@a.example", "Ola", dale="organisation_lead")
    for by in (worker, other):
        with pytest.raises(NotAllowed):
            actions.accept_terms(cup, version_id=version.pk, **{**SIGN, "signatory": by.name}, by=by)
    with pytest.raises(NotAllowed, match="Only a lead"):
        actions.accept_terms(cup, version_id=version.pk, **{**SIGN, "signatory": "Someone Else"}, by=lead)
    for field in ("signatory", "signatory_role", "authority"):
        with pytest.raises(Missing):
            actions.accept_terms(cup, version_id=version.pk, **{**SIGN, field: ""}, by=lead)
    made = actions.accept_terms(cup, version_id=version.pk, **SIGN, by=lead)
    assert (made.accepted_on, made.user_id) == (today(), lead.user_id)
    assert not standing_of(cup.pk).missing


@pytest.mark.django_db
def test_by_link_only_a_name_that_we_hold_may_sign(alliance, cup):
    version = make_terms(alliance)
    by = Actor(alliance=alliance, roles=frozenset({Role.APPLICANT}), organisation_id=cup.pk)
    set_context(alliance=alliance)
    with pytest.raises(NotAllowed):
        actions.accept_terms(cup, version_id=version.pk, **SIGN, by=by)
    row = Representative.objects.create(
        alliance=alliance,
        organisation=cup,
        name="Dee Lake",
        part="deputy",
        starts_on=today() - timedelta(days=9),
    )
    with pytest.raises(NotAllowed):
        actions.accept_terms(cup, version_id=version.pk, **SIGN, by=by)
    Representative.objects.filter(pk=row.pk).update(part="representative")
    assert actions.accept_terms(cup, version_id=version.pk, **SIGN, by=by).signatory == "Dee Lake"
    Representative.objects.filter(pk=row.pk).update(ends_on=today() - timedelta(days=1))
    with pytest.raises(NotAllowed):
        actions.accept_terms(cup, version_id=version.pk, **SIGN, by=by)


@pytest.mark.django_db
def test_a_new_version_is_written_published_once_and_is_the_one_that_is_signed(alliance, cup):
    gemma = actor(alliance, "g@a.example", "Gemma", office="coordinator")
    lead = actor(alliance, "d@a.example", "Dee Lake", cup="organisation_lead")
    first = make_terms(alliance)
    set_context(alliance=alliance)
    draft = actions.draft_terms(
        paper="terms", text="# Purpose\n\nWe help   people.", what_changed="Kinder.", by=gemma
    )
    assert draft.number == 2 and draft.text == "# Purpose\n\nWe help people."
    assert actions.draft_terms(paper="terms", text="Other", what_changed="", by=gemma).pk == draft.pk
    assert current_version("terms") == first
    for days in (-1, 0, 27):
        with pytest.raises(Missing, match="time to read"):
            actions.publish_terms(draft, accept_by=today() + timedelta(days=days), by=gemma)
    actions.publish_terms(draft, accept_by=today() + timedelta(days=30), by=gemma)
    with pytest.raises(Stale):
        actions.publish_terms(draft, accept_by=today() + timedelta(days=30), by=gemma)
    with pytest.raises(Stale, match="newer version"):
        actions.accept_terms(cup, version_id=first.pk, **SIGN, by=lead)
    with pytest.raises(NotAllowed):
        actions.draft_terms(paper="terms", text="Mine", what_changed="", by=lead)
    assert not TermsAcceptance.objects.exists()


def test_a_difference_reads_word_by_word_and_loses_nothing():
    old = "# Aim\n\nWe meet each month.\n\nWe vote."
    new = "# Aims\n\nWe meet every month.\n\nNew here."
    shown = difference(old, new)
    assert shown[0].is_heading and [(run.kind, run.text) for run in shown[0].runs] == [
        ("gone", "Aim"),
        ("added", "Aims"),
    ]
    assert ("gone", "each ") in [(run.kind, run.text) for run in shown[1].runs]

    def side(*kinds):
        return ["".join(run.text for run in part.runs if run.kind in kinds) for part in shown]

    assert side("same", "added") == ["Aims", "We meet every month.", "New here."]
    assert side("same", "gone") == ["Aim", "We meet each month.", "We vote."]
    assert all(run.kind == "same" for part in difference(old, old) for run in part.runs)
