"""Pages to print: tagged PDFs (PDF/UA-1), set by Typst in the same letters as the site's own.

What is printed goes in as data, never as part of the template: a name is a name, whatever signs are in it.
"""

import importlib.util
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst

FONT = "fontpkg_atkinson_hyperlegible"


def typeset(template: Path, said: Mapping[str, Any]) -> bytes:
    """The PDF of a template that reads ``said`` from ``sys.inputs.data``.

    Letters that no font here has cannot be held to the standard, which wants every letter shown: they are set all the
    same, tagged like the others, and a box is shown for each.
    """
    source, inputs, fonts = _read(template), {"data": json.dumps(said)}, _fonts()
    try:
        made = typst.compile(
            source, format="pdf", sys_inputs=inputs, font_paths=fonts, pdf_standards=["ua-1"]
        )
    except typst.TypstError:
        made = typst.compile(source, format="pdf", sys_inputs=inputs, font_paths=fonts)
    return bytes(made)


@cache
def _read(template: Path) -> bytes:
    return template.read_bytes()


@cache
def _fonts() -> list[Any]:
    """Where the letters lie: Atkinson Hyperlegible, drawn for people who see little. Without it, Typst's own."""
    spec = importlib.util.find_spec(FONT)
    folders = spec.submodule_search_locations if spec else None
    return [str(Path(folder) / "files") for folder in folders or ()]
