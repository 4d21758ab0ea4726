"""Every state of the site that somebody designed, and how a browser gets there.

`make shots` takes a picture of each. A state that nobody listed here is a state that
nobody looked at, so a new one starts as a line in `STATES`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.template.loader import render_to_string
from django.test import RequestFactory
from playwright.sync_api import Page, expect

from tests.journeys.guide import FORM, STORIES, begin, choose
from tests.journeys.staff import sign_in
from tests.looks.cookies import sealed
from tests.server import Server
from wizard.cookies import KEPT_FOR
from wizard.notices import Notice


@dataclass(frozen=True)
class Sites:
    """The sites to look at: one as after `make run`, and one with no content and no Release."""

    filled: Server
    empty: Server


Show = Callable[[Page, Sites], None]


@dataclass(frozen=True)
class State:
    """`name` is the file's name, and before its first stroke the sheet it stands on."""

    name: str
    words: str
    show: Show

    @property
    def sheet(self) -> str:
        return self.name.split("-")[0]


def at(path: str) -> Show:
    return lambda page, sites: _go(page, sites.filled, path)


def _go(page: Page, server: Server, path: str) -> None:
    page.goto(f"{server.url}{path}")


def came_to(story: str, *, then: str = "/guide/result/") -> Show:
    return with_cookie(STORIES[story], then=then)


def asked(*answers: Sequence[str], ticking: Sequence[str] = ()) -> Show:
    """The question after these answers, with some boxes ticked."""
    given = dict(zip(STORIES["two goals"], answers, strict=False))

    def show(page: Page, sites: Sites) -> None:
        with_cookie(given, then=f"/guide/{len(answers) + 1}/")(page, sites)
        for code in ticking:
            with page.expect_response("**/running/"):
                page.locator(f"{FORM} input[value='{code}']").check()
        expect(page.locator(BUSY)).to_have_count(0)

    return show


def refused(page: Page, sites: Sites) -> None:
    """Continue was pressed with nothing chosen."""
    begin(page)
    page.locator(f"{FORM} [type=submit]").click()
    page.get_by_role("alert").wait_for()


def with_cookie(
    answers: Mapping[str, Sequence[str]],
    *,
    then: str,
    notice: Notice | None = None,
    age: int = 0,
    torn: bool = False,
) -> Show:
    """The page `then` for somebody whose browser holds these answers."""

    def show(page: Page, sites: Sites) -> None:
        kept = sealed(sites.filled, answers, notice=notice, age=age)
        value = kept[:-9] if torn else kept
        if answers:
            page.context.add_cookies([{"name": "answers", "value": value, "url": sites.filled.url}])
        _go(page, sites.filled, then)

    return show


def rendered(template: str) -> Show:
    """A page of an error that a healthy site can't be made to have; its parts come from the site."""

    def show(page: Page, sites: Sites) -> None:
        address = f"{sites.filled.url}/broken/"
        body = render_to_string(template, request=RequestFactory().get("/"))
        page.route(address, lambda route: route.fulfill(content_type="text/html", body=body))
        page.goto(address)

    return show


def cookies_blocked(page: Page, sites: Sites) -> None:
    begin(page)
    choose(page, ["none"])
    page.context.clear_cookies()
    page.locator(f"{FORM} [type=submit]").click()
    page.get_by_role("heading", name="Your answer did not arrive").wait_for()


def nothing_released(page: Page, sites: Sites) -> None:
    _go(page, sites.empty, "/")


COUNTING = "[data-hx-trigger='load'] a[href*=problems]"
"""A link that stands where the editing room puts what it counts after its page has come."""
BUSY = ".htmx-request, .htmx-swapping, .htmx-settling"


def room(path: str, *, by: str = "administrator") -> Show:
    def show(page: Page, sites: Sites) -> None:
        page.context.clear_cookies()
        sign_in(page, sites.filled, by)
        _go(page, sites.filled, path)
        expect(page.locator(COUNTING)).to_have_count(0)

    return show


def empty_room(path: str) -> Show:
    def show(page: Page, sites: Sites) -> None:
        _go(page, sites.empty, f"/admin/login/?next={path}")
        page.get_by_label("Username").fill("administrator")
        page.get_by_label("Password").fill(password_of_the_empty_site(sites.empty.state))
        page.locator("[type=submit]").click()
        page.wait_for_url(f"**{path}")

    return show


def password_of_the_empty_site(state: Path) -> str:
    return (state / "password").read_text("utf-8")


def first_row(path: str) -> Show:
    def show(page: Page, sites: Sites) -> None:
        room(path)(page, sites)
        page.locator("#result_list tbody th a").first.click()
        page.wait_for_url("**/change/**")
        expect(page.locator(COUNTING)).to_have_count(0)

    return show


def release_page(page: Page, sites: Sites) -> None:
    """The page on which a reviewer decides, or reads what was decided."""
    room("/admin/content/release/", by="reviewer")(page, sites)
    page.locator("#result_list tbody a").first.click()
    page.wait_for_url("**/release/*/**")


LEFT = STORIES["two goals"]
CALM = ("sleep", "calm")
PHARMACIST = "/guide/pharmacist/"
FOUR_FORMS = "/compare/?form=oxide&form=citrate&form=glycinate&form=malate"

STATES = (
    State("home-page", "Home", at("/")),
    State("guide-start", "Start of the guide", at("/guide/")),
    State("guide-first", "First question: signs of danger", asked()),
    State("guide-refused", "Nothing chosen", refused),
    State("guide-goals", "Goals, none chosen yet", asked(["none"], ["none"])),
    State("guide-panel", "Two goals ticked: the side panel", asked(["none"], ["none"], ticking=CALM)),
    State("guide-one", "A question with one answer", asked(["none"], ["none"], ["sleep"], ticking=["upset"])),
    State("guide-none-left", "A question with no form left", asked(["none"], ["none"], ["restless-legs"])),
    State("guide-change", "Changing an answer", came_to("two goals", then="/guide/4/?to_result=1")),
    State("result-aisle", "Sleeps badly, touchy stomach", came_to("sleeps badly, touchy stomach")),
    State("result-two-goals", "Two goals and wishes", came_to("two goals")),
    State("result-one", "One match", came_to("one match")),
    State("result-ties", "Ties", came_to("ties")),
    State("result-not-sure", "“Not sure” everywhere", came_to("not sure everywhere")),
    State("result-not-shown", "Not shown to help", came_to("not shown to help")),
    State("result-none", "No match", came_to("nothing is shown at all")),
    State("result-discuss", "To discuss", came_to("to discuss")),
    State("result-aside", "Forms set aside by a caution", came_to("set aside when breastfeeding")),
    State("result-withheld", "Ask first: no form", came_to("withheld")),
    State("result-now", "Urgent now", came_to("urgent now")),
    State("result-today", "Urgent today", came_to("urgent today")),
    State("result-crisis", "Crisis", came_to("crisis")),
    State("result-changed", "The content changed meanwhile",
          with_cookie(LEFT, notice=Notice.CHANGED, then="/guide/result/")),
    State("result-pharmacist", "One page for a pharmacist", came_to("much to ask", then=PHARMACIST)),
    State("lost-expired", "Answers too old", with_cookie(LEFT, age=KEPT_FOR + 60, then="/guide/1/")),
    State("lost-tampered", "A cookie that can't be read", with_cookie(LEFT, torn=True, then="/guide/1/")),
    State("lost-cookies", "Cookies blocked", cookies_blocked),
    State("lost-404", "Page not found", at("/nothing-is-here/")),
    State("lost-400", "Request not understood", rendered("400.html")),
    State("lost-403", "Not open to you", rendered("403.html")),
    State("lost-500", "Something went wrong", rendered("500.html")),
    State("lost-503", "Nothing released yet", nothing_released),
    State("lost-search", "Search without hits", at("/search/?q=quizzaciously")),
    State("read-search", "Search", at("/search/?q=chest+pain")),
    State("read-forms", "All forms", at("/forms/")),
    State("read-forms-goal", "Forms for a goal", at("/forms/?goal=sleep")),
    State("read-form", "A form", at("/forms/glycinate/")),
    State("read-compare", "Four forms compared", at(FOUR_FORMS)),
    State("read-compare-empty", "Nothing to compare yet", at("/compare/")),
    State("read-goal", "A goal", at("/goals/constipation/")),
    State("read-food", "Food", at("/food/")),
    State("read-intake", "Intake and limits", at("/intake/")),
    State("read-calculator", "Label calculator", at("/calculator/?form=citrate&mg=1600")),
    State("read-safety", "Safety", at("/safety/")),
    State("read-low", "Signs of low magnesium", at("/low-magnesium/")),
    State("read-learn", "Learn more", at("/learn/")),
    State("read-article", "An article", at("/learn/autonomic/")),
    State("read-glossary", "Words explained", at("/glossary/")),
    State("read-sources", "Sources", at("/sources/")),
    State("read-about", "About", at("/about/")),
    State("read-privacy", "Privacy", at("/privacy/")),
    State("read-changes", "What changed", at("/changes/")),
    State("read-data", "Open data", at("/data/")),
    State("room-login", "Signing in", at("/admin/login/")),
    State("room-first", "First page of the editing room", room("/admin/", by="editor")),
    State("room-spanish", "The same in Spanish", room("/es/admin/", by="editor")),
    State("room-list", "A list", room("/admin/content/claim/")),
    State("room-form", "A form’s screen", first_row("/admin/content/compound/")),
    State("room-question", "A question’s screen", first_row("/admin/content/question/")),
    State("room-claim", "A claim’s screen", first_row("/admin/content/claim/")),
    State("room-releases", "Releases", room("/admin/content/release/")),
    State("room-release", "A Release", release_page),
    State("room-propose", "Proposing", room("/admin/content/release/propose/", by="editor")),
    State("room-empty", "The empty room: first run", empty_room("/admin/")),
    State("room-empty-list", "An empty list", empty_room("/admin/content/compound/")),
)  # fmt: skip
