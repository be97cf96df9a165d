"""Going round what time has made due: what goes wrong with one holds up no other, and is shown at the end."""

import logging
from collections.abc import Callable, Iterable
from typing import Any

from .models import Alliance

logger = logging.getLogger(__name__)


def go_round(things: Iterable[Any], work: Callable[[Any], object]) -> int:
    """Do one piece of work with each thing, whatever becomes of the others; gives how many were done.

    ``work`` opens a transaction of its own. What it raises is logged and kept until each thing had its turn:
    then ExceptionGroup, so that the job is shown to have failed.
    """
    done, wrong = 0, []
    for thing in things:
        try:
            work(thing)
        except Exception as error:
            logger.exception("A round went on without one of its things: %s", getattr(thing, "pk", ""))
            wrong.append(error)
        else:
            done += 1
    if wrong:
        raise ExceptionGroup(f"{len(wrong)} of {done + len(wrong)} could not be done", wrong)
    return done


def for_each_alliance(*works: Callable[[Alliance], object]) -> None:
    """Do each work for every alliance, each apart: one alliance's trouble does not hold up another's clock."""
    turns = [(alliance, work) for alliance in Alliance.objects.order_by("pk") for work in works]
    go_round(turns, lambda turn: turn[1](turn[0]))
