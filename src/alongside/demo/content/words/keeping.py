"""What people ask of the directory, in their words. ``answer`` is "yes", a reason why not, or nothing yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Wanted:
    changes: Mapping[str, str]
    note: str = ""
    answer: str = ""


@dataclass(frozen=True)
class Raised:
    about: str
    words: str = ""
    answer: str = field(default="")


CHANGES = (
    Wanted(
        {"times": "Tuesdays, 10am to midday\nThursdays, 6pm to 8pm"},
        "We have a new evening from this month.",
    ),
    Wanted(
        {"alert": "Closed from 21 December to 4 January. Ring 116 123 at any time."},
        "Please take it away in January.",
    ),
    Wanted(
        {"application_process": "Ring us, or turn up ten minutes before the start. No referral needed."},
        "",
        "yes",
    ),
    Wanted(
        {"fees_description": "Free for the first six weeks, then £3"},
        "",
        "The leaflet still says free. We rang them.",
    ),
)
DOUBTS = (
    Raised("phone", "It rings, and then a voice says that the number is not in use."),
    Raised("times", "I went on Wednesday evening and nobody was there."),
    Raised("cost", "", "We rang: it is still free."),
    Raised("closed", "They moved to the other side of the road.", "yes"),
)
