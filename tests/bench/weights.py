"""What a visitor's browser has to fetch, compressed as it is sent: counted by a real Chromium."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Response, sync_playwright

from content.catalogue import Catalogue
from tests.bench.requests import given_by
from tests.bench.sites import OURS, Site, serving
from tests.bench.table import Measured, Target
from tests.bench.visitor import Given, walk
from tests.browser import QUIET, chromium

KB = 1_000


@dataclass(frozen=True)
class Fetched:
    """One answer: what it was, and its bytes on the wire without the headers."""

    kind: str
    address: str
    size: int


def figures(starter: Catalogue, state: Path) -> Iterable[Measured]:
    with serving(OURS, state, content=starter) as site, _browser() as browser:
        home = _visit(browser, site, "/")
        question = _visit(browser, site, "/guide/1/")
        result = _visit(browser, site, "/guide/result/", given=given_by(starter))
    most = Target("home and question: HTML + CSS compressed", 14.6, 10, "KB")
    yield Measured(most, [_page(home)], "home")
    yield Measured(most, [_page(question)], "question")
    yield Measured(Target("result: HTML + CSS compressed", 25, 18, "KB"), [_page(result)])
    yield Measured(
        Target("first visit in all", 80, 55, "KB"), [sum(it.size for it in home) / KB], "home, cache empty"
    )
    yield Measured(Target("requests of a first visit", 8, 6), [len(home)], _kinds(home))


def _page(fetched: list[Fetched]) -> float:
    """A page and the style it is shown with. That for print comes later, and holds nothing up."""
    shown = (it for it in fetched if it.kind in {"document", "stylesheet"})
    return sum(it.size for it in shown if not re.search(r"/print\.", it.address)) / KB


def _kinds(fetched: list[Fetched]) -> str:
    return ", ".join(it.address.rsplit("/", 1)[-1] or "page" for it in fetched)


def _visit(browser: Browser, site: Site, address: str, *, given: Given = ()) -> list[Fetched]:
    """Everything a new visitor's browser asks for on one page."""
    home = f"http://127.0.0.1:{site.port}"
    context = browser.new_context(viewport={"width": 360, "height": 800})
    if given:
        visitor = site.visitor()
        walk(visitor, given)
        context.add_cookies([{"name": n, "value": v, "url": home} for n, v in visitor.cookies.items()])
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108  Playwright marks it
    page.goto(home + address, wait_until="networkidle")
    fetched = [
        Fetched(it.request.resource_type, it.url, it.request.sizes()["responseBodySize"]) for it in answers
    ]
    context.close()
    return fetched


@contextmanager
def _browser() -> Iterator[Browser]:
    arguments = [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else [*QUIET]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=arguments)
        yield browser
        browser.close()
