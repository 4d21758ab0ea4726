"""The public site in another language, below an address of its own."""

from __future__ import annotations

import datetime as dt
import html
import re
from urllib.parse import urljoin, urlsplit

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import get_script_prefix
from django.utils import translation
from django.utils.translation import get_language

from content import live, words
from content.catalogue import Prose
from content.edition import Edition
from content.pages.sitemap import addresses
from content.templatetags.locales import content_lang
from tests import builders as b
from tests.wizard.guide import Visitor, guide
from wizard.engine.answers import Answers

LINK = re.compile(r'<(?:a|form)\s[^>]*?(?:href|action|data-hx-get|data-hx-post)="([^"]*)"')


def links(page: str, address: str) -> set[str]:
    """The addresses of this site that a page's own part leads to; the choice of a language is left out."""
    page = re.sub(r'<nav id="locales".*?</nav>', "", page, flags=re.DOTALL)
    found = {urljoin(address, html.unescape(link)) for link in LINK.findall(page)}
    return {urlsplit(link).path for link in found if link.startswith("/")}


def test_the_default_language_has_no_part_of_an_address(edition: Edition, client: Client) -> None:
    page = client.get("/forms/").content.decode()

    assert '<html lang="en">' in page
    assert client.get("/en/forms/").status_code == 404


def test_a_language_has_a_page_of_its_own(edition: Edition, client: Client) -> None:
    response = client.get("/es/forms/")

    assert response.status_code == 200
    assert '<html lang="es">' in response.content.decode()
    assert response.headers["Content-Language"] == "es"
    assert '<link rel="canonical" href="http://testserver/es/forms/">' in response.content.decode()


@pytest.mark.parametrize("address", ["/fr/forms/", "/es-xx/forms/", "/ES/forms/", "/esp/forms/"])
def test_an_unknown_language_or_region_leads_nowhere(edition: Edition, client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/es/healthz", "/es/metrics", "/es/robots.txt", "/es/preview/draft/"])
def test_only_what_speaks_is_there_in_another_language(
    edition: Edition, client: Client, address: str
) -> None:
    assert client.get(address).status_code == 404


def test_a_missing_slash_is_added_within_the_language(edition: Edition, client: Client) -> None:
    response = client.get("/es/forms")

    assert (response.status_code, response.headers["Location"]) == (301, "/es/forms/")


def test_every_link_keeps_the_language(edition: Edition, client: Client) -> None:
    pages = ["/es" + address for address in (*addresses(edition), "/guide/", "/search/?q=sleep", "/nowhere/")]
    astray = {
        address: outside
        for address in pages
        if (outside := {a for a in links(client.get(address).content.decode(), address) if a[:4] != "/es/"})
    }
    assert not astray


def test_links_in_the_content_keep_the_language_and_the_live_content_stays_as_it_is(client: Client) -> None:
    text = Prose(
        source="[Ask](/safety/#who)", html='<p><a href="/safety/#who">Ask</a> <a href="//x.org/">X</a></p>'
    )
    goal = b.goal("sleep", known=text)
    with live.use(b.edition(b.catalogue(goals=(goal,)), number=1)):
        there = client.get("/es/goals/sleep/").content.decode()
        here = client.get("/goals/sleep/").content.decode()

    assert '<a href="/es/safety/#who">Ask</a>' in there
    assert '<a href="//x.org/">X</a>' in there
    assert '<a href="/safety/#who">Ask</a>' in here


def test_each_page_names_itself_in_every_language(edition: Edition, client: Client) -> None:
    for address in ("/food/", "/es/food/"):
        page = client.get(address).content.decode()
        for tag, url in (("en", "/food/"), ("es", "/es/food/"), ("x-default", "/food/")):
            link = f'<link rel="alternate" hreflang="{tag}" href="http://testserver{url}">'
            assert link in page, address


def test_the_choice_of_a_language_keeps_the_page_and_its_question(edition: Edition, client: Client) -> None:
    page = client.get("/es/compare/?form=citrate&form=oxide").content.decode()

    choice = re.search(r'<nav id="locales".*?</nav>', page, re.DOTALL)
    assert choice
    assert 'href="/compare/?form=citrate&amp;form=oxide" lang="en" hreflang="en">English</a>' in choice[0]
    assert 'aria-current="true">Español</a>' in choice[0]


def test_the_answers_are_kept_from_one_language_to_the_other(client: Client) -> None:
    with live.use(b.edition(guide(), number=1)):
        response = client.post("/es/guide/1/", {"question": "now", "release": 1, "choice": "none"})
        assert response.headers["Location"] == "/es/guide/2/"
        assert client.get("/guide/2/").status_code == 200
        assert response.cookies["answers"]["path"] == "/"


def test_a_part_of_a_page_brings_the_choice_of_a_language_along(client: Client) -> None:
    """It replaces the main part alone, and the links below would lead to the page before."""
    with live.use(b.edition(guide(), number=1)):
        part = client.get("/guide/1/", headers={"HX-Request": "true"}).content.decode()

    assert re.search(r'<nav id="locales"[^>]* data-hx-swap-oob="true"', part)
    assert 'href="/es/guide/1/"' in part


def test_nothing_is_left_behind_for_the_next_request(edition: Edition, client: Client) -> None:
    client.get("/es/forms/")
    client.get("/es/nowhere/")

    assert get_language() == "en"
    assert get_script_prefix() == "/"
    assert '<html lang="en">' in client.get("/nowhere/").content.decode()


def test_neither_a_header_nor_a_cookie_chooses_the_language(edition: Edition, client: Client) -> None:
    client.cookies["django_language"] = "es"
    response = client.get("/forms/", headers={"Accept-Language": "es"})

    assert '<html lang="en">' in response.content.decode()
    assert "language" not in response.headers.get("Vary", "").lower()


def test_without_an_edition_every_language_says_so(client: Client) -> None:
    with live.use(None):
        assert client.get("/es/forms/").status_code == 503


def test_a_release_finds_its_words_below_the_language(edition: Edition, client: Client) -> None:
    """What is made once for an Edition is made once more for a language: a search knows addresses."""
    client.get("/search/?q=citrate")
    page = client.get("/es/search/?q=citrate").content.decode()

    assert 'href="/es/forms/citrate/"' in page
    assert 'href="/forms/citrate/"' not in re.sub(r'<nav id="locales".*?</nav>', "", page, flags=re.DOTALL)


def test_the_page_tells_when_it_last_changed_in_every_language(client: Client) -> None:
    changed = dt.datetime(2025, 3, 2, 12, 0, tzinfo=dt.UTC)
    with live.use(b.edition(guide(), number=1, changed_on={"forms/citrate": changed})):
        here, there = (client.get(f"{prefix}/forms/citrate/") for prefix in ("", "/es"))

    assert here.context["changed"] == "2 March 2025"
    assert there.context["changed"] == "2 de marzo de 2025"


# Regions ------------------------------------------------------------------------------


def test_a_region_is_named_beside_the_language(edition: Edition, client: Client) -> None:
    page = client.get("/en-gb/safety/").content.decode()

    assert '<html lang="en-gb">' in page
    assert page.index("tel:999") < page.index("tel:112") < page.index("tel:911")
    assert "Whom to ask in this region (United Kingdom):" in page
    assert client.get("/es-us/safety/").status_code == 200


def test_the_limit_of_the_region_leads_a_result(client: Client, edition: Edition) -> None:
    visitor = Visitor(client)
    visitor.carry(Answers(edition.catalogue.expectations[0].answers))

    for address, first in (("/guide/result/", "United States"), ("/en-gb/guide/result/", "United Kingdom")):
        assert client.get(address).context["page"].limits.rows[0].name == first


def test_every_region_stands_in_the_choice_and_in_the_alternates(edition: Edition, client: Client) -> None:
    page = client.get("/es/food/").content.decode()

    for region in edition.catalogue.regions:
        assert f'href="/es-{region.slug}/food/" hreflang="es-{region.slug.upper()}">' in page
        assert f'<link rel="alternate" hreflang="en-{region.slug.upper()}"' in page


def test_dates_and_numbers_follow_the_region(edition: Edition, client: Client) -> None:
    dates = {
        address: client.get(f"{address}forms/").context["changed"]
        for address in ("/", "/en-us/", "/en-gb/", "/es/", "/es-us/")
    }
    assert dates == {
        "/": "20 November 2025",
        "/en-us/": "November 20, 2025",
        "/en-gb/": "20 November 2025",
        "/es/": "20 de noviembre de 2025",
        "/es-us/": "20 de noviembre de 2025",
    }
    numbers = {}
    for tag in ("en", "en-us", "es", "es-us"):
        with translation.override(tag):
            numbers[tag] = words.number(1187.5), words.number(400.0)
    assert numbers == {
        "en": ("1,187.5", "400"),
        "en-us": ("1,187.5", "400"),
        "es": ("1\xa0187,5", "400"),
        "es-us": ("1,187.5", "400"),
    }


def test_a_point_in_an_amount_means_what_it_means_in_the_language(edition: Edition, client: Client) -> None:
    """In Spanish 1.200 is more than a thousand; in Spanish for the United States it is not."""
    read = {
        address: client.get(f"{address}calculator/?form=oxide&mg=1.200").context["page"]
        for address in ("/", "/es/", "/es-us/")
    }
    assert "1\xa0200 mg" in read["/es/"].answer.sentence
    assert "1.2 mg" in read["/"].answer.sentence
    assert "1.2 mg" in read["/es-us/"].answer.sentence


def test_english_runs_from_left_to_right_within_a_language_that_does_not() -> None:
    told = {}
    for language in ("en", "en-gb", "es", "ar"):
        with translation.override(language):
            told[language] = content_lang()
    assert told == {"en": "", "en-gb": "", "es": ' lang="en"', "ar": ' lang="en" dir="ltr"'}


@pytest.mark.parametrize("template", ["400.html", "500.html"])
def test_pages_about_a_failure_speak_the_language_too(template: str) -> None:
    with translation.override("es"):
        page = render_to_string(template)

    assert '<html lang="es">' in page
    assert "Llame a su número de emergencias." in page
