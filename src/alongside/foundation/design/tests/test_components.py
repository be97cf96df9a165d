"""Every component draws whole HTML: tags that close, ids once, nothing inline."""

from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any

import pytest
from django.template import engines

from alongside.foundation.design.forms import AlongsideForm, PhoneField
from alongside.foundation.design.jinja import TEMPLATES
from alongside.foundation.design.layout import CRISIS_CONTACTS
from alongside.foundation.design.seats import table_of
from alongside.foundation.workflow.clock import at

VOID = {"input", "br", "img", "hr", "meta", "link"}
AT = datetime(2026, 11, 2, 9, 14, tzinfo=UTC)


class Form(AlongsideForm):
    tel = PhoneField(label="Phone <number>")


# One sample for each macro that a slice may call: what it imports, how it is called, what it must say.
SAMPLES: dict[str, list[tuple[str, str]]] = {
    "answer": [
        (
            "{% call answer_panel('Your answer', 'Dawn sees it.') %}"
            "{% call answer_option('Accept', True, 'a') %}x{% endcall %}{% endcall %}",
            "<details open>",
        )
    ],
    "brand": [
        (
            "{{ mark() }}{{ nav([{'label': 'Find', 'href': '/f', 'current': True}]) }}{{ seat_shape() }}",
            'aria-current="page"',
        )
    ],
    "chain": [
        (
            "{{ chain([{'name': 'Cedar House', 'text': 'Declined', 'state': 'no', 'href': '/r'}]) }}",
            '<li class="no"><b><a class="govuk-link" href="/r">Cedar House</a>',
        )
    ],
    "clock": [("{{ clock(line) }}", "Answer due Wednesday")],
    "crisis": [("{{ crisis_strip(contacts) }}{{ crisis_panel(contacts) }}", "tel:116123")],
    "difference": [
        (
            "{{ paragraphs([{'is_heading': False, 'runs': [{'kind': 'added', 'text': 'New'}]}]) }}"
            "{{ runs([{'kind': 'gone', 'text': 'Old'}]) }}",
            "Taken out: ",
        )
    ],
    "empty": [("{{ empty('Nothing left for today.', 'See tomorrow', '/t') }}", "See tomorrow")],
    "filters": [
        (
            "{% call filters(on=2, clear='/t') %}"
            "{{ filter_select('need', 'Need', [('', 'Any'), ('m', 'Money')], 'm') }}"
            "{% endcall %}{{ jump() }}{% call narrow() %}x{% endcall %}",
            '<option value="m" selected>',
        )
    ],
    "form": [
        (
            "{{ error_summary(form) }}{{ buttons('Carry on', ('Later', '/l')) }}{{ hidden(form) }}"
            "{{ error_list(['Sam took it.']) }}",
            "Nothing is lost",
        )
    ],
    "ledger": [
        (
            "{% call headline('Today', '18 things') %}<a href='/n'>New</a>{% endcall %}"
            "{{ lists([{'label': 'Mine', 'href': '/m', 'count': 0}]) }}"
            "{% call ledger('Things to do', [{'label': 'Due'}, {'label': 'Pick', 'hidden': True}]) %}"
            "<tbody>{{ group('Late', 3, 2) }}<tr class='row'><td>{{ wait_bar(33) }}</td>"
            "</tr></tbody>{% endcall %}"
            "<ul>{{ keys([('j k', 'move')]) }}</ul>",
            "Due",
        )
    ],
    "map": [
        (
            "{{ area_map({'width': 60, 'height': 40, 'shapes': [{'name': 'Croft', 'path': 'M0 0l9 0 0 9z'}],"
            " 'further': 2, 'names': [],"
            " 'view': {'left': 0, 'top': 0, 'times': 2},"
            " 'marks': [{'x': 9, 'y': 9, 'wide': 30, 'text': 'A', 'href': '#place-A', 'label': 'A: Rest Easy'}],"
            " 'credit': 'OS data'}) }}",
            'aria-label="A: Rest Easy"',
        )
    ],
    "need": [
        ("{{ need_header(1, 'Sleep', '2 places', 'n1') }}{{ needs_list([{'text': 'Sleep'}]) }}", "2 places")
    ],
    "next": [
        (
            "{% call next_step('Priya will ring you.', ['If not…']) %}<a href='/m'>Write</a>{% endcall %}",
            "Priya",
        )
    ],
    "notice": [("{{ notice('Sent.') }}{{ notice('Look.', 'warn') }}{{ ok_line('Fine') }}", "notice--warn")],
    "talk": [
        ("{{ talk('01472000000', '9am to 5pm') }}", "Rather talk?"),
        ("{{ talk('') }}|", "|"),
    ],
    "phone": [("{{ phone_preview('There is an update.') }}", "There is an update.")],
    "record": [
        (
            "{{ who_can_see([{'who': 'Priya', 'sees': 'All', 'until': 'Stop', 'stop': {'href': '/s'}}]) }}"
            "{{ who_looked([{'name': 'Chloe', 'moment': at}]) }}"
            "{{ shares([{'part': 'Words', 'seen': False}], 'c') }}"
            "{{ choices([{'label': 'Copy', 'href': '/c'}]) }}",
            "Monday 2\u00a0November, 9:14am",
        )
    ],
    "service": [("{{ service_card(service) }}", "We don’t know if there is parking")],
    "share": [
        (
            "{{ share_panel({'email': 'mailto:?body=a', 'text': 'sms:?&body=a', 'words': 'Ring'}, 'Send this') }}",
            'href="sms:?&amp;body=a"',
        )
    ],
    "steps": [
        (
            "{{ step_line(2, 4) }}{{ steps([{'lead': 'You.', 'text': 'x'}]) }}",
            "Step 2 of 4",
        )
    ],
    "table": [
        (
            "{% call round_table(table_of, [{'kind': 'nhs', 'words': '4 NHS'}]) %}x{% endcall %}",
            "one more seat",
        )
    ],
    "group_table": [
        (
            "{{ group_table(table_of.around, '3 of 4', [{'kind': 'lived', 'words': '1 free', 'empty': True}]) }}",
            "1 free",
        )
    ],
    "tag": [("{{ tag('Has room', 'go') }}", "tag--go")],
    "timeline": [
        (
            "{{ timeline_key() }}{{ timeline([{'who': 'you', 'moment': day, 'title': 'You asked'}]) }}"
            "{{ history([{'moment': at, 'text': 'Opened'}]) }}",
            'datetime="2026-11-02"',
        )
    ],
    "words": [("{{ words([{'text': '<b>I'}, {'text': 'sleep', 'number': 1}], change='/c') }}", "&lt;b&gt;I")],
}


class Whole(HTMLParser):
    """Fails at a tag that doesn't close; gathers ids and what points at them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.pointed: set[str] = set()
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_startendtag(tag, attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        assert not {name for name in found if name == "style" or name.startswith("on")}
        self.ids += [found["id"]] if "id" in found else []
        for name in ("for", "aria-describedby", "aria-labelledby"):
            self.pointed |= set(found.get(name, "").split())

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def context() -> dict[str, Any]:
    return {
        "at": AT,
        "day": date(2026, 11, 2),
        "contacts": CRISIS_CONTACTS,
        "form": Form({"tel": ""}),
        "table_of": table_of({"community": 66, "lived": 12, "nhs": 4, "council": 2}),
        "line": SimpleNamespace(
            title="Answer due Wednesday",
            now=40,
            now_label="Today",
            stops=[{"label": "Sent", "share": 0}, {"label": "Back", "share": 100}],
        ),
        "service": SimpleNamespace(
            name="Rest Easy",
            href="/r",
            organisation="Harbour Lights",
            about="A small group.",
            reasons=["You said you “can’t sleep”"],
            unknowns=["We don’t know if there is parking"],
            action={"label": "Ask", "href": "/a"},
            wait={"text": "About 3 weeks", "kind": "wait", "age": "They told us today"},
            facts=[{"label": "Cost", "text": "Free"}],
        ),
    }


def test_every_component_has_a_sample() -> None:
    assert set(SAMPLES) == {path.stem for path in (TEMPLATES / "design/components").glob("*.html")}


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_a_component_draws_whole(name: str) -> None:
    source = (TEMPLATES / f"design/components/{name}.html").read_text()
    macros = [
        line.split("macro ")[1].split("(")[0] for line in source.splitlines() if line.startswith("{% macro")
    ]
    public = [macro for macro in macros if not macro.startswith("_")]
    for call, says in SAMPLES[name]:
        assert all(f"{macro}(" in call for macro in public if name != "service"), public
        template = f'{{% from "design/components/{name}.html" import {", ".join(public)} %}}{call}'
        with at(AT + timedelta(days=3)):  # a date of another year is said with its year
            html = engines["jinja2"].from_string(template).render(context())
        assert says in html
        whole = Whole(html)
        assert len(whole.ids) == len(set(whole.ids))
        if name != "form":
            assert whole.pointed <= set(whole.ids)


def test_every_member_has_a_seat_and_one_is_kept() -> None:
    table = table_of({"community": 66, "lived": 12, "nhs": 4, "council": 2})
    kinds = [seat.kind for seat in table.around]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "community": 66,
        "lived": 12,
        "nhs": 4,
        "council": 2,
        "you": 1,
    }
    assert [seat.kind for seat in table.above + table.below] == kinds
    assert all(20 <= seat.x <= 1100 and 20 <= seat.y <= 490 for seat in table.around)


@pytest.mark.parametrize("members", [0, 1, 3, 500])
def test_a_table_of_any_size_is_drawn(members: int) -> None:
    assert len(table_of({"community": members}).around) == members + 1
