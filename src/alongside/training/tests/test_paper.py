"""The certificate as a PDF: tagged, and a name in it is only a name."""

import re
import zlib

import pytest

from alongside.training.paper import Paper, certificate_pdf

PLAIN = Paper(
    name="Will Worker", course="Talking about suicide", given_by="Tidewater Minds", on="3 November 2026",
    until="3 November 2029", code="ABCD-EFGH-JKMN", check_at="https://alliance.example/certificates/check/",
    alliance="An Alliance",
)  # fmt: skip


def inside(pdf: bytes) -> bytes:
    """The file with its compressed streams opened."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.S)
    opened = [zlib.decompressobj().decompress(one) for one in streams if one[:1] == b"x"]
    return pdf + b"".join(opened)


def test_it_is_tagged_titled_and_says_its_language():
    found = inside(certificate_pdf(PLAIN))
    for part in (
        b"/StructTreeRoot",
        b"/Marked true",
        b"/Lang",
        b"pdfuaid:part>1<",
        b"/H1",
        b"Certificate: Talking",
    ):
        assert part in found, part


@pytest.mark.parametrize(
    "name",
    [
        '#panic("out")', '"] #read("/etc/passwd") [', "*bold* _it_ $x$ `raw` @ref <label>", "\\u{41} \\ // /* */ ~",
        "= Heading", "Zoë Łukasz-O’Brien", "名前 نام", "a" * 200, "</script>{{7*7}}{% x %}", "\u202egnp.exe", "",
    ],
)  # fmt: skip
def test_a_hostile_name_is_only_a_name(name):
    assert certificate_pdf(
        Paper(**{**vars(PLAIN), "name": name, "course": f"x {name}", "given_by": name})
    ).startswith(b"%PDF")
