"""Shaping: the raw cells of one row become a Row, or a Problem says why they cannot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .kinds import Field, Kind
from .limits import ID_CHARACTERS
from .rows import Level, Place, Problem, Row, Tell


class Shaper:
    """Turns the rows of one kind in one file into Rows."""

    def __init__(self, kind: Kind, file: str, tell: Tell, undecodable: str = "") -> None:
        self.kind, self.file, self.tell, self.undecodable = kind, file, tell, undecodable

    def shape(self, raw_id: Any, find: Callable[[Field], Any], at: str) -> Row | None:
        """One row; None when it was refused (and told). `find` gives the raw value of a field or None."""
        kind = self.kind
        source_id = self._id(raw_id, at)
        if source_id is None:
            return None
        cleaned: list[Any] = []
        for field in kind.fields:
            raw = find(field)
            if raw is None or (type(raw) is str and raw.isascii() and "\x00" not in raw and not raw.strip()):
                value = field.blank
            else:
                try:
                    value = self._value(field, raw, source_id, at)
                except ValueError as error:
                    said = f"{field.sources[0]} was left out: {error}."
                    if field.required:
                        return self._refuse(source_id, at, said.replace("was left out", "cannot be used"))
                    self._tell(Level.CHANGED, source_id, at, said)
                    value = field.blank
            if field.required and value in (None, ""):
                if field.refers_to:
                    said = f"It does not say which {_words(field.sources[0])} it belongs to."
                    return self._refuse(source_id, at, said)
                return self._refuse(source_id, at, f"It has no {_words(field.sources[0])}.")
            cleaned.append(value)
        if kind.belongs and all(cleaned[kind.positions[name]] is None for name in kind.belongs):
            names = " or ".join(
                _words(name) for name in kind.belongs if name not in ("contact", "service_at_location")
            )
            return self._refuse(source_id, at, f"It does not say which {names} it belongs to.")
        if kind.says and all(cleaned[kind.positions[name]] in ("", None) for name in kind.says):
            return self._refuse(source_id, at, "It says nothing: every cell that is kept is blank.")
        return Row(kind.name, source_id or kind.content_id(cleaned), cleaned, self.file, at)

    def _id(self, raw: Any, at: str) -> str | None:
        plain = isinstance(raw, (str, int, float)) and not isinstance(raw, bool)
        text = _storable(str(raw)).replace("\x00", "").strip() if plain else ""
        if len(text) > ID_CHARACTERS:
            self._refuse(
                text[:40] + "...", at, f"Its id is {len(text)} characters long; the most is {ID_CHARACTERS}."
            )
            return None
        if not text and self.kind.must_have_id:
            self._refuse("", at, "It has no id.")
            return None
        return text if self.kind.own_ids else ""

    def _value(self, field: Field, raw: Any, source_id: str, at: str) -> Any:
        if isinstance(raw, bool):
            text = "true" if raw else "false"
        elif isinstance(raw, (str, int, float)):
            text = str(raw)
        elif isinstance(raw, list) and all(isinstance(part, (str, int)) for part in raw):
            text = ",".join(str(part) for part in raw)
        else:
            raise ValueError("it is not a single value")
        if "\x00" in text:
            text = text.replace("\x00", "")
            said = f"A NUL character was taken out of the {_words(field.sources[0])}."
            self._tell(Level.CHANGED, source_id, at, said)
        if self.undecodable and "�" in text:
            raise ValueError(f"it holds bytes that are not {self.undecodable}")
        text = _storable(text).strip()
        if not text:
            return field.blank
        if field.clean is None:
            if len(text) > ID_CHARACTERS:
                raise ValueError(f"it is {len(text)} characters long; the most is {ID_CHARACTERS}")
            return text
        return field.clean(text)

    def _refuse(self, source_id: str, at: str, reason: str) -> None:
        self._tell(Level.REFUSED, source_id, at, reason)

    def _tell(self, level: Level, source_id: str, at: str, reason: str) -> None:
        partial = level is Level.REFUSED and bool(source_id)
        self.tell(Problem(level, Place(self.file, at), self.kind.name, source_id, reason, partial))


def _storable(text: str) -> str:
    """Text without halves of surrogate pairs, which JSON escapes can write and no database stores."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def _words(column: str) -> str:
    return column.removesuffix("_id").replace("_", " ")
