"""A request that someone is still writing: kept in their session on the server, never in an address."""

import time
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import uuid4

from alongside.directory.queries import hear
from alongside.directory.understanding import default_lexicon
from alongside.foundation.access.request import AllianceRequest

KEY, DONE_KEY = "asking", "asked"
KEPT_SECONDS = 60 * 60
SHOWN_SECONDS = 15 * 60
STEPS = ("words", "reach", "about", "agree")


@dataclass
class Draft:
    """``key`` makes one request of it, however often it is sent. ``began`` is the first step that was asked."""

    key: str = field(default_factory=lambda: uuid4().hex)
    began: str = "words"
    words: str = ""
    for_whom: str = ""
    crisis: bool = False
    needs: list[str] = field(default_factory=list)
    need: str = ""
    service: str = ""
    postcode: str = ""
    reach: dict[str, Any] = field(default_factory=dict)
    about: dict[str, Any] = field(default_factory=dict)

    @property
    def other(self) -> bool:
        return self.for_whom in ("carer", "worker")

    @property
    def steps(self) -> tuple[str, ...]:
        return STEPS[STEPS.index(self.began) :]

    def hear(self, words: str) -> None:
        """Take in what they said: its needs, and whether it raises concern."""
        heard = hear(words)
        self.words, self.crisis, self.needs = words, heard.crisis, heard.codes

    def choose(self, *, service: str = "", need: str = "") -> None:
        """A service or need that they pressed, if it is one that there is."""
        if need in default_lexicon().needs:
            self.need = need
        self.service = service or self.service

    @property
    def all_needs(self) -> list[str]:
        return list(dict.fromkeys([*([self.need] if self.need else []), *self.needs]))

    @property
    def first_missing(self) -> str:
        """The first step not answered yet; "agree" when all are."""
        if not (self.words and self.for_whom):
            return "words"
        return "reach" if not self.reach else "about" if not self.about else "agree"

    def may_show(self, step: str) -> bool:
        return STEPS.index(step) <= STEPS.index(self.first_missing)


def draft_of(request: AllianceRequest) -> Draft | None:
    """The draft of this browser in this alliance, if it has not run out."""
    kept = _kept(request, KEY)
    return Draft(**kept) if kept is not None else None


def keep(request: AllianceRequest, draft: Draft) -> None:
    _keep(request, KEY, asdict(draft), KEPT_SECONDS)


def finish(request: AllianceRequest, shown: dict[str, Any]) -> None:
    """The draft has become a request: forget it, and hold what the last page shows for a quarter of an hour."""
    request.session.pop(KEY, None)
    _keep(request, DONE_KEY, shown, SHOWN_SECONDS)


def finished(request: AllianceRequest) -> dict[str, Any] | None:
    """What the last page shows, while it may still be shown."""
    return _kept(request, DONE_KEY)


def _keep(request: AllianceRequest, key: str, what: dict[str, Any], seconds: int) -> None:
    request.session[key] = {
        "alliance": str(request.alliance.pk),
        "until": time.time() + seconds,
        "what": what,
    }


def _kept(request: AllianceRequest, key: str) -> dict[str, Any] | None:
    kept = request.session.get(key)
    if not kept or kept["alliance"] != str(request.alliance.pk):
        return None
    if kept["until"] < time.time():
        del request.session[key]
        return None
    return kept["what"]
