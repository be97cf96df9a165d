"""How one service fits what somebody asked for: yes, no, or nobody has said. One line for each thing asked."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..queries import Wanted

# What holds, what nobody has said, what does not hold.
WORDS = {
    "age": ("They see people aged {age}", "They don’t say for what age", "They don’t see people aged {age}"),
    "language": ("They speak {language}, or can interpret", "They don’t say if they speak {language}",
                 "They don’t say that they speak {language}"),
    "area": ("They see people in {place}", "Check that they see people in {place}", "They don’t see people in {place}"),
    "room": ("They have room now", "We don’t know if they have room now", "They have no room now"),
    "evenings": ("Open in the evening or at a weekend", "We don’t know if they open in the evening",
                 "Not open in the evening or at a weekend"),
    "open_now": ("Open now, by the times they gave us", "We don’t know if they are open now", "Not open now"),
    "remote": ("You can do it by phone or online", "We don’t know if you can do it from home", "Not by phone or online"),
    "in_person": ("Face to face", "We don’t know if you can see them", "Not face to face"),
    "free": ("It’s free", "They don’t say what it costs", "It isn’t free for everyone"),
    "self_refer": ("No referral needed. You can go to them yourself", "They don’t say if you need a referral",
                   "Someone has to refer you"),
    "step_free": ("You can get in without steps", "We don’t know if you can get in without steps",
                  "You can’t get in without steps"),
}  # fmt: skip


@dataclass(frozen=True)
class Fits:
    """One thing that was asked for. ``verdict``: yes, unk or no."""

    verdict: str
    text: str


def fit(verdicts: Mapping[str, bool | None], wanted: Wanted) -> list[Fits]:
    """What holds first, then what nobody has said, then what does not."""
    place = wanted.place.district if wanted.place else ""
    found = []
    for name, verdict in verdicts.items():
        which = {True: 0, None: 1, False: 2}[verdict]
        text = WORDS[name][which].format(age=wanted.age, language=wanted.language, place=place)
        found.append((which, Fits(("yes", "unk", "no")[which], text)))
    return [one for _which, one in sorted(found, key=lambda pair: pair[0])]
