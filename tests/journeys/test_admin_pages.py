"""Every page of the editing room in a real browser: no policy broken, nothing axe finds, keyboard only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest
from django.contrib import admin
from django.urls import URLPattern, URLResolver
from playwright.sync_api import Page, Route, expect

from tests.browser import OpenPage, accessibility_violations, wider_than_the_screen
from tests.journeys.staff import open_first, sign_in, sign_in_anew
from tests.server import Server

LOOKS = ((1280, "light"), (1280, "dark"), (360, "light"), (360, "dark"))
SMALLEST = LOOKS[-1:]

NO_PAGES = {
    "jsi18n",  # a script
    "autocomplete",  # for scripts
    "view_on_site",  # leads elsewhere
    "logout",  # only sent; tried below
    "content_markdown",  # only sent; tried below
    "content_release_link",  # only sent
}

SAMPLES: Mapping[str, str] = {"slug": "glycinate", "app_label": "content", "kind": "goals", "record": "sleep"}
"""What stands in for the parts of an address that are not the key of a row."""

ALIKE = (
    "add",
    "changelist",
    "history",
    "delete",
    "hold",
    "together",
    "import",
    "export",
    "password_change",
    "change",
)
"""Pages made alike for every kind: one of each is looked at in every light, the rest once."""

RICHEST = ("content_compound_change", "content_question_change")
"""Editing screens that hold whatever the others do; they are looked at in every light too."""


@dataclass(frozen=True)
class Address:
    """One page of the admin. `model` is set where its address holds the key of a row."""

    name: str
    route: str

    @property
    def model(self) -> str:
        found = re.match(r"(content|auth)/(\w+)/.*<(?:\w+:)?(?:object_id|pk|id|account)>", self.route)
        return f"{found[1]}/{found[2]}" if found else ""

    @property
    def family(self) -> str:
        return next((way for way in ALIKE if f"_{self.name}".endswith(f"_{way}")), self.name)


def _addresses() -> list[Address]:
    return [
        Address(name, route.replace("^", "").replace("$", ""))
        for name, route in _routes(admin.site.get_urls())
        if name not in NO_PAGES and not name.endswith("_export")
    ]


def _routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        route = f"{before}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, route)
        elif pattern.name:
            yield pattern.name, route


def _families() -> dict[str, list[Address]]:
    families: dict[str, list[Address]] = {}
    for address in _addresses():
        families.setdefault(address.family, []).append(address)
    return families


FAMILIES = _families()


@pytest.fixture(scope="module")
def keys() -> dict[str, str | None]:
    """The key of one row of each model, as the lists of the admin show it."""
    return {}


@pytest.mark.parametrize("family", FAMILIES)
def test_every_page_is_accessible_and_keeps_to_the_policy(
    open_page: OpenPage, server: Server, keys: dict[str, str | None], family: str
) -> None:
    page = open_page()
    sign_in(page, server, "administrator")
    for number, address in enumerate(FAMILIES[family]):
        if address.model and address.model not in keys:
            keys[address.model] = _first_key(page, address.model)
        path = _path(address, keys.get(address.model))
        if path is None:
            continue
        response = page.goto(path)
        assert response is not None
        assert response.status in {200, 403, 404, 405}, path
        _look(page, path, LOOKS if number == 0 or address.name in RICHEST else SMALLEST)


def _look(page: Page, path: str, looks: tuple[tuple[int, str], ...]) -> None:
    for width, colours in looks:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="dark" if colours == "dark" else "light")
        assert accessibility_violations(page, preload=False) == "", (path, width, colours)
        assert wider_than_the_screen(page) == 0, (path, width)


def _path(address: Address, key: str | None) -> str | None:
    """The address with something in the place of its parts; None where there is no row to show."""
    if address.model and key is None:
        return None
    route = re.sub(r"<(\w+:)?(object_id|pk|id|account)>", key or "", address.route)
    for part in re.findall(r"\(\?P<(\w+)>[^)]*\)|<(?:\w+:)?(\w+)>", route):
        name = part[0] or part[1]
        route = re.sub(rf"\(\?P<{name}>[^)]*\)|<(\w+:)?{name}>", SAMPLES[name], route)
    return f"/admin/{route}"


def _first_key(page: Page, model: str) -> str | None:
    page.goto(f"/admin/{model}/")
    links = page.locator("#result_list tbody a[href*='/change/']")
    if links.count() == 0:
        return None
    found = re.search(r"/([^/]+)/change/", links.first.get_attribute("href") or "")
    return found[1] if found else None


def test_signing_in_failing_to_and_signing_out_are_accessible(open_page: OpenPage, server: Server) -> None:
    page = open_page()
    page.goto("/admin/login/")
    _look(page, "login", LOOKS)
    page.get_by_label("Username").fill("nobody")
    page.get_by_label("Password").fill("wrong")
    page.locator("[type=submit]").click()
    expect(page.locator(".errornote")).to_be_visible()
    _look(page, "a failed login", LOOKS)
    sign_in_anew(page, server, "editor")
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", name="Logged out")).to_be_visible()
    _look(page, "logged out", LOOKS)


@pytest.mark.parametrize("name", ["editor", "reviewer", "publisher"])
def test_the_first_page_and_a_screen_are_accessible_for_every_role(
    open_page: OpenPage, server: Server, name: str
) -> None:
    page = open_page()
    sign_in(page, server, name)
    expect(page.get_by_text("Nothing keeps this from being released.")).to_be_visible()
    _look(page, "the first page", LOOKS)
    page.goto("/admin/content/goal/")
    open_first(page)
    expect(page.get_by_text("Statements no clinician has reviewed.")).to_be_visible()
    _look(page, "a goal", LOOKS)


def test_the_colours_can_be_chosen_and_stay(page: Page, server: Server) -> None:
    sign_in(page, server, "editor")
    page.emulate_media(color_scheme="light")
    page.get_by_role("button", name="Toggle theme").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.goto("/admin/content/goal/")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert accessibility_violations(page, preload=False) == ""


def test_paper_has_no_buttons_and_colours_of_ones_own_keep_them_visible(page: Page, server: Server) -> None:
    sign_in(page, server, "editor")
    propose = page.get_by_role("link", name="Propose a release")
    page.emulate_media(forced_colors="active")
    assert propose.evaluate("link => getComputedStyle(link).borderStyle") == "solid"
    page.emulate_media(media="print", forced_colors="none")
    expect(page.get_by_role("heading", name="What the draft changes")).to_be_visible()
    expect(propose).to_be_hidden()
    expect(page.locator("#user-tools")).to_be_hidden()


def test_sources_are_found_ticked_and_saved_with_the_keyboard(page: Page, server: Server) -> None:
    sign_in(page, server, "editor", then="/admin/content/food/")
    open_first(page)
    picker = page.locator("#id_sources")
    picker.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("hypomagnesemia patient")
    expect(picker.locator("label:visible")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/change/"))
    for _ in range(3):  # the list itself may take the focus on the way to the box
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "checkbox":
            break
    page.keyboard.press("Space")
    expect(page.locator("[data-picked]").first).to_contain_text("Hypomagnesemia")
    page.get_by_role("button", name="Save and continue editing").first.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("changed successfully")
    expect(page.locator("[data-picked]").first).to_contain_text("Hypomagnesemia")


def test_markdown_is_shown_as_it_is_typed(page: Page, server: Server) -> None:
    sign_in(page, server, "editor", then="/admin/content/article/")
    open_first(page)
    page.locator("#id_body").fill("## A new heading\n\n<script>alert(1)</script>")
    seen = page.get_by_role("region", name="Body, as visitors see it")
    expect(seen.get_by_role("heading", name="A new heading")).to_be_visible()
    expect(seen).to_contain_text("<script>")


def test_what_was_typed_before_the_scripts_came_is_shown_too(page: Page, server: Server) -> None:
    sign_in(page, server, "editor", then="/admin/content/article/")
    deferred = re.compile(r"/(htmx-2\.min|admin)\.[^/]*js$")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(deferred, hold)
    page.locator("#result_list tbody a").first.click()
    page.locator("#id_body").fill("## A new heading")
    page.locator("#id_sources summary").click()
    source = page.locator("#id_sources label:has(:not(:checked))").last.inner_text().strip()
    page.locator("#id_sources").get_by_label(source, exact=True).check()
    for route in held:
        route.continue_()
    page.unroute(deferred)
    seen = page.get_by_role("region", name="Body, as visitors see it")
    expect(seen.get_by_role("heading", name="A new heading")).to_be_visible()
    expect(page.locator("[data-picked]").filter(has_text=source)).to_be_visible()


def test_markdown_is_shown_in_another_tab_without_javascript(open_page: OpenPage, server: Server) -> None:
    page = open_page(javascript=False)
    sign_in(page, server, "editor", then="/admin/content/article/")
    open_first(page)
    page.locator("#id_body").fill("## A new heading")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Show as visitors see it").click()
    expect(opened.value.get_by_role("heading", name="A new heading")).to_be_visible()
    expect(page.locator("#id_body")).to_have_value("## A new heading")


@pytest.mark.parametrize("javascript", [True, False])
def test_who_saves_second_sees_both_versions_and_loses_nothing(
    open_page: OpenPage, server: Server, javascript: bool
) -> None:
    first, second = open_page(javascript=javascript), open_page(javascript=javascript)
    for page, name in ((first, "editor"), (second, "administrator")):
        sign_in(page, server, name, then="/admin/content/scale/")
        open_first(page)
    theirs, mine = f"Theirs {javascript}.", f"Mine {javascript}."
    first.get_by_label("Hint").fill(theirs)
    first.get_by_role("button", name="Save and continue editing").first.click()
    expect(first.locator(".messagelist")).to_contain_text("changed successfully")
    second.get_by_label("Hint").fill(mine)
    second.get_by_role("button", name="Save", exact=True).first.click()
    expect(second.get_by_role("heading", name="Somebody else changed this")).to_be_visible()
    expect(second.get_by_role("alert")).to_contain_text("editor")
    expect(second.get_by_role("alert")).to_contain_text(theirs.split(maxsplit=1)[0])
    expect(second.get_by_label("Hint")).to_have_value(mine)
    if javascript:
        _look(second, "a conflict", LOOKS)
    second.get_by_role("button", name="Save mine anyway").click()
    expect(second.locator(".messagelist")).to_contain_text("changed successfully")
    second.get_by_role("link", name="History").click()
    expect(second.locator(".history h2").first).to_contain_text("Changed by administrator")
    expect(second.locator(".history h2").nth(1)).to_contain_text("Changed by editor")
