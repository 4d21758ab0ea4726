"""Results of more forms than one page shows."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from content import live
from content.catalogue import Catalogue
from tests.bench.catalogues import of_size
from tests.builders import edition as edition_of
from tests.wizard.guide import Visitor
from wizard.engine.answers import Answers
from wizard.engine.matching import outcome
from wizard.engine.outcomes import Outcome
from wizard.made_up import RESULT, attempt
from wizard.presenters.paging import PER_PAGE, part_of

HOPES = Answers({"goals": ["sleep"]})
COUNT = 2 * PER_PAGE + 5


@pytest.fixture(scope="module")
def many(starter: Catalogue) -> Catalogue:
    return of_size(starter, forms=COUNT)


@pytest.fixture(scope="module")
def whole(many: Catalogue) -> Outcome:
    return outcome(many, attempt(many, HOPES, RESULT).progress)


def test_every_form_stands_on_exactly_one_page_in_the_order_of_the_whole(whole: Outcome) -> None:
    parts = [part_of(whole, str(number)) for number in (1, 2, 3)]
    assert [match for part in parts for match in part.outcome.matches] == list(whole.matches)
    assert [part.paging and part.paging.sentence for part in parts] == [
        f"Forms 1 to 20 of {COUNT}",
        f"Forms 21 to 40 of {COUNT}",
        f"Forms 41 to 45 of {COUNT}",
    ]


def test_a_page_leads_to_the_one_before_and_the_one_after(whole: Outcome) -> None:
    first, middle, last = (part_of(whole, number).paging for number in ("1", "2", "3"))
    assert first
    assert middle
    assert last
    assert (first.before, first.after) == ("", "/guide/result/?page=2")
    assert (middle.before, middle.after) == ("/guide/result/", "/guide/result/?page=3")
    assert (last.before, last.after) == ("/guide/result/?page=2", "")


@pytest.mark.parametrize("asked", ["", "0", "4", "-1", "two", "²", "9" * 5_000])
def test_a_page_that_is_not_there_is_the_first(whole: Outcome, asked: str) -> None:
    assert part_of(whole, asked) == part_of(whole, "1")


def test_a_result_of_few_forms_has_no_pages(starter: Catalogue) -> None:
    found = outcome(starter, attempt(starter, HOPES, RESULT).progress)
    assert part_of(found, "2").paging is None
    assert part_of(found, "2").outcome is found


def test_a_visitor_leafs_through_all_forms_and_says_the_same_everywhere(
    many: Catalogue, client: Client
) -> None:
    visitor = Visitor(client)
    visitor.carry(attempt(many, HOPES, RESULT).answers)
    met: list[str] = []
    titles: set[str] = set()
    address = "/guide/result/"
    with live.use(edition_of(many)):
        while address:
            page = visitor.open(address).content.decode()
            met += re.findall(r'data-compound="([^"]+)"', page)
            titles |= set(re.findall(r"<h1[^>]*>([^<]+)</h1>", page))
            after = re.search(r'rel="next" href="([^"]+)"', page)
            address = after[1] if after else ""
    assert sorted(met) == sorted(compound.slug for compound in many.compounds)
    assert len(titles) == 1


def test_sheet_and_side_panel_name_the_first_forms_only(many: Catalogue, client: Client) -> None:
    visitor = Visitor(client)
    visitor.carry(attempt(many, HOPES, RESULT).answers)
    with live.use(edition_of(many)):
        sheet = visitor.open("/guide/pharmacist/").content.decode()
        panel = visitor.tick("goals", "sleep").content.decode()
    assert "more." in sheet
    assert panel.count("<li>") <= 2 * PER_PAGE
