"""What a member pastes into its own website: HTML that leads here. Nobody types anything there (ADR 11)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import escape

INDENT = "  "


@dataclass(frozen=True)
class EmbedPage:
    """``frame`` and ``form`` are HTML to copy; ``preview`` is where the frame lies."""

    frame: str
    form: str
    preview: str
    place: str


def embed_page(
    *,
    place: str,
    find: str,
    frame: str,
    needs: Sequence[tuple[str, str]],
    contacts: Sequence[Mapping[str, str]],
) -> EmbedPage:
    """``find`` and ``frame`` are whole addresses."""
    title = f"Find help in {place}" if place else "Find help"
    return EmbedPage(
        frame=f'<iframe src="{escape(frame)}" title="{escape(title)}" width="100%" height="640" loading="lazy"'
        ' referrerpolicy="no-referrer"></iframe>',
        form=_form(title, find, needs, contacts),
        preview=frame,
        place=place,
    )


def _form(
    title: str, find: str, needs: Sequence[tuple[str, str]], contacts: Sequence[Mapping[str, str]]
) -> str:
    """A form that needs no script and no style. What is chosen is a need by its code; the words are said on our page."""
    options = [f'<option value="{escape(code)}">{escape(label)}</option>' for code, label in needs]
    rings = ". ".join(f"{one['label']} {one['value']}" for one in contacts)
    return "\n".join(
        [
            f'<form action="{escape(find)}" method="get">',
            f"{INDENT}<h2>{escape(title)}</h2>",
            f"{INDENT}<p>Need help right now? {escape(rings)}.</p>",
            f'{INDENT}<p><label for="find-help-need">What would help?</label><br>',
            f'{INDENT}<select id="find-help-need" name="need">',
            f'{2 * INDENT}<option value="">Say it in my own words</option>',
            *(2 * INDENT + option for option in options),
            f"{INDENT}</select></p>",
            f'{INDENT}<p><button type="submit">See who can help</button></p>',
            "</form>",
        ]
    )
