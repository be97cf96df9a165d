"""manage import_members FILE --alliance NAME"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import DomainError
from alongside.foundation.access.permissions import Role
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.tenancy.models import Alliance
from alongside.foundation.workflow.clock import today
from alongside.membership.actions import import_members
from alongside.membership.loading import KNOWN, SheetError, check_rows, read_sheet

SHOWN = 100


class Command(BaseCommand):
    help = (
        "Take members from a CSV file or an Excel workbook. Every bad row is told with its line and why; while there is"
        " one, nothing is taken, unless --leave-out-bad. Run it again at any time: nothing is doubled."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="A .csv or .xlsx file")
        parser.add_argument("--alliance", required=True, help="The alliance's name or its short name (slug)")
        parser.add_argument("--check", action="store_true", help="Only say what is wrong; take nothing")
        parser.add_argument("--leave-out-bad", action="store_true", help="Take the good rows all the same")

    def handle(
        self, *args: Any, path: Path, alliance: str, check: bool, leave_out_bad: bool, **_: Any
    ) -> None:
        found = Alliance.objects.filter(Q(slug__iexact=alliance) | Q(name__iexact=alliance)).first()
        if found is None:
            known = ", ".join(Alliance.objects.order_by("slug").values_list("slug", flat=True)[:20])
            raise CommandError(f"There is no alliance called {alliance!r}. There is: {known or 'none yet'}.")
        try:
            rows, unknown = read_sheet(path, known=KNOWN)
        except SheetError as error:
            raise CommandError(f"{error} Nothing was taken.") from None
        if unknown:
            self.stdout.write(f"Columns that were passed over: {', '.join(unknown[:20])}.")
        checked = check_rows(rows, today=today())
        for problem in checked.problems[:SHOWN]:
            self.stdout.write(f"Line {problem.line}, {problem.column}: {problem.reason}.")
        if len(checked.problems) > SHOWN:
            self.stdout.write(f"And {len(checked.problems) - SHOWN} more.")
        bad = len(rows) - len(checked.rows)
        self.stdout.write(f"{len(rows)} rows read: {len(checked.rows)} good, {bad} not.")
        if check:
            return
        if bad and not leave_out_bad:
            raise CommandError(
                "Nothing was taken. Put these right, or give --leave-out-bad to take the others."
            )
        by = Actor(alliance=found, roles=frozenset({Role.ADMINISTRATOR}), name="The command line")
        try:
            with in_alliance(found):
                done = import_members(rows=checked.rows, by=by)
        except DomainError as error:
            raise CommandError(error.message) from None
        self.stdout.write(f"{done.added} added, {done.changed} brought up to date, {done.same} as they were.")
