"""One entry of the demo directory, short enough to write by hand."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Listing:
    """A service as its organisation wrote it down: what is empty is not known, as in real directories.

    org: slug of the member. needs: codes with spaces. ages: "16-25", "18-", "-11" or "". at: venue keys with
    spaces, "" when by phone or online. area: "all", or ward names or postcode districts joined with ";".
    times: "TU,TH 10:00-12:00", joined with ";"; "1TU 18:00-20:00" is monthly. when: times in words. room:
    "room 3", "wait 6 12" (weeks, then days since it was said), "full 40", "ask 5". how: any of p (phone), e
    (e-mail), w (web page), t (text number). checked: days since somebody assured it. flags: "hidden" (address
    never shown), "urgent" (open in a crisis).
    """

    org: str
    name: str
    needs: str
    text: str
    ages: str = ""
    at: str = ""
    area: str = ""
    times: str = ""
    when: str = ""
    room: str = ""
    how: str = "pe"
    cost: str = ""
    langs: str = ""
    who: str = ""
    apply: str = ""
    aka: str = ""
    checked: int | None = None
    status: str = "active"
    flags: str = ""

    @property
    def need_codes(self) -> tuple[str, ...]:
        return tuple(self.needs.split())

    @property
    def age_range(self) -> tuple[int | None, int | None]:
        low, _, high = self.ages.partition("-")
        return (int(low) if low else None, int(high) if high else None)

    @property
    def venue_keys(self) -> tuple[str, ...]:
        return tuple(self.at.split())
