"""The certificate as a tagged PDF (PDF/UA-1), set by Typst.

What is printed goes in as data, never as part of the template: a name is a name, whatever signs are in it.
"""

import json
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import typst

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
    """The PDF of one certificate.

    A name with letters that no font here has cannot be held to the standard, which wants every letter shown: it is
    set all the same, tagged like the others, and shows a box for each such letter.
    """
    said = {"data": json.dumps(asdict(paper))}
    try:
        return bytes(typst.compile(_template(), format="pdf", sys_inputs=said, pdf_standards=["ua-1"]))
    except typst.TypstError:
        return bytes(typst.compile(_template(), format="pdf", sys_inputs=said))


@cache
def _template() -> bytes:
    return TEMPLATE.read_bytes()
