"""Which service a careful referrer would try for somebody."""

from collections import Counter
from functools import cache
from random import Random

from ..listings import Listing, listings
from ..people import Person
from ..words.ask import Ask

_WOMEN = {"common-thread-women", "noor-womens-circle", "mothers-meadow"}
_MEN = {"dads-on-the-docks"}
# Services for particular lives: tried only when the words or the family say so.
_WORDS = {
    "stand-easy-veterans": "army",
    "rainbow-quay": "trans",
    "sandpiper-autism-circle": "autis",
    "deaf-tides": "deaf",
    "clean-slate-mentoring": "probation",
    "open-gate-learning-disability-project": "learning disab",
    "trawler-families-network": "trawler",
    "after-the-storm": "took his own life",
}
_ROOTS = {
    "umoja-coast": "African",
    "przystan-polish-centre": "Polish",
    "casa-noastra": "Romanian",
    "gintaras-lithuanian-circle": "Lithuanian",
    "the-welcome-table": "Arabic Farsi Tigrinya Ukrainian African",
    "noor-womens-circle": "Urdu Bengali Arabic",
}


@cache
def _rarity(place: str) -> dict[str, float]:
    served = Counter(code for listing in listings(place) for code in listing.need_codes)
    return {code: 1 / count for code, count in served.items()}


def service_for(
    person: Person, age: int, asked: Ask, tried: list[Listing], place: str, roll: Random
) -> Listing | None:
    """A service that covers a need and would take this person, or None when nothing fits."""
    rarity = _rarity(place)
    fitting, weights = [], []
    for listing in listings(place):
        shared = set(listing.need_codes) & set(asked.needs)
        if not shared or listing in tried or not _takes(listing, person, age, asked):
            continue
        fitting.append(listing)
        weight = sum(rarity[code] for code in shared)
        weight *= 1 if listing.need_codes[0] in shared else 0.1
        weight *= 1 if asked.needs[0] in shared else 0.1
        weights.append(weight * (0.3 if listing.room.startswith("full") else 1))
    return roll.choices(fitting, weights)[0] if fitting else None


def _takes(listing: Listing, person: Person, age: int, asked: Ask) -> bool:
    low, high = listing.age_range
    if not ((low or 0) <= age <= (high or 120)) or listing.status != "active" or not listing.how:
        return False
    for part in filter(None, listing.area.split(";")):
        if part in ("all", person.ward) or person.postcode.startswith(part):
            break
    else:
        if listing.area:
            return False
    org, he, she = listing.org, person.pronouns == "he/him", person.pronouns == "she/her"
    if he and (org in _WOMEN or "women" in listing.text or "mums" in listing.text):
        return False
    if she and (org in _MEN or "Men" in listing.name or "Brother" in listing.name):
        return False
    for_carers = "carers" in listing.need_codes[:2] or "amil" in listing.name
    if for_carers and not {"carers", "dementia_memory", "parenting"} & set(asked.needs):
        return False
    if any(word in listing.name for word in ("training", "Intervention")):
        return False
    if "ovid" in listing.name and "long_covid" not in asked.needs:
        return False
    if org in _WORDS and _WORDS[org] not in asked.text.lower():
        return False
    if org in _ROOTS and person.roots not in _ROOTS[org].split():
        return False
    if listing.langs and "English" not in listing.langs and person.roots not in listing.langs:
        return False
    return org not in ("safe-moorings", "safe-hearth-thornmere") or "domestic_abuse" in asked.needs
