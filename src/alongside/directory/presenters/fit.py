"""How one service fits what somebody asked for: yes, no, or nobody has said. One line for each thing asked."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from ..queries import Wanted

# What holds, what nobody has said, what does not hold.
WORDS = {
    "age": (_("They see people aged %(age)s"), _("They don’t say for what age"), _("They don’t see people aged %(age)s")),
    "language": (_("They speak %(language)s, or can interpret"), _("They don’t say if they speak %(language)s"),
                 _("They don’t say that they speak %(language)s")),
    "area": (_("They see people in %(place)s"), _("Check that they see people in %(place)s"),
             _("They don’t see people in %(place)s")),
    "room": (_("They have room now"), _("We don’t know if they have room now"), _("They have no room now")),
    "evenings": (_("Open in the evening or at a weekend"), _("We don’t know if they open in the evening"),
                 _("Not open in the evening or at a weekend")),
    "open_now": (_("Open now, by the times they gave us"), _("We don’t know if they are open now"), _("Not open now")),
    "remote": (_("You can do it by phone or online"), _("We don’t know if you can do it from home"),
               _("Not by phone or online")),
    "in_person": (_("Face to face"), _("We don’t know if you can see them"), _("Not face to face")),
    "free": (_("It’s free"), _("They don’t say what it costs"), _("It isn’t free for everyone")),
    "self_refer": (_("No referral needed. You can go to them yourself"), _("They don’t say if you need a referral"),
                   _("Someone has to refer you")),
    "step_free": (_("You can get in without steps"), _("We don’t know if you can get in without steps"),
                  _("You can’t get in without steps")),
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
        text = WORDS[name][which] % {"age": wanted.age, "language": wanted.language, "place": place}
        found.append((which, Fits(("yes", "unk", "no")[which], text)))
    return [one for _which, one in sorted(found, key=lambda pair: pair[0])]
