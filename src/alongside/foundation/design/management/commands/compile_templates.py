"""manage compile_templates: every page compiles, and every template that it names exists."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from jinja2 import Environment, TemplateError, meta


def faults(environment: Environment) -> list[str]:
    """One sentence for each template that does not compile or names one that is missing."""
    assert environment.loader is not None
    found = []
    names = set(environment.list_templates())
    for name in sorted(names):
        try:
            source, _, _ = environment.loader.get_source(environment, name)
            environment.compile(source, name)
            named = meta.find_referenced_templates(environment.parse(source))
        except TemplateError as error:
            found.append(f"{name}, line {getattr(error, 'lineno', '?')}: {error.message}")
            continue
        found += [
            f"{name} names {other}, which is not there." for other in named if other and other not in names
        ]
    return found


class Command(BaseCommand):
    """Compiles every Jinja template."""

    help = "Compile every template, and check that those it extends, imports or includes exist."

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError that lists what is wrong."""
        wrong = [
            fault for engine in engines.all() if isinstance(engine, Jinja2) for fault in faults(engine.env)
        ]
        if wrong:
            raise CommandError("\n".join(wrong))
        self.stdout.write("Every template compiles.")
