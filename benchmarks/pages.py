"""Every page of the demo that a link leads to, as each role; and what a phone loads before it can show the first."""

import os
import re
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from html import unescape
from statistics import median
from typing import Any
from urllib.parse import urljoin

from benchmarks.database import Connection, fence
from benchmarks.measuring import Calls, percentile
from benchmarks.measuring import measure as timed
from benchmarks.reporting import ROOT, Aim, Measurement
from benchmarks.server import Browser, running_server, sign_in

WORK = "The demo's pages are walked by their links, one of each kind, and each is asked for, and then three times more"
PLACE = "north-east-lincolnshire"
ASKED = 3
CALLS = 200
MOST_PAGES = 300
SLOWEST = 3
LINK = re.compile(r"<a [^>]*href=\"(/[^\"#]*)")
# What does something rather than show it, leaves, or gives the whole directory as a file (so many an hour to one address).
LEFT_OUT = ("/static/", "/leave/", "/api/oruk/directory.")
LOADED = re.compile(
    r"<link rel=\"(?:icon|preload|stylesheet)\" href=\"([^\"]+)|<(?:script|img)[^>]* src=\"([^\"]+)"
)
IMPORTED = re.compile(r"^import [^\"]*\"([^\"]+)", re.MULTILINE)
AIMS = (Aim("longest", "<=", 300, "ms"),)
LIGHT = (Aim("kilobytes", "<=", 100, "kB"),)
FLOOR = "the answer of /healthz, which is the same whoever asks"


def measure(owner: Connection, size: int) -> list[Measurement]:
    """Load the demo with ``size`` people, then walk it as each role through the real server."""
    from alongside.foundation.access.permissions import GRANTS, STAFF_ROLES, Permission

    command = [sys.executable, "-m", "alongside.config", "load_demo", "--people", str(size)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, env=dict(os.environ))
    owner.execute("VACUUM ANALYZE")
    alliance, host = owner.execute(
        "SELECT id, domain FROM tenancy_alliance WHERE slug = %s", [PLACE]
    ).fetchone()  # type: ignore[misc]
    found = []
    with running_server("pages") as (port, server):
        floor = timed(partial(healthz, port=port), server=server).as_dict()
        for role in (None, *STAFF_ROLES):
            session = sign_in(owner, holder(owner, alliance, role)) if role else ""
            sees_people = role is not None and Permission.REQUEST_VIEW in GRANTS[role]
            times = walk(
                Browser(port, host=host, session=session),
                "/" if role is None else "/today/" if sees_people else "/account/",
            )
            found.append(Measurement(_what(role, times), _figures(times), FLOOR, floor, "p50", AIMS))
        first = first_load(Browser(port, host=host))
    files = ", ".join(f"{name} {size / 1000:.1f}" for name, size in first)
    total = round(sum(size for _, size in first) / 1000, 1)
    return [
        *found,
        Measurement(f"a phone's first load of the front page ({files})", {"kilobytes": total}, aims=LIGHT),
    ]


def holder(owner: Connection, alliance: Any, role: str) -> Any:
    """An account that holds a role, with no more of it than signing in needs."""
    from alongside.foundation.accounts.models import User

    with owner.transaction():
        fence(owner, alliance_id=alliance)
        row = owner.execute(
            "SELECT u.id, u.password, u.session_mark FROM accounts_user u JOIN access_accessrole r ON r.user_id = u.id"
            " WHERE r.role = %s ORDER BY u.email LIMIT 1",
            [role],
        ).fetchone()
    if row is None:
        raise RuntimeError(f"Nobody in the demo is a {role}.")
    return User(id=row[0], alliance_id=alliance, password=row[1], session_mark=row[2])


def healthz(number: int, *, port: int) -> Calls:
    """The floor."""
    browser = Browser(port)

    def one() -> None:
        if browser.get("/healthz")[0] != 200:
            raise RuntimeError("The server says that it is not well.")

    for _ in range(CALLS):
        yield one


def walk(browser: Browser, start: str) -> dict[str, float]:
    """Follow links from a page, nearest first, one of each kind of address; milliseconds of each, the median of three."""
    times: dict[str, float] = {}
    kinds: set[str] = set()
    waiting = deque([start])
    while waiting and len(times) < MOST_PAGES:
        path = unescape(waiting.popleft())
        # Pages of one kind are alike: an id or a filter's value makes no new kind.
        kind = re.sub(r"=[^&]*", "=", re.sub(r"[0-9a-f-]{36}", "ID", path))
        if kind in kinds or path.startswith(LEFT_OUT):
            continue
        kinds.add(kind)
        status, body = browser.get(path)
        if status in (301, 302):
            if browser.redirect.startswith("/account/sign-in/") and browser.cookies.get("sessionid"):
                raise RuntimeError(f"{path} took someone who is signed in for a stranger.")
            waiting.append(browser.redirect)
            continue
        if status != 200:
            raise RuntimeError(f"{path} answered {status}.")
        times[path] = 1000 * median(_seconds(partial(browser.get, path)) for _ in range(ASKED))
        waiting.extend(LINK.findall(body.decode(errors="replace")))
    return times


def first_load(browser: Browser) -> list[tuple[str, int]]:
    """The files that a browser needs for the front page the first time, each with its bytes as they are sent."""
    loaded: list[tuple[str, int]] = []
    waiting, seen = deque(["/"]), {"/"}
    while waiting:
        path = waiting.popleft()
        status, _ = browser.get(path, encoding="gzip, br")
        if status != 200:
            raise RuntimeError(f"{path} answered {status}.")
        loaded.append((path.rsplit("/", 1)[1] or "the page", browser.received))
        text = browser.get(path)[1].decode(errors="replace")
        named = [one or other for one, other in LOADED.findall(text)] if path == "/" else []
        named += [urljoin(path, one) for one in IMPORTED.findall(text)] if path.endswith(".js") else []
        waiting.extend(one for one in named if one not in seen)
        seen.update(named)
    return loaded


def _seconds(call: Callable[[], Any]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def _figures(times: dict[str, float]) -> dict[str, Any]:
    p50, p95, p99 = (round(percentile(list(times.values()), share), 3) for share in (0.50, 0.95, 0.99))
    each = {path: round(ms, 1) for path, ms in sorted(times.items(), key=lambda one: -one[1])}
    return {
        "count": len(times),
        "p50": p50,
        "p95": p95,
        "p99": p99,
        "longest": max(times.values()),
        "pages": each,
    }


def _what(role: str | None, times: dict[str, float]) -> str:
    slowest = sorted(times.items(), key=lambda one: -one[1])[:SLOWEST]
    named = ", ".join(f"{_kind(path)} {ms:.0f} ms" for path, ms in slowest)
    return f"{role or 'anyone'}, {len(times)} pages; slowest {named}"


def _kind(path: str) -> str:
    return re.sub(r"[0-9a-f-]{36}", "ID", path)[:60]
