"""Pages whose interface speaks longer words than English, on the narrowest screens.

Django's test client makes the pages (see `tests.pseudo`); the real server gives style and
script. A translation may be as long as these words, and nothing may be cut off by it.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import Page, Route

from content import live
from content.catalogue import Catalogue
from tests import builders as b
from tests import pseudo
from tests.browser import OpenPage, wider_than_the_screen, wider_with_letters_of
from tests.journeys.guide import STORIES, arrive
from tests.wizard.guide import Visitor
from wizard.engine.answers import Answers

PAGES = (
    "/",
    "/guide/",
    "/guide/1/",
    "/guide/result/",
    "/forms/",
    "/forms/citrate/",
    "/compare/?form=citrate&form=oxide",
    "/food/",
    "/intake/",
    "/safety/",
    "/calculator/?form=citrate&mg=400",
    "/search/?q=zzz",
)

CUT_OFF = """
    [...document.querySelectorAll("body *")].filter(one => {
        const style = getComputedStyle(one);
        const hides = style.overflowX === "hidden" || style.overflowX === "clip";
        const small = one.clientWidth <= 1;  // for screen readers alone
        return hides && !small && (one.scrollWidth > one.clientWidth + 1
            || one.scrollHeight > one.clientHeight + 1);
    }).map(one => `${one.tagName}.${one.className}`)
"""

BROKEN_WORDS = """
    [...document.querySelectorAll("main :is(h1, h2, h3)")].flatMap(heading => {
        const walk = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
        const broken = [];
        while (walk.nextNode()) {
            for (const {0: word, index} of walk.currentNode.data.matchAll(/[\\p{L}\\p{N}]+/gu)) {
                const range = document.createRange();
                range.setStart(walk.currentNode, index);
                range.setEnd(walk.currentNode, index + word.length);
                if (new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1)
                    broken.push(word);
            }
        }
        return broken;
    })
"""


@pytest.fixture
def visitor(starter: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """Somebody who reads xa and has answered every question."""
    client = Client()
    with pseudo.speaking_xa(tmp_path_factory.mktemp("locale")), live.use(b.edition(starter)):
        Visitor(client).carry(Answers(starter.expectations[0].answers))
        yield client


def show_in_xa(page: Page, client: Client) -> None:
    """Let the test client answer what is asked for below /xa/."""

    def answer(route: Route) -> None:
        asked = urlsplit(route.request.url)
        response = client.get(f"{asked.path}?{asked.query}")
        route.fulfill(status=200, content_type="text/html", body=response.content.decode())

    page.route("**/xa/**", answer)


@pytest.mark.parametrize("width", [320, 360])
def test_nothing_is_cut_off_when_words_grow_longer(open_page: OpenPage, visitor: Client, width: int) -> None:
    page = open_page(width=width, javascript=False)
    show_in_xa(page, visitor)
    wider, cut_off = {}, {}
    for address in PAGES:
        page.goto(f"/xa{address}")
        assert page.evaluate("document.documentElement.lang") == pseudo.LANGUAGE
        if extra := wider_than_the_screen(page):
            wider[address] = extra
        if found := page.evaluate(CUT_OFF):
            cut_off[address] = found

    assert not wider
    assert not cut_off


def test_no_word_of_a_heading_is_cut_with_letters_of_twice_the_size(page: Page) -> None:
    arrive(page, STORIES["two goals"])
    page.set_viewport_size({"width": 360, "height": 900})
    assert wider_with_letters_of(page, 200) == 0
    assert page.evaluate(BROKEN_WORDS) == []
