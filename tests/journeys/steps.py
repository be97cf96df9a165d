"""What someone does on a page, in words, and what must hold on every page they meet."""

import os
import time
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error as PlaywrightError

from .site import ROOT, Site

PICTURES = ROOT / "build" / "journeys"
AXE = Axe()
LONGEST_PICTURE = 9000
# Whether pressing something leads to another page: a link out of this one, or a button that sends a form.
LEADS_ON = """pressed => {
  const link = pressed.closest("a[href]");
  if (link) return !link.target && !link.download && !link.getAttribute("href").startsWith("#");
  const button = pressed.closest("button, input");
  return !!button && ["submit", "image"].includes(button.type) && !!button.form;
}"""


class Visitor:
    """Someone with a browser of their own: cookies, width, and with or without JavaScript."""

    def __init__(
        self, browser: Any, site: Site, *, size: dict[str, int], javascript: bool = True, host: str = ""
    ) -> None:
        self.site = site
        self.address = site.address.replace("127.0.0.1", host) if host else site.address
        self.javascript = javascript
        self.context = browser.new_context(
            viewport=size, java_script_enabled=javascript, locale="en-GB", reduced_motion="reduce"
        )
        self.page = self.context.new_page()
        self.page.set_default_timeout(30_000)
        self.width = size["width"]
        self.strangers: list[str] = []
        self.page.on("request", self._note)

    def _note(self, request: Any) -> None:
        if not request.url.startswith((self.address, self.site.address, "data:")):
            self.strangers.append(request.url)

    def close(self) -> None:
        self.context.close()

    def goes_to(self, path: str) -> "Visitor":
        """Open a path of the site, or a whole address of it."""
        answer = self.page.goto(path if path.startswith("http") else self.address + path)
        assert answer is not None and answer.status < 500, f"{path}: {answer and answer.status}"
        return self

    def presses(self, words: str, *, exact: bool = False) -> "Visitor":
        """Press a button or a link by the words on it; where it leads to another page, be there."""
        buttons = self.page.get_by_role("button", name=words, exact=exact)
        links = self.page.get_by_role("link", name=words, exact=exact)
        buttons.or_(links).first.wait_for(state="attached")
        return self.clicks(buttons if buttons.count() else links)

    def clicks(self, found: Any) -> "Visitor":
        """Press the first of what a locator finds; where it leads to another page, wait until that has come.

        Without that the next step may read the page that is being left, or leave before the form was sent.
        """
        if found.first.evaluate(LEADS_ON):
            with self.page.expect_navigation(wait_until="domcontentloaded"):
                found.first.click()
        else:
            found.first.click()
        return self

    def enters(self) -> "Visitor":
        """Press Enter on what has the focus, which leads to another page, and be there."""
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            self.page.keyboard.press("Enter")
        return self

    def goes_back(self) -> "Visitor":
        """Back, as the browser's own button does it."""
        self.page.go_back(wait_until="domcontentloaded")
        return self

    def fills(self, label: str, value: str) -> "Visitor":
        self.page.locator("input, textarea").and_(self.page.get_by_label(label)).first.fill(value)
        return self

    def chooses(self, label: str) -> "Visitor":
        self.page.locator("input").and_(self.page.get_by_label(label)).first.check(force=True)
        return self

    def sees(self, *words: str, seconds: float = 20) -> "Visitor":
        """These words are on the page, or on the one that is still coming."""
        end = time.monotonic() + seconds
        for expected in words:
            while expected not in (text := self.text):
                assert time.monotonic() < end, f"“{expected}” is not on {self.page.url}:\n{text[:3000]}"
                self.page.wait_for_timeout(50)
        return self

    def does_not_see(self, *words: str) -> "Visitor":
        text = self.page.content()
        for unexpected in words:
            assert unexpected not in text, f"“{unexpected}” is on {self.page.url}"
        return self

    @property
    def text(self) -> str:
        """The words of the page as read, in straight spaces."""
        return " ".join(self.page.locator("body").inner_text().replace("\xa0", " ").split())

    def looks_right(self, name: str) -> "Visitor":
        """Nothing for axe to find, nothing wider than the screen, nothing from a third party."""
        self.pictured(name)
        wider = (
            self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if self.javascript
            else 0
        )
        assert wider <= 0, f"{name} is {wider} px wider than the screen at {self.width}"
        if self.javascript:
            found = AXE.run(self.page).response["violations"]
            assert not found, f"axe on {name}: " + "; ".join(
                f"{v['id']} ({v['impact']}): {v['nodes'][0]['html'][:200]}" for v in found
            )
        assert not self.strangers, f"{name} asked a third party: {self.strangers}"
        return self

    def pictured(self, name: str) -> "Visitor":
        """With ALONGSIDE_PICTURES=1, leave a picture in build/journeys to be looked at. They take a sixth of the time."""
        if not os.environ.get("ALONGSIDE_PICTURES"):
            return self
        PICTURES.mkdir(parents=True, exist_ok=True)
        # The picture of a page as tall as a house takes ten seconds and is looked at by nobody.
        tall = self.page.locator("body").bounding_box() or {"height": 0}
        whole = tall["height"] < LONGEST_PICTURE
        for last in (False, True):  # on a busy machine Chromium fails to take one now and then
            try:
                self.page.screenshot(
                    path=PICTURES / f"{name}-{self.width}.png", full_page=whole, timeout=60_000
                )
                break
            except PlaywrightError:
                if last:
                    raise
        self.page.evaluate("window.scrollTo(0, 0)")  # after a tall picture Chromium misjudges what is in view
        return self
