"""Whatever bytes a source holds: rows and problems come out, or one sentence."""

import json
import os

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .. import UnreadableSourceError
from .reading import read, said
from .test_json import SERVICE

KEYS = st.sampled_from(
    [*SERVICE, "location", "taxonomy_term", "phones", "latitude", "addresses", "byday", "number"]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.just("\ud800"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=15,
)
bounded = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def survives(path):
    try:
        rows, told = read(path)
    except UnreadableSourceError as error:
        assert str(error).endswith(".")
        return
    for row in rows:
        assert "\x00" not in row.source_id
        (row.source_id + "".join(v for v in row.values if isinstance(v, str))).encode()
    assert all(problem.reason.endswith((".", ":")) for problem in told)


@bounded
@given(st.binary(max_size=400))
def test_any_bytes(tmp_path, data):
    for name in ("services.csv", "services.json", "services.zip"):
        (tmp_path / name).write_bytes(data)
        survives(tmp_path / name)


@bounded
@given(st.dictionaries(KEYS, VALUES, max_size=8))
def test_any_json_with_the_right_keys(tmp_path, record):
    (tmp_path / "services.json").write_text(json.dumps([{**SERVICE, **record}]))
    survives(tmp_path / "services.json")


@bounded
@given(st.lists(st.lists(st.text(max_size=12), min_size=3, max_size=5), max_size=6))
def test_any_cells(tmp_path, lines):
    body = "\n".join(",".join(line) for line in lines)
    (tmp_path / "services.csv").write_bytes(f"id,name,url\n{body}\n".encode("utf-8", "replace"))
    survives(tmp_path / "services.csv")


def test_a_file_name_that_is_not_utf_8(tmp_path):
    (tmp_path / "services.csv").write_text("id,name\ns1,Talking\n")
    with open(os.fsencode(tmp_path) + b"/\xff.csv", "w") as odd:  # noqa: PTH123 - a name that Path cannot write
        odd.write("a,b\n1,2\n")
    rows, told = read(tmp_path)
    assert said(rows[0])["name"] == "Talking"
    assert told[0].place.file.encode() == b"?.csv"
