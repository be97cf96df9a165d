"""Tabular HSDS: delimited text files of one kind of row each, named by a data package or by file name."""

from __future__ import annotations

import csv
import io
import itertools
import json
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from . import limits
from .encoding import UTF_8, encoding_of
from .files import SourceFile
from .kinds import CONTACT, CONTACTS, LEFT_OUT, Field, Kind, kind_of, table_name
from .rows import Level, Place, Problem, Row, Tell
from .shaping import Shaper

PACKAGE = "datapackage.json"
MERGED = (
    "It runs over several lines and has too few cells: look for a missing quotation mark that swallowed rows."
)
_DELIMITERS = ",;\t|"
csv.field_size_limit(limits.CELL_CHARACTERS)

Counted = Callable[[SourceFile], BinaryIO]


class LongLineError(Exception):
    """A line beyond the limit; the lines after it can still be read."""


def tables_of(files: list[SourceFile], tell: Tell) -> dict[str, str]:
    """File name to table name, from the data package where there is one; file names speak for the rest."""
    tables: dict[str, str] = {}
    for package in (file for file in files if file.name.rsplit("/", 1)[-1] == PACKAGE):
        folder = package.name.removesuffix(PACKAGE)
        for resource in _resources(package, tell):
            name, path = str(resource.get("name") or ""), resource.get("path")
            for one in path if isinstance(path, list) else [path]:
                if not isinstance(one, str) or "://" in one:
                    said = f"The data package's table {name!r} names no file here."
                    tell(Problem(Level.NOTE, Place(package.name), "file", "", said))
                    continue
                file = _named(files, folder, one)
                if file and name:
                    tables[file.name] = table_name(name)
    return tables


def _resources(package: SourceFile, tell: Tell) -> list[dict[str, Any]]:
    try:
        with package.open() as file:
            found = json.loads(file.read(16 * limits.MIB))["resources"]
        return [resource for resource in found if isinstance(resource, dict)]
    except (ValueError, KeyError, TypeError, RecursionError):
        said = "The data package could not be understood; files were recognised by their names."
        tell(Problem(Level.NOTE, Place(package.name), "file", "", said))
        return []


def _named(files: list[SourceFile], folder: str, path: str) -> SourceFile | None:
    """The file at a package's path, or else the one file of that name: real packages leave out the folder."""
    wanted = folder + path.removeprefix("./")
    for file in files:
        if file.name == wanted:
            return file
    same = [file for file in files if file.name.rsplit("/", 1)[-1] == path.rsplit("/", 1)[-1]]
    return same[0] if len(same) == 1 else None


def is_tabular(name: str) -> bool:
    return name.lower().endswith((".csv", ".tsv", ".txt"))


def read_table(file: SourceFile, table: str, tell: Tell, opened: Counted) -> Iterator[Row]:
    """The rows of one file. Every line is yielded or told; nothing of a file is held in memory."""
    encoding = encoding_of(file.name, file.open, tell)
    undecodable = "" if encoding == UTF_8 else "UTF-8 or Windows-1252"
    with opened(file) as binary:
        lines = _Lines(io.TextIOWrapper(binary, encoding=encoding, errors="replace", newline=""))
        first = lines.peek()
        delimiter = max(_DELIMITERS, key=first.count) if first else ","
        reader = csv.reader(lines, delimiter=delimiter)
        header = _header(reader, file.name, tell)
        kind = kind_of(table, header)
        if not header:
            return
        if kind is None:
            _leave_out(reader, lines, file.name, table, tell)
            return
        _tell_columns(kind, header, file.name, tell)
        yield from _rows(reader, lines, kind, header, Shaper(kind, file.name, tell, undecodable))


def _header(reader: Any, name: str, tell: Tell) -> tuple[str, ...]:
    try:
        return tuple("_".join(cell.strip().lower().split()) for cell in next(reader))
    except StopIteration:
        tell(Problem(Level.NOTE, Place(name), "file", "", "The file is empty."))
    except (csv.Error, LongLineError):
        tell(
            Problem(
                Level.LEFT_OUT, Place(name, "line 1"), "file", "", "The file has no readable header line."
            )
        )
    return ()


def _rows(reader: Any, lines: _Lines, kind: Kind, header: tuple[str, ...], shaper: Shaper) -> Iterator[Row]:
    width = len(header)
    at_column = {name: position for position, name in reversed(list(enumerate(header)))}
    columns = {
        field.name: tuple(at_column[name] for name in field.sources if name in at_column)
        for field in kind.fields
    }
    id_column = at_column.get("id")
    cells: list[str] = []

    def find(field: Field) -> str | None:
        for position in columns[field.name]:
            if cells[position]:
                return cells[position]
        return None

    while True:
        before = lines.number
        at = f"line {lines.number + 1}"
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            said = f"It could not be read as far as line {lines.number}: a quotation mark is never closed."
            shaper.tell(Problem(Level.REFUSED, Place(shaper.file, at), "file", "", said, partial=True))
            continue
        except LongLineError:
            said = f"The line is longer than {limits.LINE_BYTES // limits.MIB} MiB."
            shaper.tell(Problem(Level.REFUSED, Place(shaper.file, at), "file", "", said, partial=True))
            continue
        if not any(cells):
            continue
        if len(cells) < width:
            if lines.number - before > 1:
                source_id = cells[id_column][:300] if id_column is not None and id_column < len(cells) else ""
                shaper.tell(Problem(Level.NOTE, Place(shaper.file, at), kind.name, source_id, MERGED))
            cells += [""] * (width - len(cells))
        elif len(cells) > width and any(cells[width:]):
            said = (
                f"It has {len(cells)} cells where the header has {width}: look for a missing quotation mark."
            )
            source_id = cells[id_column][:300] if id_column is not None else ""
            shaper.tell(Problem(Level.REFUSED, Place(shaper.file, at), kind.name, source_id, said))
            continue
        row = shaper.shape(cells[id_column] if id_column is not None else "", find, at)
        if row is not None:
            if kind is CONTACT:
                shaper.tell(
                    Problem(Level.LEFT_OUT, Place(shaper.file, at), kind.name, row.source_id, CONTACTS)
                )
            yield row


def _leave_out(reader: Any, lines: _Lines, name: str, table: str, tell: Tell) -> None:
    """Tell every row of a file that the directory does not keep."""
    if table not in LEFT_OUT:
        said = "The file was not read. Its name is not that of a table of HSDS or Open Referral UK."
        tell(Problem(Level.LEFT_OUT, Place(name), "file", "", said))
        return
    while True:
        at = f"line {lines.number + 1}"
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, LongLineError):
            cells = ["?"]
        if any(cells):
            tell(Problem(Level.LEFT_OUT, Place(name, at), table, cells[0][:300], LEFT_OUT[table]))


def _tell_columns(kind: Kind, header: tuple[str, ...], name: str, tell: Tell) -> None:
    known = {"id", *itertools.chain.from_iterable(field.sources for field in kind.fields)}
    others = [column for column in header if column and column not in known]
    if others and kind.name != "contact":
        said = f"Columns not kept: {', '.join(others[:20])[:400]}."
        tell(Problem(Level.NOTE, Place(name, "line 1"), "file", "", said))


class _Lines:
    """The lines of a text file, counted and bounded: no line, however long, is held whole."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text, self._ahead, self.number = text, "", 0

    def peek(self) -> str:
        self._ahead = self._text.readline(limits.LINE_BYTES)
        return self._ahead

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._ahead or self._text.readline(limits.LINE_BYTES)
        self._ahead = ""
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) >= limits.LINE_BYTES and not line.endswith(("\n", "\r")):
            while line and not line.endswith(("\n", "\r")):
                line = self._text.readline(limits.LINE_BYTES)
            raise LongLineError
        return line
