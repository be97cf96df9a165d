"""JSON sources: a record, a list of records, a page of a feed, or tables by name; streamed."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

import ijson

from . import limits
from .encoding import UTF_8, as_utf8, encoding_of
from .files import SourceFile
from .kinds import KINDS, LEFT_OUT, Kind, kind_of, table_name
from .nested import Flattening, kind_of_record
from .rows import Level, Place, Problem, Row, Tell, UnreadableSourceError
from .tabular import Counted

CONTENTS = ("contents", "content", "items", "data", "results")
_SCALARS = ("string", "number", "boolean", "null", "integer", "double")
NOT_OURS = "It is not a record of HSDS or Open Referral UK: no service, place or organisation."


@dataclass
class Outline:
    """What stands at the top of a JSON file: its lists by key ("" for a bare list) and its plain values."""

    lists: list[str] = field(default_factory=list)
    plain: dict[str, Any] = field(default_factory=dict)
    is_record: bool = False


def outline(binary: BinaryIO, name: str, *, to_the_end: bool = False) -> Outline:
    """Look at the top level of a file, streaming: as far as its records, or to its end.

    Raises UnreadableSourceError where it is not JSON."""
    found, depth, key = Outline(), 0, ""
    try:
        for event, value in ijson.basic_parse(binary, use_float=True):
            if depth == 0:
                if event == "start_array":
                    found.lists.append("")
                    return found
                if event != "start_map":
                    raise UnreadableSourceError(f"{name} holds a single value, not records.")
            elif depth == 1 and event == "map_key":
                key = value
            elif depth == 1 and event == "start_array":
                found.lists.append(key)
                if key in CONTENTS and not to_the_end:
                    return found
            elif depth == 1 and event in _SCALARS and len(found.plain) < 200:
                found.plain[key] = value
            depth += {"start_map": 1, "start_array": 1, "end_map": -1, "end_array": -1}.get(event, 0)
    except (ijson.JSONError, ValueError) as error:
        raise UnreadableSourceError(f"{name} is not JSON that can be read: {_short(error)}.") from error
    if depth or not (found.lists or found.plain):
        raise UnreadableSourceError(f"{name} holds no records.")
    found.is_record = not any(_table(key) for key in found.lists) or kind_of_record(dict.fromkeys(
        [*found.plain, *found.lists])) is not None  # fmt: skip
    return found


def read_json(file: SourceFile, tell: Tell, opened: Counted) -> Iterator[Row]:
    """The rows of one JSON file. A record that cannot be used is told; broken JSON ends the file."""
    encoding = encoding_of(file.name, file.open, tell)
    with file.open() as binary:
        top = outline(as_utf8(binary, encoding), file.name)
    flattening = Flattening(file.name, tell, "" if encoding == UTF_8 else "UTF-8 or Windows-1252")
    contents = next((key for key in CONTENTS if key in top.lists), None)
    if "" in top.lists:
        wanted: list[tuple[str, str, Kind | None]] = [("item", "[{}]", None)]
    elif contents is not None:
        wanted = [(f"{contents}.item", contents + "[{}]", None)]
    elif top.is_record:
        wanted = [("", "", None)]
    else:
        wanted = [(f"{key}.item", key + "[{}]", kind_of(_table(key))) for key in top.lists if key]
        for key in top.lists:
            if _table(key) in LEFT_OUT and kind_of(_table(key)) is None:
                said = LEFT_OUT[_table(key)]
                tell(Problem(Level.LEFT_OUT, Place(file.name, key), _table(key), "", said))
        wanted = [entry for entry in wanted if entry[2] is not None]
    for prefix, path, kind in wanted:
        with opened(file) as binary:
            yield from _records(as_utf8(binary, encoding), prefix, path, kind, flattening)


def _records(
    binary: BinaryIO, prefix: str, path: str, kind: Kind | None, flattening: Flattening
) -> Iterator[Row]:
    records = bounded_items(binary, prefix)
    for number in itertools.count():
        at = path.format(number)
        try:
            record = next(records)
        except StopIteration:
            return
        except (ijson.JSONError, ValueError, OverflowError) as error:
            said = f"The rest of the file cannot be read: {_short(error)}."
            flattening.tell(
                Problem(Level.REFUSED, Place(flattening.file, at), "file", "", said, partial=True)
            )
            return
        found = kind or (kind_of_record(record) if isinstance(record, dict) else None)
        if found is None:
            source_id = str(record.get("id") or "")[:300] if isinstance(record, dict) else ""
            flattening.tell(Problem(Level.LEFT_OUT, Place(flattening.file, at), "file", source_id, NOT_OURS))
        else:
            yield from flattening.rows(found, record, at)


def bounded_items(binary: BinaryIO, prefix: str) -> Iterator[Any]:
    """The records at a prefix. Raises ValueError where one is nested too deeply or goes on without end.

    The bounds stand before ijson joins paths and builds records, which cost more the deeper they go."""
    return ijson.items(ijson.parse(_bounded(binary, prefix.count(".") + 1 if prefix else 0)), prefix)


def _bounded(binary: BinaryIO, record_depth: int) -> Iterator[tuple[str, Any]]:
    depth = values = 0
    for event, value in ijson.basic_parse(binary, use_float=True):
        if event in ("start_map", "start_array"):
            depth += 1
            if depth > limits.RECORD_DEPTH:
                raise ValueError(f"it is nested more than {limits.RECORD_DEPTH} deep")
        elif event in ("end_map", "end_array"):
            depth -= 1
        values = values + 1 if depth > record_depth else 0
        if values > limits.RECORD_VALUES:
            raise ValueError(f"one record holds more than {limits.RECORD_VALUES:,} values")
        yield event, value


def _table(key: str) -> str:
    table = table_name(key)
    return (
        table
        if key.lower().endswith(".csv") or table in {t for k in KINDS.values() for t in k.tables}
        else ""
    )


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:120].rstrip(".") or "it ends too early"
