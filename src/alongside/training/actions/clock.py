"""What time alone does: reminds, opens places that were held, and ends waits for what has begun."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q

from alongside.foundation.access.actor import Actor, clock
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission
from alongside.foundation.design.formats import in_london
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.tenancy.models import Alliance
from alongside.foundation.tenancy.rounds import go_round
from alongside.foundation.workflow.clock import now
from alongside.foundation.workflow.states import Side

from ..models import Booking, Certificate, Session
from .line import hold_session, move_booking, serve_line
from .tell import tell_everyone, tell_holder

REMIND_DAYS_BEFORE = (7, 1)
REMIND_BEFORE_IT_RUNS_OUT = (60, 14)


@action(Permission.TRAINING_CLOCK, records="Learners reminded")
def remind_learners(session: Session, *, days: int, by: Actor) -> Session:
    """Remind everyone who has a place, once for each number of days before."""
    if _first_time(Session, session.pk, days):
        tell_everyone(
            session,
            "training_reminder",
            states=("booked",),
            by=by,
            cause=f"{session.starts_at:%Y%m%d}-{days}",
        )
    return session


@action(Permission.TRAINING_CLOCK, records="Held places opened to everyone")
def open_held_places(session: Session, *, by: Actor) -> Session:
    """The day has come from which every place is open to everyone: serve the line again."""
    held = hold_session(session.pk)
    serve_line(held, by=by)
    return held


@action(Permission.TRAINING_CLOCK, records="Wait for a place ended")
def end_waits(session: Session, *, by: Actor) -> Session:
    """The session has begun: whoever still waits is no longer kept waiting."""
    held = hold_session(session.pk)
    for booking in Booking.objects.filter(session=held, state="waiting").order_by("line"):
        move_booking(booking, "end_wait", by=by, side=Side.CLOCK)
    return held


@action(Permission.TRAINING_CLOCK, records="Holder of a certificate reminded")
def remind_holder(certificate: Certificate, *, days: int, by: Actor) -> Certificate:
    """Remind someone that what they hold runs out, once for each number of days before."""
    if _first_time(Certificate, certificate.pk, days):
        tell_holder(certificate, by=by, cause=days)
    return certificate


def run_clock(alliance: Alliance, *, moment: datetime | None = None) -> dict[str, int]:
    """Do whatever is due in one alliance, each thing in a transaction of its own; gives how many of each.

    Safe to run twice at once, or again. What goes wrong with one is raised, as ExceptionGroup, after the others.
    """
    by = clock(alliance)
    done = {"opened": 0, "ended": 0, "reminded": 0, "running_out": 0}

    def pass_one(due: tuple[str, Any, int]) -> None:
        kind, subject_id, days = due
        with in_alliance(alliance):
            if kind == "running_out":
                certificate = Certificate.objects.select_related("user").get(pk=subject_id)
                remind_holder(certificate, days=days, by=by)
            else:
                session = Session.objects.get(pk=subject_id)
                if kind == "opened":
                    open_held_places(session, by=by)
                elif kind == "ended":
                    end_waits(session, by=by)
                else:
                    remind_learners(session, days=days, by=by)
        done[kind] += 1

    go_round(_due(alliance, moment or now()), pass_one)
    return done


def _due(alliance: Alliance, moment: datetime) -> list[tuple[str, Any, int]]:
    """(what, whose id, days before) of everything that is due at a moment."""
    day = in_london(moment).date()
    with in_alliance(alliance):
        waiting = Exists(Booking.objects.filter(session=OuterRef("pk"), state="waiting"))
        sessions = Session.objects.filter(state="open").order_by("starts_at")
        ended = sessions.filter(waiting, starts_at__lte=moment)
        booked = Count("bookings", filter=Q(bookings__state="booked"))
        free = sessions.filter(waiting, starts_at__gt=moment, fair_until__lte=day).annotate(booked=booked)
        opened = free.filter(booked__lt=F("places"))
        due = [("opened", key, 0) for key in opened.values_list("pk", flat=True)]
        due += [("ended", key, 0) for key in ended.values_list("pk", flat=True)]
        for days in sorted(REMIND_DAYS_BEFORE):
            soon = sessions.filter(
                _not_yet_reminded(days), starts_at__gt=moment, starts_at__date__lte=day + timedelta(days=days)
            )
            known = {key for kind, key, _ in due if kind == "reminded"}
            due += [("reminded", key, days) for key in soon.values_list("pk", flat=True) if key not in known]
        newer = Certificate.objects.filter(
            Q(runs_out_on__isnull=True) | Q(runs_out_on__gt=OuterRef("runs_out_on")),
            user=OuterRef("user"), course=OuterRef("course"), withdrawn_at__isnull=True,
        )  # fmt: skip
        for days in sorted(REMIND_BEFORE_IT_RUNS_OUT):
            holders = Certificate.objects.filter(
                ~Exists(newer), _not_yet_reminded(days), withdrawn_at__isnull=True,
                runs_out_on__gte=day, runs_out_on__lte=day + timedelta(days=days),
            )  # fmt: skip
            known = {key for kind, key, _ in due if kind == "running_out"}
            due += [
                ("running_out", key, days) for key in holders.values_list("pk", flat=True) if key not in known
            ]
    return due


def _not_yet_reminded(days: int) -> Q:
    return Q(reminded_days__isnull=True) | Q(reminded_days__gt=days)


def _first_time(model: type[Session] | type[Certificate], key: Any, days: int) -> bool:
    """Whether nobody was reminded for this number of days yet; marks that they are now."""
    return bool(model.objects.filter(_not_yet_reminded(days), pk=key).update(reminded_days=days))
