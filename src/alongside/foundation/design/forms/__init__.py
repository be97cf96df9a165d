"""Forms that draw themselves as complete GOV.UK components and speak kindly. See form.py."""

from alongside.foundation.design.forms.dates import DateBoxes, DateField, TimeField
from alongside.foundation.design.forms.fields import PhoneField, PostcodeField
from alongside.foundation.design.forms.form import AlongsideForm, OnceForm
from alongside.foundation.design.forms.renderer import FormRenderer

__all__ = [
    "AlongsideForm",
    "DateBoxes",
    "DateField",
    "FormRenderer",
    "OnceForm",
    "PhoneField",
    "PostcodeField",
    "TimeField",
]
