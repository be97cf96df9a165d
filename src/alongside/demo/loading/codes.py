"""From the words of the demo's stories to the codes and columns of the alliance."""

from typing import Any

from alongside.people.models import Consent, Person
from alongside.referrals.models import HelpRequest

from ..content.people import Person as MadeUp
from ..content.wards import NORTH_EAST_LINCOLNSHIRE, THORNMERE_VALE

DECLINED = {
    "no capacity": "no_capacity",
    "waiting list closed": "list_closed",
    "not eligible: area": "not_eligible_area",
    "not eligible: age": "not_eligible_age",
    "not eligible: need level": "not_eligible_need",
    "needs more specialist care": "needs_more",
    "needs less": "needs_less",
    "unsafe for this person": "unsafe",
    "missing information": "missing_information",
    "duplicate": "duplicate",
    "person declined": "person_declined",
    "person has another option": "has_other",
    "resolved": "resolved",
    "in hospital": "in_hospital",
    "died": "died",
    "other": "other",
}
# Reasons that are the person's own choice, and why their request then closes.
CHOSEN = {
    "person_declined": "their_choice",
    "has_other": "sorted",
    "resolved": "sorted",
    "duplicate": "duplicate",
}
ENDED = {"got_help": "helped", "some_help": "some_help", "could_not_contact": "not_reachable"}
WITHDRAWN = {
    "Changed his mind and that is fine.": "no_longer_wanted",
    "Moving to be near her daughter.": "other",
    "Got a place sooner elsewhere.": "found_other",
    "Feels better and would like to leave it for now.": "sorted",
    "Does not want information shared any more.": "sharing_stopped",
}
WITHDRAWN_ENDS = {
    "no_longer_wanted": "their_choice",
    "sorted": "sorted",
    "found_other": "sorted",
    "other": "moved_away",
}
CHANNELS = {
    "online": HelpRequest.Channel.ONLINE,
    "gp": HelpRequest.Channel.GP,
    "phone": HelpRequest.Channel.PHONE,
    "member": HelpRequest.Channel.IN_PERSON,
}
BASES = {"safeguarding": Consent.Basis.SAFEGUARDING, "vital interests": Consent.Basis.VITAL_INTERESTS}
WHY_WITHOUT: dict[str, str] = {
    Consent.Basis.SAFEGUARDING: "There are children at home and it could not wait until we reached them.",
    Consent.Basis.VITAL_INTERESTS: "They had said that they might not be alive tomorrow, and hung up.",
}
_NOT_TIMES = {
    "Ring after 4pm.": "before 4pm",
    "Mornings are hard. Afternoons only.": "in the mornings",
    "Shift worker: look at the rota before you ring.": "during night shifts",
    "Do not ring the home number. Safe to text between 9 and 3 on weekdays.": "evenings and weekends",
}
_WARDS = {ward.name: ward.code for ward in (*NORTH_EAST_LINCOLNSHIRE, *THORNMERE_VALE)}


def about(person: MadeUp) -> dict[str, Any]:
    """What registering a person takes, in the words of ``people.actions.register_person``."""
    note = f"{person.safety_note} {person.contact_note}"
    telephone = international(person.phone) if person.phone else ""
    through = f"{person.carer.name} ({person.carer.link}), {person.carer.phone}" if person.carer else ""
    if "daughter can take messages" in note and not through:
        through = "Her daughter"
    ways = []
    if telephone and "Do not ring" not in note and person.contact_by != "email":
        ways.append(Person.SafeWay.PHONE)
    if telephone and (person.contact_by in ("text", "phone") or "text" in note):
        ways.append(Person.SafeWay.TEXT)
    if person.email and (person.contact_by == "email" or not ways):
        ways.append(Person.SafeWay.EMAIL)
    if through and not ways:
        ways.append(Person.SafeWay.SOMEONE)
    voicemail = Person.Voicemail.NO
    if not note.strip():
        voicemail = Person.Voicemail.YES if int(person.id[:2], 16) % 3 else Person.Voicemail.NAME
    return {
        "given_name": person.first_name,
        "family_name": person.last_name,
        "pronouns": person.pronouns,
        "birth_date": person.born,
        "postcode": person.postcode.replace(" ", ""),
        "ward_code": _WARDS[person.ward],
        "telephone": telephone,
        "email": person.email,
        "safe_ways": [str(way) for way in ways],
        "voicemail": voicemail,
        "not_times": next((words for key, words in _NOT_TIMES.items() if key in note), ""),
        "through": through,
        "language": "" if person.language == "English" else person.language,
        "needs_interpreter": person.needs_interpreter or "interpreter" in note,
    }


def international(number: str) -> str:
    """A United Kingdom number as it is kept: "07700 900461" is +447700900461."""
    return f"+44{number[1:].replace(' ', '')}"
