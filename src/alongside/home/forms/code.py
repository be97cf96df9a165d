"""The second check of a person's own page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.foundation.design.forms import AlongsideForm


class CodeForm(AlongsideForm):
    """Six digits, typed with any spacing."""

    code = forms.CharField(
        label=_("Your code"),
        help_text=_("6 numbers. You were given it when you asked for help."),
        max_length=40,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "spellcheck": "false"}
        ),
        error_messages={"required": _("Type your code: 6 numbers")},
    )
    widths = {"code": 10}
