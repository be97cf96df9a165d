"""What the demo knows about one organisation of an alliance."""

import re
import unicodedata
from dataclasses import dataclass

from ..seed import dice, landline, stable_id


def slug_of(name: str) -> str:
    """ "Dom Przystań" -> "dom-przystan"."""
    plain = unicodedata.normalize("NFKD", name.replace("ł", "l")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower().replace("'", "")).strip("-")


@dataclass(frozen=True)
class Member:
    """A member or partner.

    kind: charity, cic, community_group, faith_group, housing_association, credit_union, nhs_trust, icb,
    council, pcn, gp_practice or navigator_team. size: micro (no paid staff), small, medium, large. account:
    False means that it answers by signed link and nobody there signs in.
    """

    name: str
    kind: str
    size: str
    venue: str
    purpose: str
    contact_role: str = "Project coordinator"
    account: bool = True
    place: str = "north-east-lincolnshire"
    partner: bool = False

    @property
    def slug(self) -> str:
        return slug_of(self.name)

    @property
    def id(self) -> str:
        return stable_id(self.place, "organisation", self.slug)

    @property
    def phone(self) -> str:
        return landline(dice("phone", self.slug).randrange(1000))

    @property
    def email(self) -> str:
        return f"hello@{self.slug}.example"

    @property
    def website(self) -> str:
        return f"https://www.{self.slug}.example"
