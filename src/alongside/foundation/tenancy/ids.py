"""Identifiers: UUID version 7 (RFC 9562), so that rows made together lie together on disk."""

import os
import time
import uuid


def uuid7() -> uuid.UUID:
    """A time-ordered UUID: 48 bits of milliseconds, 12 of their fraction, then 62 random bits.

    The fraction (RFC 9562, 6.2, method 3) keeps rows of one millisecond in the order they were made.
    """
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    fraction = rest * 4096 // 1_000_000
    return uuid7_of(milliseconds, fraction << 64 | int.from_bytes(os.urandom(8), "big"))


def uuid7_of(milliseconds: int, chance: int) -> uuid.UUID:
    """The UUID of a moment (milliseconds since 1970) and 80 bits of chance, of which 74 are kept."""
    value = (milliseconds << 80) | chance
    value = (value & ~(0xF << 76)) | (0x7 << 76)
    value = (value & ~(0x3 << 62)) | (0x2 << 62)
    return uuid.UUID(int=value)
