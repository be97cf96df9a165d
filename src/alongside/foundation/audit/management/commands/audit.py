"""``audit verify``: is the record of what was done still what was written?"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alongside.foundation.audit.verify import verify
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.tenancy.models import Alliance


class Command(BaseCommand):
    """Recomputes every seal of every alliance. Ends with 1 when one does not hold."""

    help = "Check the audit record: was an entry edited, deleted or added behind its back?"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["verify"])

    def handle(self, *args: Any, **options: Any) -> None:
        broken = 0
        for alliance in Alliance.objects.order_by("name"):
            with in_alliance(alliance):
                found = verify()
            words = f"{found.sealed:,} sealed, {found.unsealed:,} not sealed yet"
            if found.broken:
                broken += len(found.broken)
                numbers = ", ".join(str(number) for number in found.broken)
                words += f"; BROKEN: seal {numbers}"
            self.stdout.write(f"{alliance.name}: {words}")
        if broken:
            raise CommandError(f"{broken} seals no longer hold: entries were changed after they were sealed.")
        self.stdout.write("Every seal holds.")
