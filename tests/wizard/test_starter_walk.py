"""The starter content in the real templates: every described visitor gets to their page."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client

from content.edition import Edition
from tests.wizard.guide import Visitor
from wizard.engine.answers import Answers
from wizard.engine.matching import outcome
from wizard.engine.standing import Group
from wizard.engine.walk import replay


def shown_level(edition: Edition, answers: Answers) -> str:
    """The value of `data-guidance` these answers should lead to."""
    level = outcome(edition.catalogue, replay(edition.catalogue, answers)).level
    return "urgent" if level.is_urgent else level.value


def test_every_story_of_the_starter_content_can_be_walked_page_by_page(
    edition: Edition, client: Client
) -> None:
    for expectation in edition.catalogue.expectations:
        client.cookies.clear()
        visitor = Visitor(client)
        answers = Answers(expectation.answers)
        progress = replay(edition.catalogue, answers)
        address = "/guide/1/"
        for number, step in enumerate(progress.steps, start=1):
            assert address == f"/guide/{number}/", expectation.slug
            page = visitor.open(address).content.decode()
            assert f'name="question" value="{step.question.slug}"' in page
            address = visitor.answer(
                step.question.slug, *(option.code for option in step.chosen), number=number
            )["Location"]
        assert address == "/guide/result/", expectation.slug
        check_result(edition, answers, visitor.open(address), expectation.slug)


def check_result(edition: Edition, answers: Answers, response: Any, story: str) -> None:
    """The page has the hooks of its outcome: guidance, groups, and every form once.

    Forms stand in order; those set aside stand together by their reasons, since they have no order.
    """
    assert response.status_code == 200, story
    page = response.content.decode()
    assert f'data-guidance="{shown_level(edition, answers)}"' in page, story
    result = outcome(edition.catalogue, replay(edition.catalogue, answers))
    in_order = [match.compound.slug for match in result.shown]
    set_aside = [match.compound.slug for match in result.group(Group.SET_ASIDE)]
    told = re.findall(r'data-compound="([^"]*)"', page)
    assert told[: len(in_order)] == in_order, story
    assert sorted(told[len(in_order) :]) == sorted(set_aside), story
    for group in Group:
        assert (f'data-group="{group}"' in page) is bool(result.group(group)), (story, group)


def test_the_answers_of_the_longest_walk_fit_into_the_cookie(edition: Edition, client: Client) -> None:
    """Somebody who ticks every box of every question that does not end the walk."""
    visitor = Visitor(client)
    while (question := replay(edition.catalogue, visitor.carried.answers).current) is not None:
        allowed = [option.code for option in question.options if not option.exclusive]
        if question.number == edition.catalogue.questions[0].number:
            allowed = [option.code for option in question.options if option.exclusive]
        response = visitor.answer(question.slug, *allowed[: question.limit])
        assert response.status_code == 303, question.slug
    assert len(visitor.sealed) < 2_000
