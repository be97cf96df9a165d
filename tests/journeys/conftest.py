"""Stories walked in a real browser, on the real site. Skipped, saying why, where there is no browser."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .site import Site, running_site

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-quic", "--no-first-run", "--host-resolver-rules=MAP *.localhost 127.0.0.1",
]  # fmt: skip
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


def browser_path() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return os.environ.get("ALONGSIDE_BROWSER") or next(filter(None, map(shutil.which, names)), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the stories, and skip them where nobody can walk them."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker("journey")
            if browser_path() is None:
                item.add_marker(
                    pytest.mark.skip(reason="no browser: install chromium (apt-get install chromium)")
                )


@pytest.fixture(scope="package")
def site(migrated: str) -> Iterator[Site]:
    with running_site(migrated) as started:
        yield started


@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    """Closed after the journeys: what else runs in this process may want an event loop of its own."""
    from playwright.sync_api import sync_playwright

    # Django refuses to work in a thread that runs an event loop, as this one does while the browser is up.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        opened = playwright.chromium.launch(executable_path=browser_path(), args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(params=["phone", "desktop"])
def size(request: pytest.FixtureRequest) -> dict[str, int]:
    return PHONE if request.param == "phone" else DESKTOP
