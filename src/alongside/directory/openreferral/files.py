"""The files of a source: one file, a folder, or a zip archive, never unpacked to disk."""

from __future__ import annotations

import errno
import io
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from . import limits
from .rows import Level, Place, Problem, Tell, UnreadableSourceError


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file to read: its name inside the source, its size in bytes (unpacked), and how to open it."""

    name: str
    size: int
    open: Callable[[], BinaryIO]


@contextmanager
def files_of(path: Path, tell: Tell) -> Iterator[list[SourceFile]]:
    """The files at a path, sorted by name. Raises UnreadableSourceError with a sentence."""
    try:
        if path.is_dir():
            yield _in_folder(path, tell)
        elif not path.exists():
            raise UnreadableSourceError(f"There is nothing at {path}.")
        elif not path.is_file():
            raise UnreadableSourceError(f"{path} is neither a file nor a folder.")
        elif path.suffix.lower() == ".zip" or _starts_as_zip(path):
            with _opened_archive(path) as archive:
                yield list(_in_archive(archive, path.name, tell))
        else:
            yield [SourceFile(path.name, path.stat().st_size, lambda: path.open("rb"))]
    except OSError as error:
        raise UnreadableSourceError(f"{path} could not be read: {error.strerror or error}.") from error


def _in_folder(folder: Path, tell: Tell) -> list[SourceFile]:
    found: list[SourceFile] = []
    root = folder.resolve()
    if not _opens(folder):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix().encode("utf-8", "replace").decode()
        if any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue
        if path.is_dir():
            if not _opens(path):  # looking through a folder passes such a one over without a word
                said = "The folder could not be opened: permission denied."
                tell(Problem(Level.REFUSED, Place(name), "file", "", said, partial=True))
            continue
        if not path.resolve().is_relative_to(root):
            tell(_passed_over(name, "It is a link out of the folder."))
        elif path.is_file():
            found.append(SourceFile(name, path.stat().st_size, partial(_opened, path)))
        if len(found) > limits.FOLDER_FILES:
            raise UnreadableSourceError(f"{folder} holds more than {limits.FOLDER_FILES:,} files.")
    return found


def _opens(folder: Path) -> bool:
    return os.access(folder, os.R_OK | os.X_OK)


def _starts_as_zip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


def _opened_archive(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError) as error:
        raise UnreadableSourceError(f"{path.name} is a broken archive: it cannot be opened.") from error


def _in_archive(archive: zipfile.ZipFile, name: str, tell: Tell) -> Iterator[SourceFile]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > limits.ARCHIVE_FILES:
        raise UnreadableSourceError(
            f"{name} holds {len(entries):,} files; the most is {limits.ARCHIVE_FILES:,}."
        )
    if sum(entry.file_size for entry in entries) > limits.ARCHIVE_BYTES:
        gib = limits.ARCHIVE_BYTES // (1024 * limits.MIB)
        raise UnreadableSourceError(f"{name} would unpack to more than {gib} GiB, so it was not opened.")
    for entry in sorted(entries, key=lambda entry: entry.filename):
        inside = entry.filename.replace("\\", "/")
        if inside.startswith("__MACOSX/") or inside.rsplit("/", 1)[-1].startswith("."):
            continue
        ratio = entry.file_size / max(entry.compress_size, 1)
        if entry.file_size > limits.RATIO_FROM_BYTES and ratio > limits.ARCHIVE_RATIO:
            raise UnreadableSourceError(
                f"{inside} in {name} would unpack to {ratio:,.0f} times its size. "
                " Real directories do not, so the archive was not read."
            )
        if inside.startswith("/") or ".." in inside.split("/") or ":" in inside.split("/")[0]:
            tell(_passed_over(inside[:200], "Its name points outside the archive."))
        elif entry.flag_bits & 0x1:
            tell(_passed_over(inside, "It is locked with a password."))
        elif inside.lower().endswith(".zip"):
            tell(_passed_over(inside, "It is an archive inside the archive."))
        else:
            yield SourceFile(inside, entry.file_size, partial(_entry, archive, entry, name))


def _opened(path: Path) -> BinaryIO:
    return path.open("rb")


def _entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> BinaryIO:
    try:
        return io.BufferedReader(
            _Unpacked(cast(io.BufferedIOBase, archive.open(entry)), f"{entry.filename} in {name}"), 256 * 1024
        )
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise UnreadableSourceError(
            f"{entry.filename} in {name} is broken and cannot be unpacked."
        ) from error


class _Unpacked(io.RawIOBase):
    """One file of an archive; damage inside it becomes a sentence."""

    def __init__(self, entry: io.BufferedIOBase, name: str) -> None:
        self._entry, self._name = entry, name

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._entry.read(len(buffer))
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise UnreadableSourceError(
                f"{self._name} is damaged: it cannot be unpacked to its end."
            ) from error
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._entry.close()
        super().close()


def _passed_over(name: str, reason: str) -> Problem:
    return Problem(Level.LEFT_OUT, Place(name), "file", "", f"The file was not read. {reason}")
