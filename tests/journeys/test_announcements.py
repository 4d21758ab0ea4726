"""What changes on a page is told to a screen reader once: not twice, and not never."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.journeys.guide import FORM, STORIES, begin, choose, go_on, question
from tests.looks.cookies import sealed
from tests.server import Server
from wizard.notices import Notice

LISTEN = """() => {
    window.told = [];
    const live = "[role=status], [role=alert], [aria-live]";
    const tell = element => window.told.push(element.textContent.replace(/\\s+/g, " ").trim());
    new MutationObserver(changes => {
        const regions = new Set();
        for (const change of changes) {
            const region = change.target.nodeType === 1 && change.target.closest(live);
            if (region) { regions.add(region); continue; }
            for (const node of change.addedNodes) {
                if (node.nodeType !== 1) continue;
                if (node.matches("[role=alert]")) regions.add(node);
                node.querySelectorAll("[role=alert]").forEach(alert => regions.add(alert));
            }
        }
        regions.forEach(tell);
        if (window.told.length) document.documentElement.dataset.told = "";
    }).observe(document.documentElement, {childList: true, characterData: true, subtree: true});
}"""
"""Notes what a screen reader would be told: a change inside a live region, or an alert that appears."""


def told(page: Page) -> list[str]:
    """What was told since the last time."""
    said: list[str] = page.evaluate("delete document.documentElement.dataset.told, window.told.splice(0)")
    return [sentence for sentence in said if sentence]


def test_each_tick_is_answered_by_one_announcement(page: Page, server: Server) -> None:
    left = {key: STORIES["two goals"][key] for key in ("now", "about")}
    page.context.add_cookies([{"name": "answers", "value": sealed(server, left), "url": server.url}])
    page.goto("/guide/3/")
    page.evaluate(LISTEN)
    for code, count in (("sleep", 1), ("calm", 1)):
        with page.expect_response(re.compile("/running/")):
            page.locator(f"{FORM} input[value={code}]").check()
        page.locator("html[data-told]").wait_for()
        said = told(page)
        assert len(said) == count, said
        assert re.fullmatch(r"\d+ of \d+ forms are still in the running\.", said[0])
    expect(page.get_by_role("status")).to_have_count(1)


def test_an_error_is_announced_once_each_time(page: Page) -> None:
    begin(page)
    page.evaluate(LISTEN)
    for _ in range(2):
        page.locator(f"{FORM} [type=submit]").click()
        page.locator("html[data-told]").wait_for()
        (said,) = told(page)
        assert said == "There is a problem Choose at least one answer."
    expect(page.get_by_role("alert")).to_have_count(1)


def test_going_on_moves_the_focus_and_announces_nothing_besides(page: Page) -> None:
    """The heading is read because it gets the focus; a live region would read it again."""
    begin(page)
    page.evaluate(LISTEN)
    choose(page, ["none"])
    go_on(page)
    assert question(page) == "about"
    expect(page.locator("main h1")).to_be_focused()
    assert told(page) == []


def test_a_notice_is_said_on_one_page_only(page: Page, server: Server) -> None:
    kept = sealed(server, STORIES["two goals"], notice=Notice.CHANGED)
    page.context.add_cookies([{"name": "answers", "value": kept, "url": server.url}])
    page.goto("/guide/result/")
    expect(page.get_by_role("status").filter(has_text="This guide changed")).to_have_count(1)
    page.reload()
    expect(page.get_by_text("This guide changed")).to_have_count(0)
