"""manage export_directory PATH --alliance NAME"""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alongside.directory.exporting import FORMATS, export
from alongside.directory.queries import how_many_services
from alongside.foundation.tenancy.context import in_alliance

from .import_directory import alliance_named


class Command(BaseCommand):
    help = (
        "Write the whole open directory of an alliance to a file: .json (Open Referral UK 3.0), .zip (tables of HSDS "
        "with a data package) or .csv (a sheet, one row a service). Running services; no hidden address."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help=f"A file that ends in {', '.join(FORMATS)}")
        parser.add_argument("--alliance", required=True, help="The alliance's name or its short name (slug)")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["path"]
        form = path.suffix.lower().removeprefix(".")
        if form not in FORMATS:
            raise CommandError(f"The file's name says its form: it must end in .{', .'.join(FORMATS)}.")
        alliance = alliance_named(options["alliance"])
        started = time.monotonic()
        partial = path.with_name(f".{path.name}.partial")  # a file that is there is whole
        try:
            with partial.open("w+b") as out, in_alliance(alliance):
                export(form, out)
                number = how_many_services()
            partial.replace(path)
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from None
        finally:
            partial.unlink(missing_ok=True)
        size = path.stat().st_size / 1_000_000
        self.stdout.write(
            f"{number:,} services, {size:.1f} MB, in {time.monotonic() - started:.1f} seconds: {path}"
        )
