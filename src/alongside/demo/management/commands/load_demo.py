"""``load_demo``: two alliances at work, loaded in one go."""

import time
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from tqdm import tqdm

from alongside.demo.loading import PLACES, Loaded, load_alliance, make_alliance, moment_of
from alongside.demo.loading.areas import load_areas
from alongside.foundation.tenancy.models import Alliance

_SECOND = 8  # the second place has one person for every eight of the first


class Command(BaseCommand):
    help = "Loads two made-up alliances with members, services, people and eighteen months of referrals."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="Do nothing where there is an alliance already."
        )
        parser.add_argument("--people", type=int, default=320, help="People in the first alliance.")
        parser.add_argument("--seed", type=int, default=7, help="Another seed makes other people.")
        parser.add_argument("--today", type=date.fromisoformat, help="Another day than today: 2026-11-23.")

    def handle(
        self, *args: Any, if_empty: bool, people: int, seed: int, today: date | None, **options: Any
    ) -> None:
        if people < 0:
            raise CommandError("The number of people cannot be less than 0.")
        _connect_as_owner()
        if Alliance.objects.exists():
            if if_empty:
                self.stdout.write("There is an alliance already, so the demo was not loaded.")
                return
            raise CommandError(
                "There is an alliance already. The demo is loaded into an empty database only: make a new one,"
                " or give --if-empty to go on without it."
            )
        started = time.monotonic()
        counts = {"north-east-lincolnshire": people, "thornmere-vale": people // _SECOND}
        with (
            tqdm(
                total=sum(counts.values()) + 10, desc="Loading the demo", unit=" people", disable=None
            ) as bar,
            transaction.atomic(),
        ):
            load_areas()
            bar.update(4)
            loaded = {place: self._load(place, number, seed, today, bar) for place, number in counts.items()}
        for place, one in loaded.items():
            self._say(place, one)
        self.stdout.write(f"The demo was loaded in {time.monotonic() - started:.0f} seconds.")

    def _load(self, place: str, people: int, seed: int, today: date | None, bar: Any) -> Loaded:
        alliance = make_alliance(place)
        return load_alliance(alliance, place, people=people, seed=seed, now=moment_of(today), step=bar.update)

    def _say(self, place: str, loaded: Loaded) -> None:
        alliance = Alliance.objects.get(pk=PLACES[place]["id"])
        self.stdout.write(
            f"{alliance.name}: {loaded.organisations} organisations, {loaded.services} services,"
            f" {loaded.people} people, {loaded.referrals} referrals."
        )


def _connect_as_owner() -> None:
    """Only the owner may add an alliance. The fences hold for the owner too: they are forced."""
    owner = settings.OWNER_DATABASE
    if connection.settings_dict["USER"] == owner["USER"] or settings.TESTING:
        return
    connection.close()
    connection.settings_dict.update(
        {name: owner[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")}
    )
    connection.settings_dict["OPTIONS"] = {}
