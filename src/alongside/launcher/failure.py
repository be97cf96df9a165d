"""The one way in which the launcher gives up."""

import shutil
from pathlib import Path

NO_SPACE = ("No space left on device", "ENOSPC", "Disk quota exceeded", "DiskFull")
FULL_BYTES = 8_000_000


class LaunchError(Exception):
    """A plain sentence for the person at the keyboard, and the exit code to leave with."""

    def __init__(self, sentence: str, code: int = 1) -> None:
        super().__init__(sentence)
        self.code = code


def disk_is_full(place: Path, said: str = "") -> bool:
    """Whether a program failed for want of space: it said so, or next to none is left where it wrote."""
    if any(sign in said for sign in NO_SPACE):
        return True
    while not place.exists():
        place = place.parent
    return shutil.disk_usage(place).free < FULL_BYTES


def full_disk(place: Path) -> LaunchError:
    """The sentence for it."""
    return LaunchError(
        f"The disk that holds {place} is full; free some space and run the same command again."
    )
