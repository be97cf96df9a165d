"""`./run check` finds a template that does not compile, or names one that is missing."""

from jinja2 import DictLoader, Environment

from alongside.foundation.design.management.commands.compile_templates import faults


def test_faults_name_the_template_and_what_is_wrong() -> None:
    pages = {
        "good.html": "{% extends 'base.html' %}",
        "base.html": "{{ words }}",
        "broken.html": "{% if %}",
        "lost.html": "{% include 'gone.html' %}",
        "odd.html": "{{ words | nonsense }}",
    }
    found = faults(Environment(loader=DictLoader(pages), autoescape=True))
    assert [fault.split(",")[0].split(" ")[0] for fault in found] == ["broken.html", "lost.html", "odd.html"]
    assert "gone.html" in found[1] and "nonsense" in found[2]
