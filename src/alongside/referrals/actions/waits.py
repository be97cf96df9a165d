"""How long people really waited, told to the directory: counts alone, and only where there are enough."""

from datetime import timedelta

from django.db import connection

from alongside.directory.actions import note_waits
from alongside.directory.models import SeenWait
from alongside.foundation.access.actor import clock
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.tenancy.models import Alliance
from alongside.foundation.workflow.clock import now

LOOKED_BACK = timedelta(days=182)


def run_waits(alliance: Alliance) -> int:
    """Measure one alliance's waits anew. Gives how many services have one that can be shown."""
    with in_alliance(alliance):
        with connection.cursor() as cursor:
            cursor.execute("SELECT service, people, days FROM referrals_waits(%s)", [now() - LOOKED_BACK])
            found = [
                SeenWait(service_id=pk, people=people, days=days) for pk, people, days in cursor.fetchall()
            ]
        return note_waits(found, by=clock(alliance))
