"""``load_areas FILE``."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.utils import IntegrityError, ProgrammingError

from alongside.places import loading


class Command(BaseCommand):
    help = "Loads wards from a CSV: " + ", ".join(loading.WARD_COLUMNS) + "."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            with file.open(encoding="utf-8-sig", newline="") as lines:
                count = loading.load_wards(loading.read_wards(lines))
        except (OSError, ValueError, IntegrityError) as error:
            raise CommandError(str(error)) from error
        except ProgrammingError as error:
            raise CommandError(
                f"Only the owner fills these tables: set ALONGSIDE_AS_OWNER=1. ({error})"
            ) from error
        self.stdout.write(f"{count:,} wards.")
