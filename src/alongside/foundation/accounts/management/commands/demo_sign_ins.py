"""``demo_sign_ins``: who can sign in to the demo, printed when it starts."""

from typing import Any

from django.core.management.base import BaseCommand

from alongside.foundation.accounts.demo import DEMO_PASSWORD
from alongside.foundation.accounts.presenters import demo_doors as presented
from alongside.foundation.accounts.presenters import demo_roles
from alongside.foundation.accounts.queries import demo_accounts, demo_doors
from alongside.foundation.tenancy.addresses import address
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.tenancy.models import Alliance


class Command(BaseCommand):
    """Prints address, name, role, e-mail and password. Nothing for an alliance that is not a demo."""

    help = "Print the demo's accounts."

    def handle(self, *args: Any, **options: Any) -> None:
        for alliance in Alliance.objects.filter(is_demo=True).order_by("pk"):
            with in_alliance(alliance):
                rows, doors = demo_accounts(alliance), demo_doors(alliance)
            self.stdout.write(f"{alliance.name}: sign in at {address(alliance, '/account/sign-in/')}")
            emails = {row.user_id: row.user.email for row in rows}
            for role in demo_roles(rows):
                for account in role.accounts:
                    self.stdout.write(
                        f"  {account.name}, {account.role}, {account.organisation}: {emails[account.id]}"
                    )
            for door in presented(doors):
                self.stdout.write(f"  Without an account: {door.label}: {address(alliance, door.href)}")
            self.stdout.write(f"  The password of each is {DEMO_PASSWORD}")
