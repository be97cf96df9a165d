"""``python -m alongside.config understand --json``: what sentences are about, one a line. Needs no database."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand

from alongside.directory.understanding import default_lexicon, understand


class Command(BaseCommand):
    help = "Reads a sentence a line on standard input and says which needs each speaks of, surest first."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="One JSON object a line; otherwise words.")

    def handle(self, *args: Any, **options: Any) -> None:
        lexicon = default_lexicon()
        for line in lines_of_input():
            found = understand(line, lexicon)
            if options["json"]:
                needs = [{"code": n.code, "confidence": n.confidence} for n in found.needs]
                self.stdout.write(json.dumps({"needs": needs, "crisis": found.crisis}))
            else:
                labels = ", ".join(lexicon.label(n.code) for n in found.needs) or "nothing that we know"
                self.stdout.write(("CRISIS. " if found.crisis else "") + labels)


def lines_of_input() -> Iterator[str]:
    """Standard input by line ends alone; what is no UTF-8 is read as far as it goes."""
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", "replace").rstrip("\r\n")
