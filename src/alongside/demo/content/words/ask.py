"""What somebody wrote or said when they first asked for help, with what a careful worker would hear in it."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Ask:
    """Somebody's own words.

    ages: of the person to be helped ("16-25"). asked_by: relationship of whoever asked, "" when for oneself.
    roots: families it fits ("Romanian"), "" for any. crisis: holds words that must move crisis help up.
    """

    text: str
    needs: tuple[str, ...]
    ages: str = "18-95"
    urgent: bool = False
    asked_by: str = ""
    crisis: bool = False
    roots: str = ""

    @property
    def about_other(self) -> bool:
        return bool(self.asked_by)

    def fits(self, age: int, roots: str) -> bool:
        low, high = self.ages.split("-")
        return int(low) <= age <= int(high) and (not self.roots or roots in self.roots.split())


def ask(text: str, needs: str, ages: str = "18-95", **more: Any) -> Ask:
    return Ask(text, tuple(needs.split()), ages, **more)
