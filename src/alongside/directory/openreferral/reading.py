"""Reading: one entrance for every kind of source."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from .feed import Feed, is_address
from .files import SourceFile, files_of
from .json_records import read_json
from .kinds import table_name
from .rows import Level, Place, Problem, Row, Tell, UnreadableSourceError
from .tabular import PACKAGE, is_tabular, read_table, tables_of


class Progress(Protocol):
    """What a progress bar of tqdm offers, as far as an import needs it."""

    total: float | None

    def set_description(self, desc: str | None = None) -> object: ...

    def update(self, n: float | None = 1) -> object: ...


def read_directory(source: str, tell: Tell, progress: Progress | None = None) -> Iterator[Row]:
    """Rows of a file, a folder, a zip archive or a feed's address. Raises UnreadableSourceError."""
    if is_address(source):
        yield from _read_feed(source, tell, progress)
        return
    with files_of(Path(source), tell) as files:
        tables = tables_of(files, tell)
        wanted = [file for file in files if is_tabular(file.name) or _is_json(file.name)]
        for file in files:
            if file not in wanted and file.name.rsplit("/", 1)[-1] != PACKAGE:
                said = "The file was not read: it is neither a table nor JSON."
                tell(Problem(Level.LEFT_OUT, Place(file.name), "file", "", said))
        if not wanted:
            raise UnreadableSourceError(f"There is no CSV or JSON file of a directory in {source}.")
        if progress is not None:
            progress.total = sum(file.size for file in wanted)
        for file in wanted:
            yield from _read_file(file, tables, tell, progress, alone=len(wanted) == 1)


def _read_file(
    file: SourceFile, tables: dict[str, str], tell: Tell, progress: Progress | None, alone: bool
) -> Iterator[Row]:
    def opened(one: SourceFile) -> BinaryIO:
        return io.BufferedReader(_Watched(one.open(), progress), 128 * 1024) if progress else one.open()

    try:
        if is_tabular(file.name):
            yield from read_table(file, tables.get(file.name) or table_name(file.name), tell, opened)
        else:
            yield from read_json(file, tell, opened)
    except UnreadableSourceError as error:
        if alone:
            raise
        tell(Problem(Level.REFUSED, Place(file.name), "file", "", str(error), partial=True))


def _read_feed(address: str, tell: Tell, progress: Progress | None) -> Iterator[Row]:
    feed = Feed(address, tell)
    if progress is not None:

        def pages_known(total: int) -> None:
            progress.total = total

        def page_done() -> None:
            progress.update(1)

        feed.pages_known, feed.page_done = pages_known, page_done
    yield from feed.rows()


def _is_json(name: str) -> bool:
    return name.lower().endswith(".json") and name.rsplit("/", 1)[-1] != PACKAGE


class _Watched(io.RawIOBase):
    """A file that moves the progress bar as it is read."""

    def __init__(self, file: BinaryIO, progress: Progress) -> None:
        self._file, self._progress = file, progress

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        self._progress.update(len(data))
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()
