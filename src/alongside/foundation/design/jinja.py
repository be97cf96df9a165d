"""The Jinja environment of every page: our words for dates and numbers, addresses, icons, GOV.UK macros."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.contrib.messages import get_messages
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext, ngettext, npgettext, pgettext
from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    Template,
    Undefined,
)
from markupsafe import Markup

from alongside.foundation.design.formats import FILTERS, in_london, plural
from alongside.foundation.design.icons import icon
from alongside.foundation.design.languages import ENGLISH, current

TEMPLATES = Path(__file__).parent / "templates"


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a named page: url("referrals:referral", referral.id)."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def theirs() -> Markup:
    """Attributes for words that are shown as somebody wrote them, on a page in another language: they are English."""
    return Markup("") if current() is ENGLISH else Markup(' lang="en-GB" dir="ltr"')


def iso(value: date | datetime) -> str:
    """For <time datetime>: a date, or a moment to the minute in London."""
    if isinstance(value, datetime):
        return in_london(value).isoformat(timespec="minutes")
    return value.isoformat()


class OneTemplate(Template):
    """Every template of ours has the environment's own globals, so importing a macro need not compare them."""

    def _get_default_module(self, ctx: Any = None) -> Any:
        return super()._get_default_module(None)


def environment(**options: Any) -> Environment:
    """For OPTIONS["environment"] of Django's Jinja2 backend.

    GOV.UK's macros read what may be undefined, so undefined is empty here, in debug as well.
    """
    options["loader"] = ChoiceLoader(
        [
            options["loader"],
            FileSystemLoader(TEMPLATES),
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja", "templates")}),
        ]
    )
    options |= {"undefined": Undefined, "autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
    env = Environment(**options)  # noqa: S701 - autoescape is on
    env.template_class = OneTemplate
    env.add_extension("jinja2.ext.i18n")
    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    env.globals |= {
        "url": url,
        "static": static,
        "icon": icon,
        "plural": plural,
        "theirs": theirs,
        "messages_for": get_messages,
    }
    env.filters |= FILTERS | {"iso": iso}
    return env
