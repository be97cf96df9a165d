"""What the loader writes is what the actions would have left: both play the same acts, and are compared."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.db.models import Q
from django.utils import timezone

from alongside.demo.content.flow import histories
from alongside.demo.content.seed import dice
from alongside.demo.loading.cast import Cast, make_cast
from alongside.demo.loading.listed import load_directory
from alongside.demo.loading.record import Act, Record
from alongside.demo.loading.saving import save_cast
from alongside.demo.loading.story import references, tell
from alongside.foundation.access.actor import Actor
from alongside.foundation.access.models import AccessLink
from alongside.foundation.access.permissions import Role
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.messages.models import Message
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.tenancy.models import PersonAccess
from alongside.foundation.workflow.clock import at as at_moment
from alongside.people import actions as people_actions
from alongside.people.models import Consent, Person
from alongside.referrals import actions
from alongside.referrals.models import HelpRequest, HelpRequestStep, Referral, ReferralStep

from .conftest import add_alliance

PLACE = "north-east-lincolnshire"


class Playing:
    """One person's acts, done again with the real actions. Ids differ, so each is looked up."""

    def __init__(self, cast: Cast, record: Record) -> None:
        self.cast, self.record, self.ids = cast, record, {}

    def play(self, act: Act) -> None:
        by = act.by
        person = self.ids.get(by.person_id)
        by = Actor(**{**by.__dict__, "person_id": person, "subject_id": self.ids.get(by.subject_id)})
        with (
            at_moment(act.at),
            in_alliance(self.cast.alliance, organisation=by.organisation_id, user=by.user_id, person=person),
        ):
            values = dict(act.values)
            new_id = values.pop("referral", None)
            if act.name == "open_request":
                result = actions.open_request(**values, by=by)
                self.ids[act.subject] = result.pk
                self.ids[self.record.someone.pk] = result.person_id
                return
            if act.name == "give_own_page":
                self._give_own_page(act, by)
                return
            subject = self.found(act)
            if act.name == "send_referral":
                values = self._agreed(subject, values, by)
            result = getattr(actions, act.name)(subject, **values, by=by)
            if new_id:
                self.ids[new_id] = result.pk

    def found(self, act: Act) -> Any:
        key = self.ids[act.subject]
        request = HelpRequest.objects.filter(pk=key).first()
        if request:
            return request
        return Referral.objects.select_related("request", "person", "consent", "referrer_user").get(pk=key)

    def _give_own_page(self, act: Act, by: Actor) -> None:
        # The page that asked shows the link at once; the request is read as the front door's.
        holder = by.organisation_id or self.cast.front_door.pk
        with in_alliance(self.cast.alliance, organisation=holder, user=by.user_id):
            actions.give_own_page(self.found(act), by=by)

    def _agreed(self, referral: Referral, values: dict[str, Any], by: Actor) -> dict[str, Any]:
        if "basis" in values:
            agreed = people_actions.share_without_consent(
                referral.person, organisation_id=referral.receiver_id, by=by, **values
            )
            return {"consent": agreed}
        until = values.pop("until", None)
        if until is None:
            return values
        agreed = people_actions.record_consent(
            referral.person, organisation_id=referral.receiver_id, by=by, until=until, **values
        )
        return {"consent": agreed}


@pytest.fixture
def cast(db: None) -> Cast:
    alliance = add_alliance(PLACE)
    with in_alliance(alliance):
        made = make_cast(alliance, PLACE, make_password("a password of tests"))
        save_cast(made)
    return made


def test_the_loader_leaves_what_the_actions_leave(cast):
    now = timezone.now()
    admin = Actor(alliance=cast.alliance, roles=frozenset({Role.ADMINISTRATOR}), name="Admin")
    with in_alliance(cast.alliance):
        listed = load_directory(cast, timezone.localdate(now), by=admin)
    seen: Counter[str] = Counter()
    # Four months, so that agreements of 180 days still hold: the database knows no other now than its own.
    stories = histories(11, 70, 4, today=timezone.localdate(now), place=PLACE)
    numbers = references(PLACE, 11)
    for number, story in enumerate(stories):
        record = Record(cast, listed, dice("same", number), make_password("246810"), now)
        tell(record, story, numbers)
        if len(record.requests) != 1:
            continue
        playing = Playing(cast, record)
        for act in record.acts:
            playing.play(act)
            seen[act.name] += 1
        _same(cast, record, playing.ids)
    assert {
        "accept_referral", "answer_question", "ask_question", "begin_support", "close_referral", "close_request",
        "decline_referral", "expire_referral", "finish_support", "open_request", "prepare_referral",
        "redirect_referral", "remind_receiver", "report_no_contact", "send_referral", "set_next_step",
        "take_on_request", "withdraw_referral", "give_own_page",
    } <= set(seen)  # fmt: skip


def _same(cast: Cast, record: Record, ids: dict[Any, Any]) -> None:
    holder = record.someone.registered_by_id
    person_id = ids[record.someone.pk]
    back = {real: made for made, real in ids.items()}
    with in_alliance(cast.alliance, organisation=holder):
        rows = Person.objects.filter(pk=person_id)
        assert _columns(rows, back) == _columns([record.someone], {})
        rows = HelpRequest.objects.filter(person=person_id)
        assert _columns(rows, back, "reference") == _columns(record.requests, {}, "reference")
        rows = HelpRequestStep.objects.filter(person_id=person_id).order_by("number")
        assert _columns(rows, back, "id") == _columns(record.request_steps, {}, "id")
        consents = list(Consent.objects.filter(person=person_id).order_by("starts_at", "pk"))
        back |= {real.pk: made.pk for real, made in zip(consents, record.consents, strict=True)}
        assert _columns(consents, back) == _columns(record.consents, {})
        rows = Referral.objects.filter(person=person_id)
        assert sorted(_columns(rows, back), key=str) == sorted(_columns(record.referrals, {}), key=str)
        rows = ReferralStep.objects.filter(person_id=person_id).order_by("at", "id")
        assert _columns(rows, back, "id", "supplied") == _columns(record.steps, {}, "id", "supplied")
        assert [_plain(s.supplied, back) for s in rows] == [_plain(s.supplied, {}) for s in record.steps]
    subjects = [ids[one.pk] for one in (record.someone, *record.requests, *record.referrals)]
    subjects += [consent.pk for consent in consents]
    with in_alliance(cast.alliance, person=person_id):
        said = AuditEntry.objects.filter(subject_id__in=subjects).order_by("id")
        assert _columns(said, back, "id", "at") == _columns(record.audits, {}, "id", "at")
        now = timezone.now()
        access = {row.organisation_id: row for row in PersonAccess.objects.filter(person_id=person_id)}
        assert set(access) == set(record.access)
        for organisation, row in access.items():
            made = record.access[organisation]
            assert (row.reason, row.until > now) == (made.reason, made.until > now)
            assert row.until == made.until or row.until <= now
        links = AccessLink.objects.filter(subject_id__in=subjects)
        assert _links(links) == _links(record.links)
        about = Q(person_id=person_id)
        for referral in record.referrals:
            about |= Q(key__contains=str(ids[referral.pk]))
        sent = Message.objects.filter(about)
        assert _messages(sent) == _messages(record.messages)


def _columns(rows: Any, back: dict[Any, Any], *without: str) -> list[dict[str, Any]]:
    found = []
    for row in rows:
        values = {
            field.attname: getattr(row, field.attname)
            for field in row._meta.concrete_fields
            # What the database makes of other columns needs no second telling.
            if field.attname not in (*without, "seal") and not field.generated
        }
        found.append(
            {name: back.get(value, value) if _hashable(value) else value for name, value in values.items()}
        )
    return found


def _hashable(value: Any) -> bool:
    return not isinstance(value, list | dict)


def _plain(supplied: dict[str, Any], back: dict[Any, Any]) -> dict[str, Any]:
    names = {str(real): str(made) for real, made in back.items()}
    return {
        name: names.get(value, value) if isinstance(value, str) else value for name, value in supplied.items()
    }


def _links(links: Any) -> Counter[Any]:
    return Counter(
        (link.purpose, link.organisation_id, link.expires_at - link.made_at > timedelta(1)) for link in links
    )


def _messages(messages: Any) -> Counter[Any]:
    return Counter((m.template, m.channel, m.to, m.queued_at, m.organisation_id) for m in messages)
