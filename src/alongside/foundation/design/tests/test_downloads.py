"""What a spreadsheet may make of a file of ours."""

import pytest

from alongside.foundation.design.downloads import safe_cell


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
    ],
)
def test_nothing_typed_is_run(typed) -> None:
    assert safe_cell(typed).startswith("'")


@pytest.mark.parametrize("typed", ["Dawn", "a=b", "9 am", "", None, "‘Quoted’"])
def test_everything_else_stays(typed) -> None:
    assert safe_cell(typed) == (typed or "")
