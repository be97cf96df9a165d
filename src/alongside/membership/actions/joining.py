"""Asking to join: begun, saved page by page, sent, answered, taken back, appealed."""

import secrets
from datetime import timedelta
from typing import Any

from django.db import connection

from alongside.foundation.access.actor import Actor, clock
from alongside.foundation.access.errors import DomainError, Missing, Stale
from alongside.foundation.access.gate import action
from alongside.foundation.access.links import make_link
from alongside.foundation.access.permissions import Permission
from alongside.foundation.messages.outbox import queue_message
from alongside.foundation.tenancy.addresses import address
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.tenancy.models import Alliance
from alongside.foundation.tenancy.rounds import go_round
from alongside.foundation.workflow.clock import now, today
from alongside.foundation.workflow.move import move
from alongside.foundation.workflow.states import Side

from ..candidates import is_known, left_since, may_appeal, plain_name
from ..models import Application, ApplicationStep
from ..states import APPLICATION

PURPOSE = "joining"
LINK_DAYS = 90
ABANDONED_DAYS = 60
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
PAGES: dict[str, tuple[str, ...]] = {
    "about": ("name", "kind", "size", "purpose", "contact_name", "contact_role", "contact_telephone"),
    "number": ("number_kind", "number"),
    "area": ("ward_codes", "area_words"),
    "people": ("need_codes", "people_words"),
    "offers": ("offers", "wants", "places_offered"),
    "safety": ("safeguarding", "insurer", "policy", "insured_until", "data_protection"),
    "lived": ("lived_experience",),
}
KNOWN = (
    "Someone has asked to join with this name or number already, or it is a member. If that is you, use the link in"
    " the message we sent you then, or ring us. Nothing you typed is lost."
)


@action(Permission.APPLICATION_START, records="Application to join begun")
def start_application(*, email: str, by: Actor) -> Application:
    """Begin one, and send the link that opens it to the address given."""
    made = Application.objects.create(
        alliance_id=by.alliance_id,
        reference=_reference(),
        contact_email=email.strip(),
        state=APPLICATION.initial,
        state_since=now(),
        began_at=now(),
        touched_at=now(),
    )
    tell_applicant(made, by=by, cause="began")
    return made


@action(Permission.APPLICATION_WRITE, records="Application saved")
def save_page(
    application: Application, *, page: str, values: dict[str, Any], done: bool = True, by: Actor
) -> Application:
    """Keep one page of it, or with ``done=False`` as much as there is of it.

    Raises Stale once it was sent, TypeError for what is not on that page.
    """
    unknown = set(values) - set(PAGES[page])
    if unknown:
        raise TypeError(f"Not on this page: {sorted(unknown)}")
    held = Application.objects.select_for_update().get(pk=application.pk)
    if held.state != "draft":
        raise Stale("This has been sent, so it can’t be changed here. Nothing was lost.")
    for name, value in values.items():
        setattr(held, name, value)
    held.plain_name = plain_name(held.name)
    others = [name for name in held.pages_done if done or name != page]
    held.pages_done = list(dict.fromkeys([*others, page])) if done else others
    held.touched_at = now()
    held.save()
    return held


@action(Permission.APPLICATION_WRITE, records="Application sent")
def send_application(
    application: Application, *, signatory: str, signatory_role: str, by: Actor
) -> Application:
    """Send it to the panel, naming who will sign. Raises Missing for pages not done, and where they are known already."""
    # One at a time: of two with one number, sent at once, the second is told. What is checked is what is sent.
    _one_at_a_time(by)
    application = Application.objects.select_for_update().get(pk=application.pk)
    if [page for page in PAGES if page not in application.pages_done]:
        raise Missing("Some pages are not filled in yet. Fill those in first.")
    if is_known(name=application.name, number=application.number, but=application.pk):
        raise DomainError(KNOWN)
    step = _move(
        application,
        "send",
        by=by,
        supplied={"signatory": signatory.strip(), "signatory_role": signatory_role.strip()},
        changes={
            "sent_at": now(),
            "signatory": signatory.strip()[:200],
            "signatory_role": signatory_role.strip()[:200],
        },
    )
    tell_applicant(application, by=by, cause=str(step.pk))
    return application


@action(Permission.APPLICATION_WRITE, records="Panel's question answered")
def answer_panel(application: Application, *, answer: str, by: Actor) -> Application:
    """Answer what the panel asked; it goes on reading."""
    _move(application, "answer", by=by, supplied={"answer": answer.strip()})
    return application


@action(Permission.APPLICATION_WRITE, records="Application taken back")
def withdraw_application(application: Application, *, by: Actor) -> Application:
    """They no longer want to join, for now."""
    step = _move(application, "withdraw", by=by)
    tell_applicant(application, by=by, cause=str(step.pk))
    _forget_unsent(application)
    return application


@action(Permission.APPLICATION_WRITE, records="Second look asked for")
def appeal(application: Application, *, reason: str, by: Actor) -> Application:
    """Within 28 days of a no, once: other people look again."""
    if application.state == "declined" and not may_appeal(application):
        raise Stale("That was more than 28 days ago. You can ask to join anew.")
    _one_at_a_time(by)
    if is_known(name=application.name, number=application.number, but=application.pk):
        raise DomainError(KNOWN)
    _move(application, "appeal", by=by, supplied={"reason": reason.strip()})
    return application


@action(Permission.MEMBERSHIP_CLOCK, records="Application left unfinished")
def expire_application(application: Application, *, by: Actor) -> Application:
    """Nobody has touched it for 60 days. What was never sent is kept no longer: it can be begun anew."""
    step = move(
        application,
        "expire",
        table=APPLICATION,
        steps=ApplicationStep,
        link="application",
        by=by,
        side=Side.CLOCK,
    )
    tell_applicant(application, by=by, cause=str(step.pk))
    _forget_unsent(application)
    return application


def _forget_unsent(application: Application) -> None:
    """Blank what was typed into one that ended before anybody was meant to read it."""
    if application.sent_at is not None:
        return
    typed = {name for names in PAGES.values() for name in names} | {
        "plain_name",
        "contact_email",
        "pages_done",
    }
    blank = Application()
    for name in typed:
        setattr(application, name, getattr(blank, name))
    application.save(update_fields=sorted(typed))


def expire_applications(alliance: Alliance) -> int:
    """End what was left unfinished in one alliance, each in a transaction of its own; gives how many."""
    day = today() - timedelta(days=ABANDONED_DAYS)
    with in_alliance(alliance):
        left = list(left_since(day).values_list("pk", flat=True))

    def expire_one(key: Any) -> None:
        with in_alliance(alliance):
            application = left_since(day).filter(pk=key).first()
            if application is not None:
                expire_application(application, by=clock(alliance))

    return go_round(left, expire_one)


def tell_applicant(application: Application, *, by: Actor, cause: str) -> None:
    """Queue "there is something new", with a fresh link to the one application."""
    token = make_link(
        alliance_id=application.alliance_id, purpose=PURPOSE, subject_id=application.pk, days=LINK_DAYS
    )
    queue_message(
        alliance_id=application.alliance_id,
        key=f"joining-{application.pk}-{cause}",
        channel="email",
        to=application.contact_email,
        template="joining",
        values={"link": address(by.alliance, f"/join/link/{token}/"), "reference": application.reference},
    )


def _one_at_a_time(by: Actor) -> None:
    """Hold the sending of applications of one alliance until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 7))", [f"joining {by.alliance_id}"])


def _reference() -> str:
    while True:
        reference = "JO-" + "".join(secrets.choice(ALPHABET) for _ in range(6))
        if any(map(str.isdigit, reference)) and not Application.objects.filter(reference=reference).exists():
            return reference


def _move(
    application: Application,
    event: str,
    *,
    by: Actor,
    supplied: dict[str, Any] | None = None,
    changes: dict[str, Any] | None = None,
) -> ApplicationStep:
    return move(  # type: ignore[return-value]
        application, event, table=APPLICATION, steps=ApplicationStep, link="application", by=by, side=Side.APPLICANT,
        supplied=supplied, changes={"touched_at": now(), **(changes or {})},
    )  # fmt: skip
