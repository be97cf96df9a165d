"""What Babel finds beside code and templates: the vocabulary of needs, whose words stand in TOML files."""

import tomllib
from collections.abc import Iterator
from typing import Any, BinaryIO

#: The words of a need that people read; the rest of its file is phrases to listen for, which no catalogue holds.
READ_BY_PEOPLE = ("label", "description")


def labels(
    file: BinaryIO, keywords: Any, comment_tags: Any, options: Any
) -> Iterator[tuple[int, str, str, list[str]]]:
    """An extractor for Babel: (line, function, message, comments) for each label and description."""
    found = tomllib.loads(file.read().decode())
    for name in READ_BY_PEOPLE:
        if name in found:
            yield 1, "gettext", found[name], []
