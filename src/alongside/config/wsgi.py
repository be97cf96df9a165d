"""The WSGI entry point that the web server loads."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")

application = get_wsgi_application()


def make_ready() -> None:
    """Before the first request: read addresses, templates and the words for needs, which are kept for good.

    Frozen, they are out of the way of the garbage collector, which otherwise goes over all of them in the middle
    of somebody's page.
    """
    from django.template import engines
    from django.urls import get_resolver

    from alongside.directory.understanding import default_lexicon

    default_lexicon()
    get_resolver().reverse_dict  # noqa: B018 - reading it makes it
    jinja = engines["jinja2"].env  # type: ignore[attr-defined]
    for name in jinja.list_templates(extensions=["html"]):
        jinja.get_template(name)
    gc.collect()
    gc.freeze()


make_ready()
