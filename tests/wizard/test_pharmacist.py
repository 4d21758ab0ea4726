"""The one page to print for a pharmacist."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from django.test import Client

from content import live
from content.edition import Edition
from tests.builders import edition as an_edition
from tests.wizard.guide import READY_FOR_RESULT, Visitor, guide
from tests.wizard.test_presenters import (
    ASK_FIRST,
    SLEEP,
    TWO_GOALS,
    WITHHELD,
    came_to,
    parse,
    render,
    text_of,
)
from wizard import presenters
from wizard.engine.standing import Group
from wizard.presenters.pharmacist import PharmacistPage


def sheet(edition: Edition, answers: Mapping[str, list[str]]) -> PharmacistPage:
    progress, found, _ = came_to(edition, answers)
    return presenters.pharmacist_page(edition, progress, found)


@pytest.mark.parametrize("answers", [SLEEP, TWO_GOALS, ASK_FIRST, WITHHELD])
def test_it_says_what_was_answered_what_to_look_at_and_what_to_ask(
    edition: Edition, answers: Mapping[str, list[str]]
) -> None:
    progress, found, result = came_to(edition, answers)
    html = render("wizard/pharmacist.html", presenters.pharmacist_page(edition, progress, found))
    assert parse(html) is not None
    text = text_of(html)
    assert all(option.short in text for step in progress.steps for option in step.chosen)
    assert all(raised.caution.statement in text for raised in found.cautions)
    assert all(ask in text for ask in result.asks)
    assert result.review in text


def test_it_lists_the_forms_that_came_up_and_names_those_set_aside(edition: Edition) -> None:
    _, found, _ = came_to(edition, TWO_GOALS)
    page = sheet(edition, TWO_GOALS)
    assert [form.name for form in page.forms] == [match.compound.name for match in found.shown]
    assert all(len(form.known) == len(page.goals) == 2 for form in page.forms)
    assert all(match.compound.short in page.set_aside for match in found.group(Group.SET_ASIDE))


def test_it_names_no_form_where_all_are_withheld(edition: Edition) -> None:
    page = sheet(edition, WITHHELD)
    assert page.withheld
    assert not page.forms
    assert not page.set_aside


class TestInTheBrowser:
    @pytest.fixture
    def visitor(self, client: Client) -> Visitor:
        return Visitor(client)

    def test_it_comes_from_the_same_cookie_and_is_kept_by_nobody(self, visitor: Visitor) -> None:
        with live.use(an_edition(guide())):
            visitor.carry(READY_FOR_RESULT)
            response = visitor.open("/guide/pharmacist/")
        assert response.status_code == 200
        assert "no-store" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex"

    def test_open_questions_come_first(self, visitor: Visitor) -> None:
        with live.use(an_edition(guide())):
            assert visitor.open("/guide/pharmacist/")["Location"] == "/guide/1/"

    def test_whoever_needs_help_now_is_sent_back_to_it(self, visitor: Visitor) -> None:
        with live.use(an_edition(guide())):
            visitor.answer("now", "chest")
            assert visitor.open("/guide/pharmacist/")["Location"] == "/guide/result/"
