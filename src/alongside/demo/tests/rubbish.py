"""The forms of a page, read from its HTML, and what a hostile hand might send instead of an answer."""

import itertools
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin

HOSTILE = (
    "\x00",
    "a\x00b",
    "\u202eevil\u2066",
    "x" * 12_000,
    "\U0001f600" * 400,
    "'; DROP TABLE people_person; --",
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(1)",
    "-1",
    "99999999999999999999",
    "1e309",
    "NaN",
    "0000-00-00",
    "9999-12-31",
    "25:61",
    "\u0663\u0664",
    "/" * 300,
    "../../etc/passwd",
    "%s%n%d",
    "=HYPERLINK(0)",
    "\r\nSet-Cookie: a=b",
    "  ",
    "\ufeff\u200b",
    str(uuid.UUID(int=1)),
    "[]",
    "None",
)
BROKEN_BYTES = "%ff%fe%00%c3%28"


@dataclass
class Field:
    """One thing that a form sends: its name, what it would send untouched, and whether it may be chosen only."""

    name: str
    value: str = ""
    chosen: bool = False


@dataclass
class Form:
    """Where a form goes and what it sends. ``buttons`` are those with a name: pressing one sends it."""

    path: str
    method: str
    fields: list[Field] = field(default_factory=list)
    buttons: list[Field] = field(default_factory=list)

    @property
    def kind(self) -> tuple[str, ...]:
        names = sorted({one.name for one in self.fields})
        return (self.method, *names, *sorted({one.name for one in self.buttons}))


class Reader(HTMLParser):
    """Collects the forms of one page, and fields that name a form by its id."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.forms: list[Form] = []
        self.by_id: dict[str, Form] = {}
        self.open: Form | None = None
        self.choosing: Field | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            path = urljoin(self.page, said.get("action", "") or self.page)
            self.open = Form(path, said.get("method", "get").lower())
            self.forms.append(self.open)
            self.by_id[said.get("id", "")] = self.open
            return
        form = self.by_id.get(said["form"]) if "form" in said else self.open
        if form is None:
            return
        if tag == "option" and self.choosing is not None:
            if "selected" in said or not self.choosing.value:
                self.choosing.value = said.get("value", "")
        elif not (name := said.get("name", "")):
            return
        elif tag == "select":
            self.choosing = Field(name, chosen=True)
            form.fields.append(self.choosing)
        elif tag == "textarea" or (
            tag == "input" and said.get("type") not in ("radio", "checkbox", "submit")
        ):
            form.fields.append(Field(name, said.get("value", "")))
        elif tag == "input" and said.get("type") in ("radio", "checkbox"):
            if all(one.name != name for one in form.fields):
                form.fields.append(Field(name, said.get("value", "on"), chosen=True))
        else:
            form.buttons.append(Field(name, said.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "select":
            self.choosing = None


def forms_of(page: str, html: str) -> list[Form]:
    """Every form of a page that leads to this site."""
    reader = Reader(page)
    reader.feed(html)
    return [form for form in reader.forms if form.path.startswith("/")]


def tries(form: Form, turn: "itertools.cycle[str]") -> Iterator[str]:
    """Bodies to send: nothing; as it stands; a field at a time that is no answer; all of them at once; broken bytes.

    ``turn`` goes round what is hostile, so that a run as a whole sends everything and one form only a little.
    """
    pressed = [(one.name, one.value) for one in form.buttons[:1]]
    natural = [(one.name, one.value) for one in form.fields]
    yield urlencode(pressed)
    yield urlencode(natural + pressed)
    for number, one in enumerate(form.fields):
        if one.name != "csrfmiddlewaretoken":
            yield urlencode([*natural[:number], (one.name, next(turn)), *natural[number + 1 :], *pressed])
    yield urlencode([(one.name, next(turn)) for one in [*form.fields, *form.buttons[:1]]])
    yield urlencode([*natural, *natural, *pressed])
    yield "&".join(f"{one.name}={BROKEN_BYTES}" for one in [*form.fields, *form.buttons[:1]])
