"""One field of a form as the parameters of one GOV.UK macro."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from alongside.foundation.design.forms.dates import PARTS, DateBoxes

# Order matters: CheckboxSelectMultiple is a RadioSelect to Django.
KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file"),
    (DateBoxes, "date"),
)
WIDTHS = {"day": 2, "month": 3, "year": 4}
OWN_PARAMETERS = ("autocomplete", "autocapitalize", "inputmode", "pattern", "spellcheck", "rows")
# The browser would cut off a long paste in silence, so the server says how much is too much instead.
DROPPED = ("class", "type", "maxlength", "id", "cols", "required")


def _words(text: Any) -> dict[str, Any]:
    """text or html, as the macros ask: only what was marked safe is html."""
    return {"html": text} if hasattr(text, "__html__") else {"text": str(text)}


class AlongsideBoundField(BoundField):
    """{{ form.name }} and {{ form.name.as_field_group() }} both draw the complete component."""

    form: Any

    def __str__(self) -> SafeString:
        return self.as_widget() if self.is_hidden else self.as_field_group()

    __html__ = __str__

    @property
    def kind(self) -> str:
        """Which macro draws it: input unless KINDS says otherwise; hidden for hidden ones."""
        if self.is_hidden:
            return "hidden"
        return next((kind for widget, kind in KINDS if isinstance(self.field.widget, widget)), "input")

    @property
    def first_id(self) -> str:
        """The id that an error summary leads to: the first wrong box of a date, the first of a group."""
        if self.kind != "date":
            return self.field.widget.attrs.get("id") or self.auto_id
        return f"{self.auto_id}-{(self.wrong_parts or PARTS)[0]}"

    @property
    def wrong_parts(self) -> list[str]:
        found = [(error.params or {}).get("parts") for error in self.errors.as_data()]
        return next(filter(None, found), list(PARTS) if self.errors else [])

    def get_context(self) -> dict[str, Any]:
        return {"field": self, "kind": self.kind, "params": self.params}

    @property
    def params(self) -> dict[str, Any]:
        widget, kind = self.field.widget, self.kind
        attrs = self.build_widget_attrs({"aria-describedby": "-"} | widget.attrs)
        attrs.pop("aria-describedby", None)
        params: dict[str, Any] = {
            "name": self.html_name,
            "id": self.first_id,
            "idPrefix": self.first_id,
            "classes": self._classes(),
            "attributes": {key: value for key, value in attrs.items() if key not in DROPPED + OWN_PARAMETERS},
        }
        params |= {key: attrs[key] for key in OWN_PARAMETERS if key in attrs}
        if hint := self._hint():
            params["hint"] = _words(hint)
        if self.errors:
            params["errorMessage"] = {
                "text": ". ".join(str(error) for error in self.errors),
                "visuallyHiddenText": _("Error"),
            }
        if self.field.disabled:
            params["disabled"] = True
        label = self._label()
        if kind in ("radios", "checkboxes", "date"):
            # What is wrong is said once, by the group, so each of its inputs is left plain.
            params["attributes"].pop("aria-invalid", None)
            params["fieldset"] = {"legend": label}
        else:
            params["label"] = label
        return params | getattr(self, f"_{kind}", self._input)()

    def _label(self) -> dict[str, Any]:
        form, group = (
            self.form,
            "fieldset__legend" if self.kind in ("radios", "checkboxes", "date") else "label",
        )
        size = "" if self.name in form.conditional_names else form.label_sizes.get(self.name, form.label_size)
        heading = form.page_heading == self.name
        if heading:
            size = "xl"
        classes = f"govuk-{group}--{size}" if size else ""
        if self.name in form.hidden_labels:
            classes += " govuk-visually-hidden"
        return _words(self.label) | {"classes": classes.strip(), "isPageHeading": heading}

    def _classes(self) -> str:
        form, kind = self.form, self.kind
        classes = [self.field.widget.attrs.get("class", "")]
        if kind in ("radios", "checkboxes", "checkbox"):
            family = "radios" if kind == "radios" else "checkboxes"
            classes += [f"govuk-{family}--small"] if self.name in form.small else []
            classes += [f"govuk-{family}--inline"] if self.name in form.inline else []
        elif self.name in form.widths:
            classes.append(f"govuk-input--width-{form.widths[self.name]}")
        return " ".join(filter(None, classes))

    def _hint(self) -> Any:
        form, hint = self.form, self.help_text
        optional = not self.field.required and form.says_optional and self.name not in form.conditional_names
        if not optional or self.kind in ("checkbox", "checkboxes", "radios", "select", "hidden"):
            return hint
        leave = _("You can leave this empty.")
        return Markup("{} {}").format(conditional_escape(hint), leave) if hint else leave

    def _input(self) -> dict[str, Any]:
        widget = self.field.widget
        value = widget.format_value(self.value()) if getattr(widget, "render_value", True) else None
        kind = widget.attrs.get("type") or getattr(widget, "input_type", "text")
        # A number box changes under a scroll wheel and swallows letters unseen; a text box does not.
        digits = (
            {"type": "text", "inputmode": widget.attrs.get("inputmode", "numeric")}
            if kind == "number"
            else {}
        )
        if digits and isinstance(self.field, forms.DecimalField | forms.FloatField):
            digits["inputmode"] = "decimal"
        mail = {"autocomplete": widget.attrs.get("autocomplete", "email")} if kind == "email" else {}
        return {"type": kind, "value": value} | digits | mail

    def _textarea(self) -> dict[str, Any]:
        text = str(self.field.widget.format_value(self.value()) or "").replace("\r\n", "\n")
        # Written as &#10; because macros indent what they hold, which would indent a person's own words.
        rows = self.field.widget.attrs.get("rows")
        return {
            "value": Markup(str(escape(text)).replace("\n", "&#10;")),  # noqa: S704 - escaped just here
            "spellcheck": True,
            "rows": 5 if rows == "10" else rows,  # "10" is Django's own, too tall for a phone
        }

    def _file(self) -> dict[str, Any]:
        return {}

    def _date(self) -> dict[str, Any]:
        typed = self.field.widget.boxes(self.value())
        birthday = "bday" in self.field.widget.attrs.get("autocomplete", "")
        boxes = [
            {
                "name": f"{self.html_name}-{part}",
                "id": f"{self.auto_id}-{part}",
                "label": part.capitalize(),
                "value": text,
                "autocomplete": f"bday-{part}" if birthday else "off",
                "classes": f"govuk-input--width-{WIDTHS[part]}"
                + (" govuk-input--error" if part in self.wrong_parts else ""),
                "attributes": {"aria-invalid": "true"} if part in self.wrong_parts else {},
                # The month may be written as a word, so its box must offer letters.
                "inputmode": "text" if part == "month" else "numeric",
            }
            for part, text in zip(PARTS, typed, strict=True)
        ]
        return {"id": self.auto_id, "items": boxes}

    def _select(self) -> dict[str, Any]:
        options = self._options()
        return {
            "items": [
                {"value": item["value"], "text": item["text"], "selected": item["checked"]}
                for item in options
                if not item.get("divider")
            ]
        }

    def _radios(self) -> dict[str, Any]:
        return {"items": [item for item in self._options() if item.get("divider") or item["value"] != ""]}

    _checkboxes = _radios

    def _checkbox(self) -> dict[str, Any]:
        hint = {"hint": _words(self.help_text)} if self.help_text else {}
        item = _words(self.label) | {"value": "on", "checked": bool(self.value())} | hint
        return {"items": [item], "hint": None, "label": None}

    def _options(self) -> list[dict[str, Any]]:
        """Choices as the macros' items, with their hints and the fields that open beneath them."""
        value = self.field.widget.format_value(self.value())
        beneath = self.form.conditional.get(self.name, {})
        hints = self.form.item_hints.get(self.name, {})
        items: list[dict[str, Any]] = []
        for group, options, _index in self.field.widget.optgroups(self.html_name, value, {}):
            if group:
                items.append({"divider": group})
            for option in options:
                code = str(option["value"])
                item = _words(option["label"]) | {"value": code, "checked": bool(option["selected"])}
                if code in hints:
                    item["hint"] = _words(hints[code])
                if code in beneath:
                    names = [beneath[code]] if isinstance(beneath[code], str) else beneath[code]
                    item["conditional"] = {
                        "html": Markup("").join(self.form[name].as_field_group() for name in names)
                    }
                items.append(item)
        return items
