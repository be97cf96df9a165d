"""Encodings: UTF-8 with or without a mark; else Windows-1252, which is told; else the row is refused."""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable
from typing import BinaryIO

from .rows import Level, Place, Problem, Tell, UnreadableSourceError

UTF_8 = "utf-8-sig"
WINDOWS = "cp1252"
_CHUNK = 1024 * 1024


def encoding_of(name: str, open_file: Callable[[], BinaryIO], tell: Tell) -> str:
    """Read the file once to learn its encoding; tells when it is not UTF-8. Raises for UTF-16."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with open_file() as file:
        chunk = file.read(_CHUNK)
        if chunk.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise UnreadableSourceError(f"{name} is in UTF-16. Save it as UTF-8 and try again.")
        try:
            while chunk:
                decoder.decode(chunk)
                chunk = file.read(_CHUNK)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            said = "It is not in UTF-8. It was read as Windows-1252: check accents, dashes and pound signs."
            tell(Problem(Level.NOTE, Place(name), "file", "", said))
            return WINDOWS
    return UTF_8


def as_utf8(file: BinaryIO, encoding: str) -> BinaryIO:
    """The same file as UTF-8 bytes without a mark, for the JSON parser."""
    if encoding == UTF_8:
        start = file.read(3)
        if start == codecs.BOM_UTF8:
            return file
        return io.BufferedReader(_Joined(start, file), 128 * 1024)
    return io.BufferedReader(_Recoded(file, encoding), 128 * 1024)


class _Joined(io.RawIOBase):
    def __init__(self, start: bytes, rest: BinaryIO) -> None:
        self._start, self._rest = start, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data, self._start = (self._start or self._rest.read(len(buffer))), b""
        buffer[: len(data)] = data
        return len(data)


class _Recoded(io.RawIOBase):
    def __init__(self, file: BinaryIO, encoding: str) -> None:
        self._file, self._encoding, self._ready = file, encoding, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if not self._ready:  # a one-byte encoding: any chunk may be decoded alone
            self._ready = self._file.read(64 * 1024).decode(self._encoding, "replace").encode()
        size = min(len(buffer), len(self._ready))
        buffer[:size], self._ready = self._ready[:size], self._ready[size:]
        return size
