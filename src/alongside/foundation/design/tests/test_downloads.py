"""What a spreadsheet may make of a file of ours."""

import pytest
from django.http import BadHeaderError

from alongside.foundation.design.downloads import csv_download, safe_cell


@pytest.mark.parametrize(
    "typed",
    [
        "=1+1",
        " =1+1",
        "\n=1+1",
        "\u00a0=1+1",
        "\t=1",
        "\r=1",
        "+44",
        "-1",
        "@SUM(A1)",
        "\uff1d1+1",
        "\u3000=1",
        "\u200b=1",
        "\ufeff=1",
        "\x00=1",
    ],
)
def test_nothing_typed_is_run(typed) -> None:
    assert safe_cell(typed).startswith("'")


@pytest.mark.parametrize("typed", ["Dawn", "a=b", "9 am", "", None, "‘Quoted’"])
def test_everything_else_stays(typed) -> None:
    assert safe_cell(typed) == (typed or "")


def test_no_cell_is_parted_where_a_semicolon_parts_cells() -> None:
    text = csv_download("x", ["a", "b"], [["kind;=1+1", '"quoted";=1']]).content.decode()
    assert text.splitlines()[1] == '"kind;=1+1","""quoted"";=1"'


def test_a_file_name_adds_no_header() -> None:
    with pytest.raises(BadHeaderError):
        csv_download("x\r\nSet-Cookie: a=b", ["a"], [])
