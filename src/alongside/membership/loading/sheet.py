"""A spreadsheet as rows of text: CSV in whatever encoding it was saved in, or an Excel workbook with merged cells."""

import csv
import io
import zipfile
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

MOST_BYTES = 10_000_000
MOST_UNPACKED = 200_000_000
MOST_ROWS = 20_000
MOST_CELL = 5_000
HEAD_WITHIN = 15
OLD_EXCEL = b"\xd0\xcf\x11\xe0"


class SheetError(Exception):
    """The file cannot be read as a sheet at all; the message is one plain sentence."""


@dataclass(frozen=True)
class Problem:
    """Why a row, or one cell of it, was not taken as it is. ``line`` as the spreadsheet counts, from 1."""

    line: int
    column: str
    reason: str


@dataclass(frozen=True)
class SheetRow:
    """One row under the head: text by column name, trimmed; columns without a name are left out."""

    line: int
    cells: dict[str, str]


def read_sheet(path: Path, *, known: Collection[str]) -> tuple[list[SheetRow], list[str]]:
    """The rows under the head, and the names of its columns that are not ``known``.

    The head is the first row, among the first fifteen, with two or more known names: titles and notes above
    it are passed over. ``known`` are names in small letters. Empty rows are left out. Raises SheetError.
    """
    return _under_the_head(path.name, _table(path), known)


def read_pasted(text: str, *, known: Collection[str]) -> tuple[list[SheetRow], list[str]]:
    """The same of cells that were copied out of a spreadsheet, or of a CSV file's text. Raises SheetError."""
    if not text.strip():
        raise SheetError("The list is empty.")
    return _under_the_head("The list", _csv("The list", text), known)


def _under_the_head(
    name: str, table: list[list[str]], known: Collection[str]
) -> tuple[list[SheetRow], list[str]]:
    if len(table) > MOST_ROWS:
        raise SheetError(f"{name} has more than {MOST_ROWS:,} rows, which no list of members has.")
    at = next((n for n, row in enumerate(table[:HEAD_WITHIN]) if _names_in(row, known) >= 2), None)
    if at is None:
        raise SheetError(
            f"{name} has no row of column names that we know. Name the columns, for instance: "
            + ", ".join(sorted(known)[:6])
            + "."
        )
    head = [_plain(cell) for cell in table[at]]
    twice = {column for column in head if column in known and head.count(column) > 1}
    if twice:
        raise SheetError(f"{name} has two columns called “{min(twice)}”. Rename or remove one.")
    rows = []
    for line, row in enumerate(table[at + 1 :], at + 2):
        cells = {column: cell for column, cell in zip(head, row, strict=False) if column}
        if any(cells.values()):
            rows.append(SheetRow(line, cells))
    if not rows:
        raise SheetError(f"{name} has column names and nothing beneath them.")
    return rows, [column for column in head if column and column not in known]


def _table(path: Path) -> list[list[str]]:
    try:
        if path.is_dir():
            raise SheetError(f"{path.name} is a folder. Give the file itself.")
        if path.stat().st_size > MOST_BYTES:
            raise SheetError(f"{path.name} is larger than 10 MB, which no list of members is.")
        data = path.read_bytes()
    except OSError as error:
        raise SheetError(
            f"{path.name} could not be read: {(error.strerror or str(error)).lower()}."
        ) from error
    if not data.strip():
        raise SheetError(f"{path.name} is empty.")
    if data.startswith(OLD_EXCEL):
        raise SheetError(f"{path.name} is in the old Excel format. Save it as .xlsx or .csv.")
    return _workbook(path.name, data) if data.startswith(b"PK") else _csv(path.name, _decoded(data))


def _csv(name: str, text: str) -> list[list[str]]:
    if "\0" in text:
        raise SheetError(f"{name} is neither a CSV file nor an Excel workbook.")
    sample = "\n".join(text.splitlines()[:HEAD_WITHIN])
    delimiter = max(",;\t|", key=sample.count)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        return [[_cell(cell) for cell in row] for row in rows]
    except csv.Error:
        raise SheetError(
            f"{name} is broken: a quotation mark opens and never closes, or a cell is endless."
        ) from None


def _decoded(data: bytes) -> str:
    """UTF-8 or UTF-16 if it says so or is so; else Windows-1252, which reads anything."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _workbook(name: str, data: bytes) -> list[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > MOST_UNPACKED:
            raise SheetError(f"{name} unpacks to more than 200 MB, which no list of members does.")
        book = load_workbook(io.BytesIO(data), data_only=True)
        sheet: Any = book.worksheets[0]
        last = min(sheet.max_row, MOST_ROWS + 1)
        table = [[_cell(value) for value in row] for row in sheet.iter_rows(values_only=True, max_row=last)]
        _spread(table, sheet.merged_cells.ranges)
    except SheetError:
        raise
    except Exception as error:  # openpyxl lets whatever its parsers raise through: the file is not a workbook
        raise SheetError(
            f"{name} cannot be opened as an Excel workbook: it is broken, or locked with a password."
        ) from error
    return table


def _spread(table: list[list[str]], merged: Iterable[Any]) -> None:
    """Give every row of a merged cell what it says: the file holds it in the first alone."""
    for block in merged:
        says = table[block.min_row - 1][block.min_col - 1]
        for row in table[block.min_row - 1 : block.max_row]:
            row[block.min_col - 1] = says


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).replace("\u00a0", " ").split())[:MOST_CELL]


def _plain(name: str) -> str:
    return " ".join(name.lower().replace("_", " ").replace("*", " ").split()).rstrip(":")


def _names_in(row: Sequence[str], known: Collection[str]) -> int:
    return sum(_plain(cell) in known for cell in row)
