"""``python -m alongside.config learn_words``: makes understanding/learnt/ from sentences whose needs are known."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alongside.directory.understanding.examples import shipped
from alongside.directory.understanding.learning import learn

ROOT = Path(__file__).resolve().parents[5]
ALSO = ["src/alongside/directory/tests/questions.csv", "tests/understanding/tune.jsonl"]


class Command(BaseCommand):
    help = "Learns from the sentences again and writes what was learnt. Needs the embeddings to be installed."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--also", nargs="*", default=ALSO, help="More labelled sentences, .csv or .jsonl."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        paths = [ROOT / path for path in options["also"]]
        if missing := [path for path in paths if not path.exists()]:
            raise CommandError(f"There is no {missing[0]}.")
        told = learn(shipped(paths))
        self.stdout.write(json.dumps(told, indent=1))
