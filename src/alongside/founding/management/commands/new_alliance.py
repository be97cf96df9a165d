"""``new_alliance``: an alliance of your own, from a pattern, in about a minute."""

import re
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import IntegrityError

from alongside.foundation.access.errors import DomainError
from alongside.foundation.design.formats import long_date
from alongside.foundation.tenancy.models import Alliance
from alongside.founding.pattern import pattern, pattern_names
from alongside.founding.starting import Plan, start_alliance

HOST = re.compile(r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*")
#: Each question: the option, what is asked, and whether it may be left empty.
QUESTIONS = (
    ("place", "Which place is it for? (North East Lincolnshire)", False),
    ("name", "What is the alliance called?", False),
    ("domain", "At which host name will its pages answer? (help.ourplace.org.uk)", False),
    ("administrator", "E-mail address of its first administrator:", False),
    ("telephone", "Telephone number that people may ring (may be left empty):", True),
)


class Command(BaseCommand):
    help = (
        "Starts an alliance from a pattern and invites its first administrator. Asks for what is not given."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--pattern", choices=pattern_names(), default="england", help="Where it is.")
        for option, question, _empty in QUESTIONS:
            parser.add_argument(f"--{option}", help=question)
        parser.add_argument("--open-hours", help="When someone answers: 9am to 5pm, Monday to Friday.")

    def handle(self, *args: Any, **options: Any) -> None:
        plan = self._plan(options)
        try:
            started = start_alliance(plan, pattern(options["pattern"]))
        except IntegrityError as error:
            raise CommandError(
                "Another alliance has this place's name or host name. Nothing was made."
            ) from error
        except DomainError as error:
            raise CommandError(f"{error.message} Nothing was made.") from error
        self.stdout.write(
            f"{plan.name} is there. Within 7 days, until {long_date(started.until)}, {plan.administrator} opens"
            f" this link, chooses a password, and is led through what is left:\n\n  {started.link}\n\n"
            "The same invitation was e-mailed. The link works once: give it to nobody else."
        )

    def _plan(self, options: dict[str, Any]) -> Plan:
        said = {name: self._answer(options[name], question, empty) for name, question, empty in QUESTIONS}
        said["domain"] = said["domain"].lower().rstrip(".")
        if not HOST.fullmatch(said["domain"]):
            raise CommandError(
                f"{said['domain']!r} is not a host name: it should look like help.ourplace.org.uk."
            )
        if Alliance.objects.filter(domain=said["domain"]).exists():
            raise CommandError(f"Another alliance answers at {said['domain']} already. Nothing was made.")
        try:
            validate_email(said["administrator"])
        except ValidationError as error:
            raise CommandError(f"{said['administrator']!r} is not an e-mail address.") from error
        too_long = [name for name in ("name", "place") if len(said[name]) > 200]
        if too_long:
            raise CommandError(f"The {too_long[0]} is too long: 200 letters at most.")
        return Plan(**said, open_hours=options["open_hours"] or "")

    def _answer(self, given: str | None, question: str, may_be_empty: bool) -> str:
        if given is None and sys.stdin.isatty():
            given = input(f"{question} ")
        given = (given or "").strip()
        if not given and not may_be_empty:
            raise CommandError(f"This is needed: {question}")
        return given
