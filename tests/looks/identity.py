"""`make identity`: the pictures that others show of the site, made from its own mark and fonts.

They are committed, since a server has no browser. Make them anew after a change of
static/favicon.svg, of the fonts or of social_card.html, and look at them.
"""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser import QUIET, chromium
from tests.server import ROOT

STATIC = ROOT / "static"
CARD = (1200, 630)
TOUCH_ICON = 180


def make_card(browser: Browser) -> None:
    html = Path(__file__).with_name("social_card.html").read_text("utf-8")
    html = html.replace("FONTS", (STATIC / "fonts").as_uri()).replace(
        "MARK", (STATIC / "favicon.svg").as_uri()
    )
    _picture(browser, html, STATIC / "social-card.png", *CARD)


def make_touch_icon(browser: Browser) -> None:
    """The mark with square corners: phones round them themselves."""
    mark = (STATIC / "favicon.svg").read_text("utf-8").replace(' rx="13"', "")
    html = f"<style>body{{margin:0}}svg{{display:block;width:{TOUCH_ICON}px}}</style>{mark}"
    _picture(browser, html, STATIC / "touch-icon.png", TOUCH_ICON, TOUCH_ICON)


def _picture(browser: Browser, html: str, path: Path, width: int, height: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": height})
    page_file = ROOT / "build" / f"{path.stem}.html"
    page_file.parent.mkdir(exist_ok=True)
    page_file.write_text(html, "utf-8")
    page.goto(page_file.as_uri())
    page.evaluate("document.fonts.ready")
    page.screenshot(path=path)
    page.close()


def main() -> None:
    arguments = [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else [*QUIET]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=arguments)
        make_card(browser)
        make_touch_icon(browser)
        browser.close()


if __name__ == "__main__":
    main()
