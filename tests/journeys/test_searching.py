"""Searching and working out a label in a real browser, without JavaScript."""

from playwright.sync_api import expect

from tests.browser import OpenPage, accessibility_violations, wider_than_the_screen

STATES = (
    "/search/",
    "/search/?q=glicinate",
    "/search/?q=xyzzyqq",
    "/calculator/",
    "/calculator/?form=&mg=plenty",
    "/calculator/?form=chloride-skin&mg=400",
)


def test_a_mistyped_word_leads_to_the_page_of_the_form(open_page: OpenPage) -> None:
    page = open_page(javascript=False)
    page.goto("/")
    page.get_by_role("banner").get_by_role("link", name="Search").click()
    page.get_by_label("What are you looking for?").fill("glicinate")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("main").get_by_role("link", name="Magnesium glycinate").click()
    expect(page).to_have_url("/forms/glycinate/")


def test_a_label_is_worked_out_after_a_mistake_is_mended(open_page: OpenPage) -> None:
    page = open_page(javascript=False)
    page.goto("/calculator/")
    page.get_by_label("Milligrams of it in a day").fill("plenty")
    page.get_by_role("button", name="Work it out").click()
    expect(page).to_have_title("Error: How much magnesium does a label mean? · Which Magnesium")
    expect(page.get_by_role("alert")).to_contain_text("Choose the form that the label names.")
    expect(page.get_by_label("Milligrams of it in a day")).to_have_value("plenty")
    page.get_by_label("Form on the label").select_option("citrate")
    page.get_by_label("Milligrams of it in a day").fill("400 mg")
    page.get_by_role("button", name="Work it out").click()
    expect(page.get_by_role("main")).to_contain_text("400 mg × 16.2% = about 65 mg")
    page.get_by_label("Which salt of it").select_option("citrate-3")
    page.get_by_role("button", name="Work it out").click()
    expect(page.get_by_role("main")).to_contain_text("400 mg × 11.3% = about 45 mg")


def test_every_other_state_is_accessible_and_fits_its_window(open_page: OpenPage) -> None:
    page = open_page(width=360)
    for address in STATES:
        page.goto(address)
        assert accessibility_violations(page) == "", address
        assert wider_than_the_screen(page) == 0, address
