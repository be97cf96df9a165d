"""Where form templates are found: ours through the site's Jinja engine, Django's own widgets in Django."""

from __future__ import annotations

from typing import Any

from django.forms.renderers import Jinja2
from django.template.loader import get_template


class FormRenderer(Jinja2):
    """For FORM_RENDERER, and the default of every AlongsideForm."""

    form_template_name = "design/forms/form.html"
    field_template_name = "design/forms/field.html"

    def get_template(self, template_name: str) -> Any:
        if template_name.startswith("django/"):
            return super().get_template(template_name)
        return get_template(template_name)
