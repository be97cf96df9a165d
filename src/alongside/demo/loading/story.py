"""One made-up history, told into a Record: what people did, and what the clock did in between."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.permissions import Permission
from alongside.foundation.workflow.clock import add_working_days
from alongside.people.models import Consent
from alongside.referrals.actions.requests import ALPHABET
from alongside.referrals.models import HelpRequest, Referral

from ..content import flow
from ..content.seed import stable_id
from . import asking, codes, referring
from .clockwork import LOOK_AGAIN, Telling, advance, expiry_of, in_hours, is_waiting
from .record import Record, day_of
from .who import actor_of, owner_of, replier_of, taker_of

LONG = timedelta(days=150)


def tell(record: Record, story: flow.PersonHistory, references: Iterator[str]) -> None:
    """Play a whole history up to the record's now; what lies after that has not happened yet."""
    roll = record.roll
    lag = timedelta(days=roll.randrange(4, 16)) if roll.random() < 0.12 else timedelta()
    telling = Telling(record, story, story.requests[0].asked_at, lag)
    scenes = [
        scene for number, asked in enumerate(story.requests) for scene in _scenes(telling, number, asked)
    ]
    for planned, _, scene, *parts in sorted(scenes, key=lambda one: one[:2]):
        at = _fitting(telling, planned, parts) if record.person else planned
        if at > record.now:
            break
        advance(telling, at)
        at = max(at, telling.last + timedelta(minutes=1)) if record.person else at
        if at > record.now:
            break
        if scene == "open":
            _open(telling, at, parts[0], next(references))
        elif scene == "reply":
            _reply(telling, at, parts[0])
        else:
            _step(telling, at, *parts)
    if record.person:
        advance(telling, record.now)


def _fitting(telling: Telling, planned: datetime, parts: list[Any]) -> datetime:
    """When it can have happened: after what came before, and on the right side of the clock's own step."""
    at = max(planned, telling.last + timedelta(minutes=2))
    step = parts[2] if len(parts) > 1 else None
    referral = telling.by_id.get(parts[1].id) if step else None
    if step is None or referral is None or not is_waiting(referral):
        return at
    ends = expiry_of(referral)
    if step.event in ("redirect", "close the loop"):
        return max(at, in_hours(day_of(ends) + timedelta(days=1), referral.pk.int))
    if at >= ends:
        return max(telling.last + timedelta(minutes=2), ends - timedelta(minutes=40 + referral.pk.int % 90))
    return at


def _scenes(telling: Telling, number: int, asked: flow.HelpRequest) -> Iterator[tuple[Any, ...]]:
    """(moment, order, what, ...) of everything that people did."""
    order = number * 1000
    yield asked.asked_at, order, "open", asked
    if asked.first_message_at:
        yield asked.first_message_at, order + 1, "reply", asked
    for place, referral in enumerate(asked.referrals):
        order = number * 1000 + 10 + place * 50
        if not referral.parent:
            yield referral.created_at, order, "step", asked, referral, None
        for turn, step in enumerate(referral.steps):
            if step.event != "expire":
                yield step.at, order + 1 + turn, "step", asked, referral, step


def _open(telling: Telling, at: datetime, asked: flow.HelpRequest, reference: str) -> None:
    record, person = telling.record, telling.story.person
    by = taker_of(record.cast, asked)
    for_another = bool(asked.asked_by)
    by_worker = asked.channel in ("gp", "member")
    for_whom = HelpRequest.ForWhom.CARER if for_another else HelpRequest.ForWhom.SELF
    asker_name, asker_telephone = "", ""
    if for_another and person.carer:
        asker_name, asker_telephone = person.carer.name, codes.international(person.carer.phone)
    elif by_worker and not for_another:
        for_whom, asker_name = HelpRequest.ForWhom.WORKER, by.name
    request = asking.open_request(
        record,
        at,
        by,
        about=codes.about(person),
        person_id=UUID(person.id),
        request_id=UUID(asked.id),
        reference=reference,
        keep=asked.channel == "member",
        agreed_how=Consent.Given.ONLINE if asked.channel == "online" else Consent.Given.SPOKEN,
        decided_by=_decider(telling, at),
        words=asked.words,
        needs=list(asked.needs),
        urgency="urgent" if asked.urgent else "routine",
        words_raise_concern=asked.crisis,
        for_whom=for_whom,
        channel=codes.CHANNELS[asked.channel],
        asker_name=asker_name,
        asker_telephone=asker_telephone,
    )
    if asked.channel == "online" or record.roll.random() < 0.3:
        asking.give_own_page(record, at, by, request)
    telling.last = at


def _reply(telling: Telling, at: datetime, asked: flow.HelpRequest) -> None:
    record = telling.record
    request = _request(telling, asked)
    by = replier_of(record.cast, asked)
    record.looked(at - timedelta(minutes=record.roll.randrange(3, 12)), by, request)
    asking.take_on(record, at, by, request)
    telling.last = at
    later = at + timedelta(minutes=record.roll.randrange(15, 45))
    if later > record.now:
        return
    if asked.ended == "advice given":
        asking.close_request(record, later, by, request, reason="helped", told="phone")
        telling.last = later
    elif asked.ended == "unmet":
        on = add_working_days(day_of(later), 15)
        asking.set_next_step(record, later, by, request, words=LOOK_AGAIN, on=on)
        telling.last = later


def _step(
    telling: Telling, at: datetime, asked: flow.HelpRequest, made_up: flow.Referral, step: flow.Step | None
) -> None:
    record, roll = telling.record, telling.record.roll
    request = _request(telling, asked)
    if step is None:
        to, note = record.listed[made_up.service_id], _note(made_up)
        owner = owner_of(record, request)
        if roll.random() < 0.6:
            record.looked(at - timedelta(minutes=roll.randrange(4, 40)), owner, request)
        telling.by_id[made_up.id] = referring.prepare(
            record, at, owner, request, to, referral_id=UUID(made_up.id), need=made_up.needs[0], note=note
        )
        telling.last = at
        return
    referral = telling.by_id.get(made_up.id)
    if referral is None:
        return
    if _play(telling, at, asked, made_up, step, referral):
        telling.last = at
    is_over = referral.state == "closed" and step is made_up.steps[-1] and not step.redirected_to
    if is_over and made_up is asked.referrals[-1]:
        telling.ended.add(request.pk)


def _play(
    telling: Telling, at: datetime, asked: flow.HelpRequest, made_up: flow.Referral, step: flow.Step,
    referral: Referral,
) -> bool:  # fmt: skip
    """One event. False where it has happened already (sent by an earlier agreement, closed by a choice)."""
    record, roll, event = telling.record, telling.record.roll, step.event
    by = actor_of(record, referral, made_up, step)
    match event:
        case "send" if referral.state == "draft":
            _send(telling, at, by, made_up, step, referral)
        case "ask" if referral.state == "sent":
            _look_first(telling, at, by, referral)
            referring.ask(record, at, by, referral, question=step.note)
        case "answer" if referral.state == "awaiting_information":
            referring.answer(record, at, by, referral, words=step.note)
        case "accept" if referral.state == "sent":
            _look_first(telling, at, by, referral)
            promised = step.next_contact
            soon = promised and promised <= day_of(at) + timedelta(days=16)
            day = max(promised, day_of(at)) if promised and soon else None
            referring.accept(record, at, by, referral, first_contact_on=day, note=step.note)
        case "decline" if referral.state in ("sent", "awaiting_information"):
            _look_first(telling, at, by, referral)
            onward = [r for r in asked.referrals if r.parent == made_up.id]
            suggested = record.listed[onward[0].service_id] if onward and step.suggestion else None
            note = step.note if suggested else f"{step.note} {step.suggestion}".strip()
            referring.decline(
                record, at, by, referral, reason=codes.DECLINED[step.reason], note=note, suggestion=suggested
            )
        case "redirect" if step.redirected_to and referral.state in ("declined", "expired"):
            new = next(r for r in asked.referrals if r.id == step.redirected_to)
            telling.by_id[new.id] = referring.redirect(
                record, at, by, referral, record.listed[new.service_id], referral_id=UUID(new.id)
            )
        case "withdraw" if referral.state in ("draft", "sent", "awaiting_information", "accepted"):
            referring.withdraw(record, at, by, referral, reason=codes.WITHDRAWN[step.reason])
        case "begin support" if referral.state == "accepted":
            referring.begin_support(record, at, by, referral)
        case "no contact" if referral.state == "accepted":
            referring.no_contact(record, at, by, referral, attempts=roll.randint(3, 5), note=step.note)
        case "finish" if referral.state == "in_support":
            outcome = step.outcome.replace(" ", "_").replace("could_not_be_contacted", "could_not_contact")
            referring.finish(record, at, by, referral, outcome=outcome, note=step.note)
        case "close the loop" if referral.state != "closed":
            told = step.told_how.replace(" ", "_")
            referring.close(record, at, by, referral, told=told, note=step.note)
        case "reopen" if referral.state == "closed":
            referring.reopen(record, at, by, referral, reason=step.reason)
        case _:
            return False
    return True


def _send(
    telling: Telling, at: datetime, by: Actor, made_up: flow.Referral, step: flow.Step, referral: Referral
) -> None:
    """Agreed for 180 days, or for a year or two where it took (or takes) longer than that."""
    basis = codes.BASES.get(step.lawful_basis, "") if by.has(Permission.CONSENT_OVERRIDE) else ""
    record = telling.record
    steps = [s.at for s in made_up.steps]
    lasts = (record.now if made_up.state != "closed" else max(steps)) - at
    until = at + timedelta(days=365 if lasts < timedelta(days=330) else 730) if lasts > LONG else None
    referring.send(
        record, at, by, referral, given_how=step.consent or Consent.Given.SPOKEN, basis=basis, until=until,
        decided_by=_decider(telling, at), reason=codes.WHY_WITHOUT.get(basis, ""),
    )  # fmt: skip


def _look_first(telling: Telling, at: datetime, by: Actor, referral: Referral) -> None:
    """Who answers has read it first; a signed link is spent by that."""
    record = telling.record
    before = at - timedelta(minutes=record.roll.randrange(2, 30))
    record.looked(max(before, referral.state_since), by, referral)
    for link in record.receiver_links(referral):
        link.used_at = link.used_at or at


def _request(telling: Telling, asked: flow.HelpRequest) -> HelpRequest:
    return next(r for r in telling.record.requests if r.pk == UUID(asked.id))


def _note(made_up: flow.Referral) -> str:
    return next((step.note for step in made_up.steps if step.event == "send"), "")


def _decider(telling: Telling, at: datetime) -> str:
    child = telling.story.person.age_on(day_of(at)) < 16
    return Consent.DecidedBy.PARENT if child else Consent.DecidedBy.PERSON


def references(place: str, seed: int) -> Iterator[str]:
    """Reference numbers, never one twice, the same on every run."""
    used, number = set(), 0
    while True:
        number += 1
        chance = UUID(stable_id(place, "reference", seed, number)).int
        letters = "".join(ALPHABET[(chance >> (5 * n)) % len(ALPHABET)] for n in range(6))
        reference = f"AL-{letters}"
        if any(map(str.isdigit, letters)) and reference not in used:
            used.add(reference)
            yield reference
