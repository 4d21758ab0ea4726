"""How much work a request makes, counted and not timed: so these never fail on a busy machine.

The limits stand a little above what is needed today. Whoever raises one says why; what it
costs in time tells `make bench`.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.test.signals import template_rendered
from pytest_django import DjangoAssertNumQueries

from content import live
from content.catalogue import Catalogue, Compound
from content.edition import Edition
from tests.bench.catalogues import of_size
from tests.bench.requests import given_by
from tests.builders import edition as edition_of
from tests.wizard.guide import Visitor
from wizard.engine.answers import Answers
from wizard.engine.because import Because
from wizard.engine.standing import Group, Reason
from wizard.presenters.paging import PER_PAGE

READING = ("/", "/forms/", "/forms/citrate/", "/goals/sleep/", "/food/", "/safety/", "/sources/", "/guide/")
MOST_RENDERED = {"question": 2, "fragment": 1, "answer": 0, "result": 50, "full result": 90}
"""Templates, included ones too. What a page shares with others was rendered before. A question has
its side panel beside it; a result has its cards and reasons, which a full one shows of twenty forms."""

MOST_BYTES = {"/": 5_500, "/guide/1/": 3_500, "/guide/3/": 3_700, "/guide/result/": 15_000}
"""Compressed, without style: with it the first must come in 14.6 KB, the result in 25."""

HTMX = {"HX-Request": "true"}


class Renders:
    """The templates that were rendered since it was last asked."""

    def __init__(self) -> None:
        self._names: list[str] = []

    def note(self, sender: Any, template: Any, **others: Any) -> None:
        self._names.append(template.name)

    def take(self) -> Sequence[str]:
        names, self._names = self._names, []
        return names


@pytest.fixture
def renders() -> Iterator[Renders]:
    counting = Renders()
    template_rendered.connect(counting.note)
    yield counting
    template_rendered.disconnect(counting.note)


def at_the_end(client: Client, content: Catalogue) -> Visitor:
    """Somebody who has answered every question."""
    visitor = Visitor(client)
    visitor.carry(Answers(dict(given_by(content))))
    return visitor


def rendered_warm(visitor: Visitor, renders: Renders, address: str, **extra: Any) -> int:
    visitor.open(address, **extra)
    renders.take()
    visitor.open(address, **extra)
    return len(renders.take())


@pytest.mark.django_db
def test_a_walk_and_the_reading_pages_run_no_query(
    edition: Edition, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    visitor = Visitor(client)
    with django_assert_num_queries(0):
        for address in (*READING, "/search/?q=sleep", "/data/catalogue.json"):
            visitor.open(address)
        for number, (question, codes) in enumerate(given_by(edition.catalogue), 1):
            visitor.open(f"/guide/{number}/")
            visitor.open(f"/guide/{number}/", headers=HTMX)
            visitor.tick(question, *codes)
            visitor.answer(question, *codes, number=number)
        assert visitor.open("/guide/result/").status_code == 200


@pytest.mark.parametrize("address", READING[:-1])
def test_a_reading_page_renders_nothing_the_second_time(
    edition: Edition, client: Client, renders: Renders, address: str
) -> None:
    assert rendered_warm(Visitor(client), renders, address) == 0


def test_a_step_renders_little_that_others_had_before(
    edition: Edition, client: Client, renders: Renders
) -> None:
    visitor = at_the_end(client, edition.catalogue)
    for number, (question, codes) in enumerate(given_by(edition.catalogue), 1):
        address = f"/guide/{number}/"
        assert rendered_warm(visitor, renders, address) <= MOST_RENDERED["question"]
        assert rendered_warm(visitor, renders, address, headers=HTMX) <= MOST_RENDERED["fragment"]
        renders.take()
        visitor.answer(question, *codes, number=number)
        assert len(renders.take()) == MOST_RENDERED["answer"]


def test_a_result_renders_no_more_for_a_thousand_forms_than_for_those_it_shows(
    starter: Catalogue, edition: Edition, client: Client, renders: Renders
) -> None:
    visitor = at_the_end(client, starter)
    assert rendered_warm(visitor, renders, "/guide/result/") <= MOST_RENDERED["result"]
    for forms in (60, 1_000):
        with live.use(edition_of(of_size(starter, forms=forms))):
            assert rendered_warm(visitor, renders, "/guide/result/") <= MOST_RENDERED["full result"]


def test_of_a_thousand_forms_reasons_are_found_for_those_that_are_shown(
    starter: Catalogue, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[str] = []

    def counted(self: Because, compound: Compound, merit: Group) -> tuple[Reason, ...]:
        found.append(compound.slug)
        return reasons(self, compound, merit)

    reasons = Because.reasons
    monkeypatch.setattr(Because, "reasons", counted)
    many = of_size(starter, forms=1_000)
    with live.use(edition_of(many)):
        visitor = at_the_end(client, many)
        for number, (question, codes) in enumerate(given_by(many), 1):
            visitor.open(f"/guide/{number}/")
            visitor.tick(question, *codes)
        assert len(found) <= PER_PAGE
        visitor.open("/guide/result/")
        assert len(found) <= 2 * PER_PAGE


@pytest.mark.parametrize("address", MOST_BYTES)
def test_a_page_is_light(edition: Edition, client: Client, address: str) -> None:
    page = at_the_end(client, edition.catalogue).open(address)
    assert len(gzip.compress(page.content)) <= MOST_BYTES[address]
    assert settings.ANSWERS_COOKIE_NAME in client.cookies
