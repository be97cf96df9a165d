"""Finding services: a lay sentence, a postcode, an age and a language."""

import csv
import tempfile
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks.database import Connection, as_web, fence
from benchmarks.import_directory import import_folder
from benchmarks.measuring import Calls
from benchmarks.measuring import measure as timed
from benchmarks.reporting import ROOT, Aim, Measurement
from benchmarks.server import Browser, running_server
from benchmarks.volume.alliance import HOST, make_alliance
from benchmarks.volume.directory import LANGUAGES, make_places, postcodes, towns, write_directory

WORK = "A lay sentence with a postcode, an age and a language, among services all over a country"
QUERIES = 300
WARM_UP = 20
SENTENCES = ROOT / "src" / "alongside" / "directory" / "tests" / "questions.csv"
FLOOR = "psycopg, the row of one service by its primary key, inside the fence"
Asked = dict[str, str]


def measure(owner: Connection, size: int) -> list[Measurement]:
    """Import a directory of ``size`` services, then ask what its pages would be asked."""
    alliance = make_alliance(owner)
    make_places(owner)
    with tempfile.TemporaryDirectory(prefix="alongside-bench-") as folder:
        write_directory(Path(folder), size)
        import_folder(Path(folder))
    owner.execute("VACUUM ANALYZE")
    number = min(QUERIES, size)
    warm_up = min(WARM_UP, number)
    asked = questions(number + warm_up)
    with owner.transaction():
        fence(owner, alliance_id=alliance.pk)
        rows = owner.execute(
            "SELECT id FROM directory_service ORDER BY md5(id::text) LIMIT %s", [number + warm_up]
        ).fetchall()
    ids = [rows[place % len(rows)][0] for place in range(number + warm_up)]
    floor = timed(partial(by_key, alliance=alliance, ids=ids), warm_up=warm_up).as_dict()
    inside = timed(partial(ask_inside, alliance=alliance, asked=asked), warm_up=warm_up)
    with running_server("search") as (port, server):
        page = timed(partial(ask_by_address, port=port, asked=asked), warm_up=warm_up, server=server)
        form = timed(partial(ask_by_form, port=port, asked=asked), warm_up=warm_up, server=server)
    slow, slow_inside = (Aim("p99", "<=", 40, "ms"),), (Aim("p99", "<=", 15, "ms"),)
    return [
        Measurement("inside: search(), place and all", inside.as_dict(), FLOOR, floor, "p50", slow_inside),
        Measurement("HTTP: the page of results", page.as_dict(), FLOOR, floor, "p50", slow),
        Measurement("HTTP: form sent, results read", form.as_dict(), FLOOR, floor, "p50", slow),
    ]


def questions(number: int) -> list[Asked]:
    """So many questions: sentences of the kind people type, each with a place, an age and a language."""
    with SENTENCES.open(newline="", encoding="utf-8") as file:
        sentences = [row["question"] for row in csv.DictReader(file)]
    places = towns()
    return [
        {
            "words": sentences[n % len(sentences)],
            "postcode": postcodes(places[n * 7 % len(places)])[n % 25][0],
            "age": str(16 + n * 11 % 70),
            "language": LANGUAGES[n % len(LANGUAGES)][0] if n % 2 else "",
        }
        for n in range(number)
    ]


def by_key(number: int, *, alliance: Any, ids: list[Any]) -> Calls:
    """The floor: what the fence and one row cost."""
    connection = as_web()

    def one(pk: Any) -> None:
        with connection.transaction():
            fence(connection, alliance_id=alliance.pk)
            connection.execute("SELECT * FROM directory_service WHERE id = %s", [pk]).fetchone()

    for pk in ids:
        yield partial(one, pk)


def ask_inside(number: int, *, alliance: Any, asked: list[Asked]) -> Calls:
    """What the page asks of the database and of the understanding of words, without the page."""
    from alongside.directory.queries import Wanted, search
    from alongside.foundation.tenancy.context import in_alliance
    from alongside.places.queries import locate

    def one(question: Asked) -> None:
        with in_alliance(alliance):
            place = locate(question["postcode"])
            search(
                Wanted(
                    words=question["words"],
                    place=place,
                    age=int(question["age"]),
                    language=question["language"],
                )
            )

    for question in asked:
        yield partial(one, question)


def ask_by_address(number: int, *, port: int, asked: list[Asked]) -> Calls:
    """The page of results by an address that says it all."""
    browser = Browser(port, host=HOST)

    def one(question: Asked) -> None:
        status, _ = browser.get(f"/find/?{urlencode(question)}")
        if status != 200:
            raise RuntimeError(f"The page of results answered {status}.")

    for question in asked:
        yield partial(one, question)


def ask_by_form(number: int, *, port: int, asked: list[Asked]) -> Calls:
    """As people do it: the form is sent, kept apart from any address, and the results are read."""
    browser = Browser(port, host=HOST)
    browser.get("/find/")

    def one(question: Asked) -> None:
        status, _ = browser.post("/find/", question)
        if status != 302:
            raise RuntimeError(f"Sending the form answered {status}.")
        status, _ = browser.get(browser.redirect)
        if status != 200:
            raise RuntimeError(f"The page of results answered {status}.")

    for question in asked:
        yield partial(one, question)
