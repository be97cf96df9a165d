"""The form that every slice builds on."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.foundation.design.forms.bound import AlongsideBoundField
from alongside.foundation.design.forms.renderer import FormRenderer
from alongside.foundation.design.forms.words import needed, speak_kindly
from alongside.foundation.design.languages import ENGLISH, current

WORDS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


class AlongsideForm(forms.Form):
    """A form that draws complete components and keeps what was typed.

    What a slice may say about its looks, each by field name:
      label_size / label_sizes  "", "s", "m", "l"; m unless said. Fields beneath a choice are plain.
      page_heading              the one field whose label is the page's h1
      conditional               {"by": {"phone": "tel"}}: tel opens beneath the choice phone of by. It is
                                needed only when that is chosen, and emptied when not. A list gives several.
      item_hints                {"by": {"gp": "Like your GP practice"}}
      widths                    {"postcode": 10}: GOV.UK's fixed widths 2, 3, 4, 5, 10, 20, 30
      small, inline             names of radios and checkboxes
      hidden_labels             names whose label only screen readers meet
      says_optional             False for filters: leaves out "You can leave this empty."
    Hints are help_text. autocomplete, inputmode, rows and spellcheck are widget attrs.
    """

    default_renderer = FormRenderer()  # one for all forms: it keeps compiled templates
    bound_field_class = AlongsideBoundField
    use_required_attribute = False

    label_size = "m"
    label_sizes: Mapping[str, str] = {}
    page_heading = ""
    conditional: Mapping[str, Mapping[str, str | Sequence[str]]] = {}
    item_hints: Mapping[str, Mapping[str, str]] = {}
    widths: Mapping[str, int] = {}
    small: frozenset[str] | set[str] | Sequence[str] = frozenset()
    inline: frozenset[str] | set[str] | Sequence[str] = frozenset()
    hidden_labels: frozenset[str] | set[str] | Sequence[str] = frozenset()
    says_optional = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            speak_kindly(field, str(self[name].label))
            if getattr(field, "empty_label", None) == "---------":
                field.empty_label = _("Choose one")  # type: ignore[attr-defined]
        for parent, code, child in self._beneath():
            self._say_way_out(parent, code, child)
        # A bound field keeps its label from when it was first met; a form may still give a better one.
        self._bound_fields_cache.clear()  # type: ignore[attr-defined]

    @property
    def conditional_names(self) -> set[str]:
        return {child for _, _, child in self._beneath()}

    @property
    def standing_fields(self) -> list[Any]:
        """The visible fields in order, without those that another one holds."""
        return [field for field in self.visible_fields() if field.name not in self.conditional_names]

    @property
    def error_list(self) -> list[dict[str, str]]:
        """Every error as {text, href}, in the order of the page; errors of no field have no href."""
        found = [{"text": str(error)} for error in self.non_field_errors()]
        for field in self._reading_order():
            href = {} if field.is_hidden else {"href": f"#{field.first_id}"}
            found += [{"text": str(error)} | href for error in field.errors]
        return found

    @property
    def summary(self) -> dict[str, Any]:
        """The parameters of GOV.UK's error summary."""
        errors = self.error_list
        count = WORDS[len(errors)] if len(errors) < len(WORDS) and current() is ENGLISH else str(len(errors))
        return {
            "titleText": ngettext("%(n)s thing to check", "%(n)s things to check", len(errors))
            % {"n": count},
            "descriptionText": _("Nothing is lost. We’ve kept everything you typed."),
            "errorList": errors,
        }

    def full_clean(self) -> None:
        if self.is_bound:
            for parent, code, child in self._beneath():
                field = self.fields[child]
                if not hasattr(field, "needed_when_chosen"):
                    field.needed_when_chosen = field.required  # type: ignore[attr-defined]
                field.required = field.needed_when_chosen and self._chosen(parent, code)  # type: ignore[attr-defined]
        super().full_clean()

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]
        for parent, code, child in self._beneath():
            if not self._chosen(parent, code):
                self._errors.pop(child, None)  # type: ignore[attr-defined]
                field = self.fields[child]
                self.cleaned_data[child] = (
                    []
                    if hasattr(field.widget, "allow_multiple_selected")
                    and (field.widget.allow_multiple_selected)
                    else getattr(field, "empty_value", None)
                )

    def _beneath(self) -> Iterator[tuple[str, str, str]]:
        """(parent, choice, child) for each field that opens beneath a choice and is in this form."""
        for parent, choices in self.conditional.items():
            for code, names in choices.items():
                for child in [names] if isinstance(names, str) else names:
                    if parent in self.fields and child in self.fields:
                        yield parent, code, child

    def _chosen(self, parent: str, code: str) -> bool:
        data = self[parent].data
        return code in map(str, data) if isinstance(data, list | tuple) else str(data) == code

    def _say_way_out(self, parent: str, code: str, child: str) -> None:
        field, label = self.fields[child], str(self[child].label)
        choices = {str(key): str(text) for key, text in getattr(self.fields[parent], "choices", ()) if key}
        several = isinstance(self.fields[parent], forms.MultipleChoiceField)
        if code in choices and field.error_messages.get("required") == needed(field, label):
            way_out = (
                _("untick “%(choice)s”") % {"choice": choices[code]}
                if several
                else _("choose another answer")
            )
            field.error_messages["required"] = _("%(do)s, or %(way_out)s") % {
                "do": needed(field, label),
                "way_out": way_out,
            }

    def _reading_order(self) -> Iterator[Any]:
        for field in self:
            if field.name in self.conditional_names:
                continue
            yield field
            for parent, _code, child in self._beneath():
                if parent == field.name:
                    yield self[child]


class OnceField(forms.UUIDField):
    """A token that is never the reader's fault: an unreadable one counts as new."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> uuid.UUID:
        try:
            return super().clean(value) or uuid.uuid4()
        except ValidationError:
            return uuid.uuid4()


class OnceForm(AlongsideForm):
    """cleaned_data["once"] is the same UUID each time one drawn form is sent, so an action can act once."""

    once = OnceField(initial=uuid.uuid4, required=False)
