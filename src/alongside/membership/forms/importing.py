"""A list of members, pasted."""

from django import forms

from alongside.foundation.design.forms import AlongsideForm

MOST_LETTERS = 500_000


class PasteForm(AlongsideForm):
    """Cells copied out of a spreadsheet, or the text of a CSV file."""

    rows = forms.CharField(
        label="The list, with its row of column names",
        max_length=MOST_LETTERS,
        strip=False,
        widget=forms.Textarea({"rows": 12, "spellcheck": "false"}),
        help_text="Choose the cells in your spreadsheet, copy them, and paste them here.",
    )
