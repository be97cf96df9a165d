"""Take the README's pictures again: ``.venv/bin/python docs/pictures/make.py http://127.0.0.1:8000`` on a fresh demo.

Needs Chromium and what ``./run test`` installs. Pictures are JPEG, the top of each page.
"""

import shutil
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent
WORDS = "I can't sleep since my mum died and I'm behind on the rent"
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1200, "height": 860}


def take(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    page.screenshot(path=HERE / f"{name}.jpg", type="jpeg", quality=70)


def find(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("In your own words").fill(WORDS)
    page.get_by_label("Your postcode").fill("DN32 7RU")
    page.get_by_role("button", name="See who can help").click()


def public_pages(page: Page, address: str, width: str) -> None:
    page.goto(address)
    take(page, f"front-{width}")
    find(page, address)
    take(page, f"results-{width}")
    page.get_by_role("link", name="Ask to be referred").first.click()
    take(page, f"ask-{width}")
    if width == "phone":
        in_arabic(page, address)


def in_arabic(page: Page, address: str) -> None:
    page.goto(f"{address}/?lang=ar")
    take(page, "arabic-phone")
    page.goto(f"{address}/?lang=en-GB")


def staff_pages(page: Page, address: str) -> None:
    page.goto(f"{address}/account/sign-in/")
    take(page, "sign-in")
    page.get_by_role("button", name="navigator").first.click()
    take(page, "today")


def referral(page: Page, address: str) -> None:
    """As the organisation meets it that is asked."""
    page.goto(f"{address}/account/sign-in/")
    page.get_by_role("button", name="worker, Tidewater Minds").first.click()
    page.goto(f"{address}/referrals/?state=sent")
    page.locator("main th a").first.click()
    take(page, "referral")


def own_page(page: Page, address: str) -> None:
    page.goto(f"{address}/account/sign-in/")
    page.get_by_role("button", name="own page").click()
    page.get_by_label("code").first.fill("246810")
    page.get_by_role("button", name="Open my page").click()
    take(page, "own-page")


def members(page: Page, address: str) -> None:
    page.goto(f"{address}/account/sign-in/")
    page.get_by_role("button", name=", coordinator, ").first.click()
    take(page, "members")


def main(address: str) -> None:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for width, size in (("phone", PHONE), ("desktop", DESKTOP)):
            context: Any = browser.new_context(viewport=size)
            public_pages(context.new_page(), address, width)
        for story in (staff_pages, referral, own_page, members):
            story(browser.new_context(viewport=DESKTOP).new_page(), address)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://127.0.0.1:8000")
