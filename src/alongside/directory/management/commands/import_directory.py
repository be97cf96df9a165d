"""manage import_directory PATH --alliance NAME"""

import contextlib
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from tqdm import tqdm

from alongside.directory.actions import ImportResult, import_services
from alongside.directory.loading import Report
from alongside.directory.openreferral import KINDS
from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import DomainError
from alongside.foundation.access.permissions import Role
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.tenancy.models import Alliance

_REASONS_SHOWN = 30


class Command(BaseCommand):
    help = (
        "Import services from Open Referral UK 3.0 or HSDS: a JSON file, a table, a folder, a zip archive, "
        "or the address of a paged feed. Run it again at any time: nothing is doubled."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "path", help="A file, a folder, a zip archive, or an address that starts with http"
        )
        parser.add_argument("--alliance", required=True, help="The alliance's name or its short name (slug)")
        parser.add_argument(
            "--source", default="", help="What to call the source; its file name when left out"
        )
        parser.add_argument(
            "--report", type=Path, help="Write every row that was not taken as it is to this CSV"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        alliance = alliance_named(options["alliance"])
        by = Actor(alliance=alliance, roles=frozenset({Role.ADMINISTRATOR}), name="The command line")
        started = time.monotonic()
        feed = "://" in options["path"]
        with contextlib.ExitStack() as stack:
            try:
                out = options["report"] and stack.enter_context(
                    options["report"].open("w", newline="", encoding="utf-8")
                )
            except OSError as error:
                raise CommandError(
                    f"The report cannot be written to {options['report']}: {error.strerror}."
                ) from None
            bar = stack.enter_context(
                tqdm(
                    desc="Reading",
                    unit="page" if feed else "B",
                    unit_scale=not feed,
                    file=sys.stderr,
                    disable=None,
                )
            )
            try:
                with in_alliance(alliance):
                    result = import_services(
                        options["path"],
                        source=options["source"],
                        report=Report(out or None),
                        progress=bar,
                        by=by,
                    )
            except DomainError as error:
                bar.close()
                raise CommandError(f"{error} Nothing was imported.") from None
        self._say(result, time.monotonic() - started, options["report"])

    def _say(self, result: ImportResult, seconds: float, report: Path | None) -> None:
        write = self.stdout.write
        write(f"Imported {result.source} in {seconds:.1f} seconds.")
        write(f"{'':24}{'read':>10}{'added':>10}{'changed':>10}{'removed':>10}")
        for kind, one in result.loaded.counts.items():
            if one.read or one.removed:
                write(
                    f"{KINDS[kind].plural:24}{one.read:>10,}{one.added:>10,}{one.changed:>10,}{one.removed:>10,}"
                )
        if result.loaded.understood:
            write(f"Needs were read out of the words of {result.loaded.understood:,} services.")
        if result.loaded.retired:
            write(f"{result.loaded.retired:,} services have gone from the source and are marked defunct.")
        if not result.loaded.saved:
            write("Nothing has changed since the last import.")
        lines = result.report.lines()
        if lines:
            write("")
        for line in lines[:_REASONS_SHOWN]:
            write(line)
        if len(lines) > _REASONS_SHOWN:
            write(f"And {len(lines) - _REASONS_SHOWN} other reasons.")
        if lines:
            write(
                f"Every one of them is in {report}."
                if report
                else "Add --report FILE.csv to have them one by one."
            )


def alliance_named(name: str) -> Alliance:
    """An alliance by its name or its short name. Raises CommandError that says which there are."""
    found = list(Alliance.objects.filter(Q(slug__iexact=name) | Q(name__iexact=name)))
    if len(found) == 1:
        return found[0]
    known = ", ".join(Alliance.objects.order_by("name").values_list("slug", flat=True)[:20])
    raise CommandError(f"There is no alliance called {name!r}. There is: {known or 'none yet'}.")
