"""The certificate as a tagged PDF."""

from dataclasses import asdict, dataclass
from pathlib import Path

from alongside.foundation.design.paper import typeset

TEMPLATE = Path(__file__).parent / "templates" / "training" / "certificate.typ"


@dataclass(frozen=True)
class Paper:
    """All that a certificate says. ``until`` is "" for one that does not run out."""

    name: str
    course: str
    given_by: str
    on: str
    until: str
    code: str
    check_at: str
    alliance: str


def certificate_pdf(paper: Paper) -> bytes:
    """The PDF of one certificate."""
    return typeset(TEMPLATE, asdict(paper))
