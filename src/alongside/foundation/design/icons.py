"""Line icons drawn for Alongside. Always beside words, so they are hidden from screen readers."""

from markupsafe import Markup

ICONS = {
    "arrow": '<path d="M9 5l7 7-7 7"/>',
    "back": '<path d="M15 5l-7 7 7 7"/>',
    "tick": '<path d="M5 12.5l4.6 4.6L19.5 7"/>',
    "cross": '<path d="M6 6l12 12M18 6L6 18"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "ask": '<circle cx="12" cy="12" r="9.5"/><path d="M9.3 9.4a2.8 2.8 0 1 1 3.9 2.6c-.8.4-1.2 1-1.2 1.9"/>'
    '<path d="M12 17.2v.1"/>',
    "warn": '<path d="M12 4l9 16H3z"/><path d="M12 10v4.5M12 17.3v.1"/>',
}


def icon(name: str, words: str = "") -> Markup:
    """An icon as inline SVG. words are read aloud instead when no text stands beside it."""
    label = Markup('<span class="govuk-visually-hidden">{}</span>').format(words) if words else Markup()
    shape = ICONS[name]
    return (
        Markup(  # noqa: S704 - the shapes are the constants above
            f'<svg class="ic" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{shape}</svg>'
        )
        + label
    )
