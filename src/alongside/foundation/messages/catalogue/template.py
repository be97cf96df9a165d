"""One message: its words, and the narrow kinds of value that it takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from ..values import said

TEXT_LENGTH = 160


@dataclass(frozen=True)
class Template:
    """One message. ``values`` names all that a caller supplies; the rest is the alliance's own.

    ``good_for`` is how long it is worth sending: a code that has run out is better not sent.
    """

    name: str
    subject: str
    email: str
    text: str
    values: tuple[str, ...] = ()
    good_for: timedelta = timedelta(days=3)

    def check(self, values: Mapping[str, Any]) -> None:
        """Raises ValueError unless ``values`` are exactly those declared, each of its own narrow kind."""
        if set(values) != set(self.values):
            raise ValueError(f"{self.name} takes {self.values or 'no values'}, not {tuple(values)}.")
        for name, value in values.items():
            said(name, value)

    def written(self, values: Mapping[str, Any], *, place: str, telephone: str = "") -> "Written":
        """The finished words."""
        words = {name: said(name, values[name]) for name in self.values}
        words |= {"place": place[:40], "telephone": telephone or "the number on our website"}
        return Written(
            subject=self.subject.format_map(words),
            email=self.email.format_map(words) + SIGNED.format_map(words),
            text=self.text.format_map(words),
        )


@dataclass(frozen=True)
class Written:
    """A message as it goes: the text message is plain ASCII, so that 160 letters are one message."""

    subject: str
    email: str
    text: str


SIGNED = """
Alongside, {place}

This message was sent by a computer, and replies are not read. To talk to someone, ring {telephone}.
To keep what matters private, our messages say very little.
"""
