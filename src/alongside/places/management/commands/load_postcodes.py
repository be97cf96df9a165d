"""``load_postcodes [--areas DN,LN] [--onspd FILE]``."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.utils import ProgrammingError
from tqdm import tqdm

from alongside.places import loading


def postcode_area(code: str) -> str:
    """The letters that a postcode begins with."""
    return code[: 2 if code[1].isalpha() else 1]


class Command(BaseCommand):
    help = "Loads postcodes from Code-Point Open as installed, or from the ONS directory (ONSPD or NSPL CSV)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--areas", default="", help="Postcode areas, as DN,LN; all of Great Britain if left out."
        )
        parser.add_argument("--onspd", type=Path, help="A CSV of the ONS directory: adds wards and LSOAs.")

    def handle(self, *args: Any, areas: str, onspd: Path | None, **options: Any) -> None:
        wanted = tuple(area.strip().upper() for area in areas.split(",") if area.strip())
        try:
            if onspd:
                with onspd.open(encoding="utf-8-sig", newline="") as lines:
                    rows = loading.read_ons_directory(lines)
                    kept = (row for row in rows if not wanted or postcode_area(row.code) in wanted)
                    count = loading.load_postcodes(tqdm(kept, unit=" postcodes", disable=None))
            else:
                rows = loading.read_code_point(loading.code_point_files(wanted))
                count = loading.load_postcodes(tqdm(rows, unit=" postcodes", disable=None))
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        except ProgrammingError as error:
            raise CommandError(
                f"Only the owner fills these tables: set ALONGSIDE_AS_OWNER=1. ({error})"
            ) from error
        self.stdout.write(f"{count:,} postcodes.")
