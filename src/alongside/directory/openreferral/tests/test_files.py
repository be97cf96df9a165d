"""Archives and folders: broken, locked, escaping or without end, each gets a sentence and harms nothing."""

import zipfile

import pytest

from .. import UnreadableSourceError, limits
from .reading import read

TABLE = "id,name\ns1,Talking\n"


def archive(path, **files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in files.items():
            made.writestr(name.replace("__", "/").replace("_csv", ".csv"), text)
    return path


def test_a_zip_is_read_like_a_folder(tmp_path):
    rows, told = read(archive(tmp_path / "d.zip", data__services_csv=TABLE))
    assert [row.source_id for row in rows] == ["s1"] and not told


def test_a_broken_archive(tmp_path):
    whole = archive(tmp_path / "d.zip", services_csv=TABLE * 1).read_bytes()
    for number, broken in enumerate((b"PK\x03\x04nonsense", b"", whole[: len(whole) // 2], whole[:-10])):
        path = tmp_path / f"broken{number}.zip"
        path.write_bytes(broken)
        with pytest.raises(UnreadableSourceError, match="broken archive"):
            read(path)


def test_damage_inside_an_archive(tmp_path):
    path = archive(
        tmp_path / "d.zip", services_csv="id,name\n" + "".join(f"s{n},Service {n * n}\n" for n in range(999))
    )
    data = bytearray(path.read_bytes())
    data[200:220] = b"\x00" * 20
    path.write_bytes(data)
    with pytest.raises(UnreadableSourceError, match=r"damaged|broken"):
        read(path)


def test_an_archive_that_expands_without_end(tmp_path, monkeypatch):
    path = archive(tmp_path / "bomb.zip", services_csv="id,name\n" + "0" * (20 * limits.MIB))
    with pytest.raises(UnreadableSourceError, match="times its size"):
        read(path)
    monkeypatch.setattr(limits, "ARCHIVE_BYTES", limits.MIB)
    with pytest.raises(UnreadableSourceError, match="would unpack to more than"):
        read(path)
    monkeypatch.setattr(limits, "ARCHIVE_FILES", 0)
    with pytest.raises(UnreadableSourceError, match="holds 1 files"):
        read(path)


def test_names_that_point_outside_and_archives_inside_are_passed_over(tmp_path):
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as made:
        for name in ("../services.csv", "/etc/services.csv", "C:/services.csv", "inner.zip"):
            made.writestr(name, TABLE)
        made.writestr("services.csv", TABLE)
    rows, told = read(tmp_path / "d.zip")
    assert len(rows) == 1 and len(told) == 4


def test_a_folder_does_not_follow_links_out_of_it(tmp_path):
    (tmp_path / "outside.csv").write_text(TABLE)
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "services.csv").symlink_to(tmp_path / "outside.csv")
    with pytest.raises(UnreadableSourceError, match="no CSV or JSON"):
        read(inside)


@pytest.mark.parametrize("name", ["nothing-here", "empty"])
def test_nothing_there(tmp_path, name):
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnreadableSourceError, match=name):
        read(tmp_path / name)


def test_a_folder_that_may_not_be_opened_is_told(tmp_path, monkeypatch):
    closed = tmp_path / "closed"
    closed.mkdir()
    (tmp_path / "services.csv").write_text(TABLE)
    # As a stand-in, for a test that runs as root may open everything.
    monkeypatch.setattr("os.access", lambda path, mode: path != closed)
    rows, told = read(tmp_path)
    assert [row.source_id for row in rows] == ["s1"]
    assert [(one.level, one.place.file, one.partial) for one in told] == [("refused", "closed", True)]
    with pytest.raises(UnreadableSourceError, match="Permission denied"):
        read(closed)
