"""How organisations of the demo asked to join, who read it, and what was decided."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from alongside.membership.models import Application, ApplicationStep, Organisation, Review
from alongside.membership.queries import plain_name

from ..content.seed import dice
from ..content.terms import PURPOSES

SEQUENCES = {
    "draft": (),
    "sent": ("send",),
    "asked": ("send", "ask"),
    "appealed": ("send", "decline", "appeal"),
    "approved": ("send", "approve"),
}
LANDS = {"send": "sent", "ask": "asked", "decline": "declined", "appeal": "appealed", "approve": "approved"}
SUPPLIED = {
    "send": {},
    "ask": {"question": "Who would people meet when they first come?"},
    "decline": {"reason": "You ask people to pay, and we could not see how someone without money comes in."},
    "appeal": {"reason": "Half of our places are free now, and our page says so."},
    "approve": {"reason": "They do what they say, and people speak well of them."},
}
SAID = {"approve": "I have met them, and they listen.", "decline": "What of those who cannot pay?"}
PANEL_EVENTS = ("ask", "decline", "approve")
PAGES: Iterable[str] = ("about", "number", "area", "people", "offers", "safety", "lived")


def tell_application(
    story: Any,
    name: str,
    state: str,
    day: date,
    *,
    organisation: Organisation | None = None,
    purpose: str = "",
) -> None:
    began = max(day - timedelta(days=14), date(2022, 1, 10))
    plain = name.lower().replace(" ", "-").replace("'", "")
    kind = organisation.kind if organisation else "community_group"
    made = Application(
        id=story.key(began), alliance=story.cast.alliance, reference=_reference(name), contact_name="Robin Lake",
        contact_role="Committee member", contact_email=f"hello@{plain}.example"[:254], contact_telephone="01632 960902",
        name=name, plain_name=plain_name(name), kind=kind, size=(organisation.size if organisation else "micro"),
        number_kind="charity" if kind == "charity" else "none", number=organisation.number if organisation else "",
        purpose=organisation.purpose if organisation else purpose, area_words="All over the borough.",
        ward_codes=organisation.ward_codes if organisation else [], need_codes=story.needs[:2],
        people_words="Anyone who would like company.", places_offered=4, pages_done=list(PAGES),
        began_at=moment_at(began), touched_at=moment_at(day), state=state, state_since=moment_at(day),
        organisation=organisation,
        sent_at=None if state == "draft" else moment_at(began + timedelta(days=2)),
        decided_at=moment_at(day) if state in ("approved", "appealed") else None,
        signatory="" if state == "draft" else "Robin Lake", signatory_role="Committee member", **PURPOSES,
    )  # fmt: skip
    story.rows.applications.append(made)
    before = "draft"
    events = SEQUENCES[state]
    for number, event in enumerate(events, 1):
        last = number == len(events)
        at = moment_at(day if last else began + timedelta(days=2 * number))
        panel = event in PANEL_EVENTS
        supplied = {"signatory": "Robin Lake"} if event == "send" else SUPPLIED[event]
        story.rows.steps.append(
            ApplicationStep(
                id=story.key(at.date()), alliance=story.cast.alliance, application=made,
                number=number, event=event, from_state=before, to_state=LANDS[event],
                side="panel" if panel else "applicant", at=at, user_id=story.office.pk if panel else None,
                by=f"{story.office.name}, {story.cast.front_door.name}" if panel else "Online", supplied=supplied,
            )
        )  # fmt: skip
        before = LANDS[event]
    if state != "draft":
        _read(story, made, name, state, day)


def _read(story: Any, application: Application, name: str, state: str, day: date) -> None:
    """Two read it; of those that wait, one still has to."""
    roll = dice("readers", name)
    for number, user in enumerate(roll.sample(story.readers, min(2, len(story.readers)))):
        said = state in ("approved", "appealed") or number == 0
        advice = ("decline" if state == "appealed" else "approve") if said else ""
        story.rows.reviews.append(
            Review(
                id=story.key(day), alliance=story.cast.alliance, application=application, user=user, round=1,
                conflict="none" if said else "", declared_at=moment_at(day) if said else None, advice=advice,
                words=SAID.get(advice, ""),
                advised_at=moment_at(day) if said else None,
            )
        )  # fmt: skip
    story.rows.reviews.append(
        Review(
            id=story.key(day), alliance=story.cast.alliance, application=application, user=story.office, round=1,
            conflict="none", declared_at=moment_at(day),
        )
    )  # fmt: skip


def _reference(name: str) -> str:
    roll = dice("joining", name)
    return "JO-" + "".join(roll.choice("23456789ABCDEFGHJK") for _ in range(5)) + str(roll.randrange(2, 10))


def moment_at(day: date) -> datetime:
    """Ten in the morning of a day."""
    return timezone.make_aware(datetime.combine(day, time(10)))
