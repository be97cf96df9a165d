"""Write docs/states from the state tables, or check that it is true."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.module_loading import import_string

from alongside.foundation.workflow.drawing import drawn


class Command(BaseCommand):
    help = "Draw every state table as a page of docs/states."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Only say whether the pages are true.")
        parser.add_argument("--to", type=Path, default=Path(settings.ROOT) / "docs" / "states")

    def handle(self, *args: Any, **options: Any) -> None:
        for dotted in settings.ALONGSIDE_STATE_TABLES:
            table = import_string(dotted)
            page: Path = options["to"] / f"{table.name}.md"
            if options["check"]:
                if not page.exists() or page.read_text() != drawn(table):
                    raise CommandError(
                        f"{page.name} is not what the code says. Run: ./run manage draw_states"
                    )
            else:
                page.write_text(drawn(table))
                self.stdout.write(f"Drew {page.name}")
