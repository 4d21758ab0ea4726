"""The search over the starter content. No test here may use the database, so none is asked."""

from __future__ import annotations

import logging
from xml.etree import ElementTree

import html5lib
import pytest
from django.test import Client

from content.catalogue import Catalogue
from content.edition import Edition
from content.pages.search import MOST_OF_A_KIND, SearchPage, search_page
from content.pages.searchable import KINDS, entries
from tests import builders


def results(page: SearchPage) -> dict[str, list[str]]:
    groups = page.groups if page.urgent is None else (page.urgent, *page.groups)
    return {group.name: [result.title for result in group.results] for group in groups}


def text(client: Client, query: str) -> str:
    response = client.get("/search/", {"q": query})
    assert response.status_code == 200
    html5lib.HTMLParser(strict=True).parse(response.content)
    return response.content.decode()


@pytest.mark.parametrize(
    ("query", "group", "title"),
    [
        ("glicinate", "Forms of magnesium", "Magnesium glycinate"),
        ("threonat", "Forms of magnesium", "Magnesium L-threonate"),
        ("milk of magnesia", "Forms of magnesium", "Magnesium hydroxide"),
        ("constipation", "Goals", "Constipation"),
        ("kidny", "Who should ask first", "Kidney disease or a transplant"),
        ("levothyroxin", "Medicines", "Thyroid medicine"),
        ("almonds", "Foods", "Almonds, dry roasted"),
        ("bioavailability", "Words explained", "absorption"),
        ("reading a label", "Articles", "Reading a label"),
        ("citrate constipation", "What is known about a form for a goal", "Citrate: constipation"),
        ("privacy", "Pages", "Your privacy"),
        ("cochrane cramps", "Sources", "Magnesium for skeletal muscle cramps"),
        ("suicidal", "Signs that need help at once", "Thoughts of suicide"),
    ],
)
def test_every_kind_of_thing_is_found(starter: Catalogue, query: str, group: str, title: str) -> None:
    found = results(search_page(starter, query))[group]
    assert any(name.startswith(title) for name in found)


def test_every_record_that_has_a_place_can_be_found_by_its_name(starter: Catalogue) -> None:
    for entry in entries(starter):
        assert entry.kind in KINDS
        found = [name for names in results(search_page(starter, entry.title)).values() for name in names]
        assert entry.title in found, entry


def test_a_sign_that_needs_help_stands_first_with_telephone_numbers(starter: Catalogue) -> None:
    page = search_page(starter, "chest pain")
    assert page.urgent
    assert page.urgent.results[0].title.startswith("Chest pain")
    assert page.telephones


@pytest.mark.parametrize("query", ["pain", "stroke", "heart attack", "bleeding", "too much magnesium"])
def test_a_word_that_may_mean_an_emergency_brings_its_sign_to_the_top(starter: Catalogue, query: str) -> None:
    assert search_page(starter, query).urgent


@pytest.mark.parametrize(
    "query", ["magnesium", "nerve pain", "cramps", "magnesium citrate", "sleep", "migraine"]
)
def test_what_is_asked_every_day_alarms_nobody(starter: Catalogue, query: str) -> None:
    assert search_page(starter, query).urgent is None


def test_telephone_numbers_do_not_stand_beside_ordinary_results(starter: Catalogue) -> None:
    assert not search_page(starter, "almonds").telephones


def test_no_more_than_a_handful_of_a_kind_is_shown_and_the_rest_is_counted(starter: Catalogue) -> None:
    page = search_page(starter, "magnesium")
    assert all(len(group.results) <= MOST_OF_A_KIND for group in page.groups)
    assert any("not shown" in group.more for group in page.groups)


def test_without_a_query_the_page_says_what_can_be_searched(client: Client, edition: Edition) -> None:
    response = client.get("/search/")
    html5lib.HTMLParser(strict=True).parse(response.content)
    assert "What you can search" in response.content.decode()


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("xyzzyqq", "We found nothing."),
        ("glicinate", "“glicinate” stands nowhere in this guide. We looked for “glycinate”."),
        ("zinc brain almonds", "Nothing here holds all of your words."),
        ("sleep " * 1700, "That was long, so only its first 200 letters were read."),
        ("\x07\x1b", "That holds no words."),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ('"><svg onload=x>', "&quot;&gt;&lt;svg"),
        ("%s {} {{ page }} {% url %}", "{{ page }}"),
        ("\ufffe\ud7ff", "What you can search"),
    ],
)
def test_any_query_is_answered_kindly(client: Client, edition: Edition, query: str, told: str) -> None:
    assert told in text(client, query)


def test_nobody_stores_or_lists_what_was_searched_for(client: Client, edition: Edition) -> None:
    response = client.get("/search/", {"q": "kidney disease"})
    page = html5lib.parse(response.content)
    robots = [
        meta.get("content")
        for meta in page.iter("{http://www.w3.org/1999/xhtml}meta")
        if meta.get("name") == "robots"
    ]
    assert robots == ["noindex"]
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "same-origin"
    assert "ETag" not in response
    assert not response.cookies


def test_what_was_searched_for_is_not_repeated_outside_the_form_and_the_count(
    client: Client, edition: Edition
) -> None:
    """Neither the title, nor the canonical address, nor what search engines are told."""
    page = ElementTree.tostring(html5lib.parse(client.get("/search/?q=qwxyzq").content), encoding="unicode")
    assert page.count("qwxyzq") == 2


def test_what_was_searched_for_is_never_logged(
    client: Client, edition: Edition, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client.get("/search/", {"q": "qwxyzq disease"})
    client.post("/search/?q=qwxyzq")
    client.get("/search/nothing/?q=qwxyzq")
    assert "qwxyzq" not in caplog.text


def test_a_new_edition_is_searched_anew(starter: Catalogue) -> None:
    assert search_page(starter, "unobtainium").count == "0 results"
    other = builders.catalogue(compounds=[builders.compound("unobtainium")])
    assert search_page(other, "unobtainium").count == "1 result"
