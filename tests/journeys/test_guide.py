"""The guide in a real browser, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from content.catalogue import Catalogue
from tests.browser import (
    WIDTHS,
    OpenPage,
    accessibility_violations,
    wait_until_laid_out,
    wider_than_the_screen,
    wider_with_letters_of,
)
from tests.journeys.guide import (
    FORM,
    SLEEPLESS,
    STORIES,
    answer_all,
    arrive,
    begin,
    choose,
    expected,
    go_on,
    question,
    seen,
)

WALKED = (
    "two goals",
    "constipation asks a question more",
    "to discuss",
    "withheld",
    "urgent now",
)
"""One of each way a walk can end; tests/wizard walks every promise without a browser."""
KINDS_OF_RESULT = (
    "two goals",
    "not shown to help",
    "nothing is shown at all",
    "set aside when breastfeeding",
    "withheld",
    "crisis",
)
TO_TAKE_ALONG = ("two goals", "much to ask", "withheld")
WITH_AND_WITHOUT = pytest.mark.parametrize("javascript", [True, False], ids=["htmx", "plain"])


@WITH_AND_WITHOUT
@pytest.mark.parametrize("story", WALKED)
def test_a_story_comes_to_what_the_engine_says(
    open_page: OpenPage, starter: Catalogue, story: str, javascript: bool
) -> None:
    page = open_page(javascript=javascript)
    begin(page)
    answer_all(page, STORIES[story])
    assert seen(page) == expected(starter, STORIES[story])


@pytest.mark.parametrize(
    ("story", "pixels"), [("sleeps badly, touchy stomach", 6_400), ("not sure everywhere", 8_800)]
)
def test_a_result_on_a_phone_is_short_and_hides_no_warning_and_no_certainty(
    open_page: OpenPage, starter: Catalogue, story: str, pixels: int
) -> None:
    page = open_page(width=360)
    arrive(page, STORIES[story])
    wait_until_laid_out(page)
    assert page.evaluate("document.documentElement.scrollHeight") <= pixels
    assert page.locator("details :is(.care, .caution)").count() == 0
    for _, slug, _ in expected(starter, STORIES[story]).forms:
        row = page.locator(f".glance tr:has([href='#form-{slug}'])")
        expect(row).to_be_visible()
        expect(row).to_contain_text(re.compile("Strong|Moderate|Limited|Not known|Not tested"))
    for authority in ("United States", "European Union", "United Kingdom"):
        expect(page.locator("#limits summary").get_by_text(authority)).to_be_visible()


def test_a_form_folded_on_a_phone_opens_from_the_table(open_page: OpenPage) -> None:
    page = open_page(width=360)
    arrive(page, SLEEPLESS)
    citrate = page.locator("#form-citrate")
    expect(citrate).to_be_hidden()
    page.locator(".glance").get_by_role("link", name="Citrate").click()
    expect(citrate).to_be_in_viewport()


def test_what_folds_on_a_phone_is_printed_under_its_heading(open_page: OpenPage) -> None:
    page = open_page(width=360)
    arrive(page, SLEEPLESS)
    page.emulate_media(media="print")
    for heading in ("Limits for supplements", "What else can help", "Second: Magnesium L-threonate"):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    expect(page.get_by_text("Regular times for going to bed")).to_be_visible()
    expect(page.locator(".glance")).to_be_hidden()
    for facts in page.locator(".form-card .facts").all():
        expect(facts).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("story", KINDS_OF_RESULT)
def test_every_kind_of_result_is_accessible(open_page: OpenPage, story: str, width: int) -> None:
    page = open_page(width=width)
    arrive(page, STORIES[story])
    assert accessibility_violations(page) == ""


@pytest.mark.parametrize("story", TO_TAKE_ALONG)
def test_the_page_for_a_pharmacist_is_accessible_and_prints_on_one_sheet(
    open_page: OpenPage, story: str
) -> None:
    page = open_page(width=360)
    arrive(page, STORIES[story])
    page.get_by_role("link", name="Print one page for a pharmacist").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("For a pharmacist or doctor")
    assert accessibility_violations(page) == ""
    assert wider_than_the_screen(page) == 0
    printed = page.pdf(prefer_css_page_size=True)
    assert printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ") == 1


@pytest.mark.parametrize("width", WIDTHS)
def test_every_question_is_accessible(open_page: OpenPage, width: int) -> None:
    answers = STORIES["constipation asks a question more"]
    page = open_page(width=width)
    page.goto("/guide/")
    assert accessibility_violations(page) == ""
    begin(page)
    while "/guide/result/" not in page.url:
        assert accessibility_violations(page) == "", question(page)
        choose(page, answers[question(page)])
        go_on(page)


@WITH_AND_WITHOUT
def test_an_empty_answer_is_refused_with_the_focus_on_what_is_wrong(
    open_page: OpenPage, javascript: bool
) -> None:
    page = open_page(javascript=javascript)
    begin(page)
    page.locator(f"{FORM} [type=submit]").click()
    summary = page.get_by_role("alert")
    expect(summary).to_be_visible()
    expect(page).to_have_title(re.compile("^Error: "))
    if javascript:
        expect(summary).to_be_focused()
        assert accessibility_violations(page) == ""
    summary.get_by_role("link").first.click()
    expect(page.locator(f"{FORM} input[name=choice]").first).to_be_focused()


@WITH_AND_WITHOUT
def test_what_was_ticked_is_kept_when_it_is_refused(open_page: OpenPage, javascript: bool) -> None:
    page = open_page(javascript=javascript)
    begin(page)
    choose(page, ["none"])
    go_on(page)
    choose(page, ["over-65", "none"])
    page.locator(f"{FORM} [type=submit]").click()
    expect(page.get_by_role("alert")).to_be_visible()
    checked = page.locator(f"{FORM} input[name=choice]:checked")
    expect(checked).to_have_count(2)
    assert sorted(box.input_value() for box in checked.all()) == ["none", "over-65"]


@WITH_AND_WITHOUT
def test_a_sign_of_danger_counts_even_beside_none_of_these(open_page: OpenPage, javascript: bool) -> None:
    page = open_page(javascript=javascript)
    begin(page)
    choose(page, ["suicide", "none"])
    go_on(page)
    assert seen(page).guidance == "urgent"


def test_the_focus_goes_to_the_heading_of_the_next_question(page: Page) -> None:
    begin(page)
    choose(page, ["none"])
    go_on(page)
    expect(page.locator("main h1")).to_be_focused()


@WITH_AND_WITHOUT
def test_back_forward_and_reload_keep_answers_and_place(open_page: OpenPage, javascript: bool) -> None:
    page = open_page(javascript=javascript)
    begin(page)
    for codes in (["none"], ["none"], ["sleep"]):
        choose(page, codes)
        go_on(page)
    assert question(page) == "digestion"
    page.go_back()
    expect(page).to_have_url(re.compile(r"/guide/3/$"))
    expect(page.locator(f"{FORM} input[value=sleep]")).to_be_checked()
    page.reload()
    expect(page.locator(f"{FORM} input[value=sleep]")).to_be_checked()
    page.go_forward()
    expect(page).to_have_url(re.compile(r"/guide/4/$"))
    expect(page.locator(f"{FORM} input[name=question]")).to_have_value("digestion")


@WITH_AND_WITHOUT
def test_a_changed_answer_leads_back_to_the_result(
    open_page: OpenPage, starter: Catalogue, javascript: bool
) -> None:
    page = open_page(javascript=javascript)
    arrive(page, SLEEPLESS)
    page.get_by_role("link", name="Change answer: what you hope for").click()
    expect(page.locator(f"{FORM} input[name=question]")).to_have_value("goals")
    choose(page, ["cognition"])
    go_on(page)
    page.wait_for_url(re.compile("/guide/result/"))
    assert seen(page) == expected(starter, {**SLEEPLESS, "goals": ["cognition"]})


def test_two_tabs_on_different_questions_do_not_corrupt_each_other(page: Page, starter: Catalogue) -> None:
    arrive(page, SLEEPLESS)
    other = page.context.new_page()
    page.goto("/guide/3/")
    other.goto("/guide/4/")
    choose(page, ["cognition"])
    go_on(page)
    choose(other, ["fine"])
    go_on(other)
    page.goto("/guide/result/")
    assert seen(page) == expected(starter, {**SLEEPLESS, "goals": ["cognition"], "digestion": ["fine"]})


@WITH_AND_WITHOUT
def test_the_whole_guide_can_be_walked_by_keyboard(
    open_page: OpenPage, starter: Catalogue, javascript: bool
) -> None:
    """Tab, Space, arrow keys and Enter only; every stop shows where the focus is, and nothing covers it."""
    page = open_page(javascript=javascript)
    page.goto("/guide/")
    focus(page, "a[href='/guide/1/']")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/guide/1/$"))
    while "/guide/result/" not in page.url:
        code = SLEEPLESS[question(page)][0]
        box = page.locator(f"{FORM} input[name=choice][value='{code}']")
        if box.get_attribute("type") == "radio":
            focus(page, f"{FORM} input[name=choice]")
            while not box.is_checked():
                page.keyboard.press("ArrowDown" if page.locator(f"{FORM} :checked").count() else "Space")
        else:
            focus(page, f"{FORM} input[name=choice][value='{code}']")
            page.keyboard.press("Space")
        expect(box).to_be_checked()
        heading = page.locator("main h1").inner_text()
        focus(page, f"{FORM} [type=submit]")
        page.keyboard.press("Enter")
        expect(page.locator("main h1")).not_to_have_text(heading)
        page.wait_for_load_state()
    assert seen(page) == expected(starter, SLEEPLESS)


def focus(page: Page, selector: str) -> None:
    """Press Tab until the focus is there, looking at each stop on the way."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement !== document.body"):
            visible = page.evaluate(
                """() => {
                    const box = document.activeElement.getBoundingClientRect()
                    const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
                    const it = document.activeElement
                    const seen = at && (it.contains(at) || at.contains(it))
                    return Boolean(seen) && box.width > 0 && box.height > 0
                }"""
            )
            assert visible, page.evaluate("document.activeElement.outerHTML")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never reached {selector}")


def test_the_side_panel_follows_the_boxes_and_leaves_the_focus_alone(page: Page) -> None:
    begin(page)
    for codes in (["none"], ["none"]):
        choose(page, codes)
        go_on(page)
    panel = page.locator("[data-hx-post$='/running/']")
    box = page.locator(f"{FORM} input[name=choice][value=sleep]")
    with page.expect_response(re.compile("/running/")):
        box.focus()
        page.keyboard.press("Space")
    expect(panel).to_contain_text(re.compile(r"\d+ (of \d+ )?forms?"))
    expect(box).to_be_focused()
    assert accessibility_violations(page) == ""


def test_a_box_ticked_as_soon_as_it_is_there_counts(page: Page) -> None:
    begin(page)
    choose(page, ["none"])
    go_on(page)
    choose(page, ["none"])
    page.evaluate(
        """() => document.addEventListener("htmx:afterSwap", () => setTimeout(() => {
            const box = document.querySelector("#question input[value=sleep]");
            if (box && !box.checked) box.click();
        }))"""
    )
    with page.expect_request(lambda request: "choice=sleep" in (request.post_data or "")):
        go_on(page)


def test_the_side_panel_is_absent_on_safety_questions(page: Page) -> None:
    begin(page)
    assert question(page) == "now"
    assert page.locator("[data-hx-post$='/running/']").count() == 0


def test_without_javascript_there_is_no_empty_panel(open_page: OpenPage) -> None:
    page = open_page(javascript=False)
    begin(page)
    for codes in (["none"], ["none"]):
        choose(page, codes)
        go_on(page)
    assert question(page) == "goals"
    expect(page.locator("main").get_by_role("complementary")).to_have_count(0)


@WITH_AND_WITHOUT
def test_clearing_the_answers_forgets_them(open_page: OpenPage, javascript: bool) -> None:
    page = open_page(javascript=javascript)
    arrive(page, SLEEPLESS)
    page.get_by_role("button", name=re.compile("clear my answers", re.IGNORECASE)).first.click()
    expect(page).to_have_url(re.compile(r"/guide/$"))
    assert "answers" not in {cookie["name"] for cookie in page.context.cookies()}
    page.goto("/guide/result/")
    expect(page).to_have_url(re.compile(r"/guide/1/$"))


def test_no_cookie_is_set_before_the_first_question(page: Page) -> None:
    for address in ("/", "/guide/"):
        page.goto(address)
        assert page.context.cookies() == []


def test_cookies_last_no_longer_than_the_browser(page: Page) -> None:
    begin(page)
    choose(page, ["none"])
    go_on(page)
    cookies = page.context.cookies()
    assert {cookie["name"] for cookie in cookies} == {"answers", "csrftoken"}
    for cookie in cookies:
        assert cookie["expires"] == -1
        assert cookie["httpOnly"]
        assert cookie["sameSite"] == "Lax"


def test_no_page_is_kept_in_the_browsers_storage(page: Page) -> None:
    """By default htmx keeps whole pages, answers included; now it only notes which address it is on."""
    begin(page)
    answer_all(page, SLEEPLESS)
    kept = page.evaluate("({...localStorage, ...sessionStorage})")
    assert kept == {"htmx-current-path-for-history": "/guide/result/"}


@WITH_AND_WITHOUT
def test_with_cookies_blocked_the_page_says_what_to_do(open_page: OpenPage, javascript: bool) -> None:
    page = open_page(javascript=javascript)
    begin(page)
    choose(page, ["none"])
    page.context.clear_cookies()
    with page.expect_response(re.compile("/guide/1/")) as answered:
        page.locator(f"{FORM} [type=submit]").click()
    assert answered.value.status == 403
    expect(page.locator("main")).to_contain_text(re.compile("cookie", re.IGNORECASE))
    if javascript:
        assert accessibility_violations(page) == ""


@pytest.mark.parametrize(("width", "text"), [(320, 100), (360, 200)])
@pytest.mark.parametrize("story", ["two goals", "withheld", "crisis"])
def test_nothing_scrolls_sideways_on_a_small_screen_or_with_large_text(
    open_page: OpenPage, story: str, width: int, text: int
) -> None:
    page = open_page(width=width)
    begin(page)
    while "/guide/result/" not in page.url:
        assert wider_with_letters_of(page, text) == 0, question(page)
        choose(page, STORIES[story][question(page)])
        go_on(page)
    assert wider_with_letters_of(page, text) == 0


@pytest.mark.parametrize("story", sorted(STORIES))
def test_no_result_scrolls_sideways_either_way_it_is_read(open_page: OpenPage, story: str) -> None:
    page = open_page()
    arrive(page, STORIES[story])
    for width, text, direction in ((320, 100, "ltr"), (320, 100, "rtl"), (360, 200, "ltr")):
        page.set_viewport_size({"width": width, "height": 900})
        assert wider_with_letters_of(page, text, direction) == 0, (width, text, direction)
