"""What is kept for all visitors never shows one what another one answered."""

from __future__ import annotations

import gzip
import re

import msgspec
from django.conf import settings
from django.test import Client

from content import live
from content.addresses import pages_of, parts_of
from content.catalogue import Catalogue
from content.edition import Edition
from tests.builders import edition as edition_of
from tests.wizard.guide import Visitor
from wizard.engine.answers import Answers
from wizard.made_up import RESULT, attempt

TOKEN = re.compile(rb'value="\w{64}"')
SHARE = 8
"""Every eighth story is walked; all of them together are in `test_starter_walk`."""


def fresh(content: Catalogue) -> Edition:
    """An Edition of which nothing is kept yet."""
    return edition_of(msgspec.structs.replace(content))


def seen_by(answers: Answers) -> dict[str, bytes]:
    """The pages somebody with these answers gets, without the token of their forms."""
    visitor = Visitor(Client())
    visitor.carry(answers)
    addresses = ["/guide/result/", "/guide/pharmacist/", "/", "/forms/"]
    addresses += [f"/guide/{number}/" for number in range(1, len(answers) + 1)]
    return {address: TOKEN.sub(b"", visitor.open(address).content) for address in addresses}


def test_whoever_came_before_leaves_no_trace_on_a_page(starter: Catalogue) -> None:
    """Each visitor sees, after all the others, what they would see in a process of their own."""
    stories = [Answers(it.answers) for it in starter.expectations][::SHARE]
    with live.use(fresh(starter)):
        for answers in stories:
            seen_by(answers)
        together = [seen_by(answers) for answers in reversed(stories)][::-1]
    for answers, pages in zip(stories, together, strict=True):
        with live.use(fresh(starter)):
            assert seen_by(answers) == pages


def left_behind(content: Catalogue, answers: Answers) -> list[str]:
    """All that is kept once somebody has looked at every question and the side panels."""
    edition = fresh(content)
    visitor = Visitor(Client())
    with live.use(edition):
        visitor.carry(answers)
        for number, (slug, codes) in enumerate(answers.items(), 1):
            visitor.open(f"/guide/{number}/")
            visitor.open(f"/guide/{number}/", headers={"HX-Request": "true"})
            visitor.tick(slug, *codes)
    return [f"{key} {part.texts}" for key, part in parts_of(edition).everything()]


def test_questions_leave_the_same_behind_whoever_answers_them(starter: Catalogue) -> None:
    """What is kept of them can't tell one visitor's answers from another's."""
    walks = [
        attempt(starter, Answers(wishes), RESULT).progress.answers
        for wishes in (
            {"goals": ["sleep"], "digestion": ["upset"], "practice": ["low-cost"]},
            {"goals": ["calm", "sleep"], "digestion": ["fine"], "practice": ["few-tablets"]},
            {"goals": ["energy"], "practice": ["low-cost", "no-tablets"]},
        )
    ]
    assert len(set(walks)) == len(walks)
    assert len({tuple(walk) for walk in walks}) == 1  # the same questions
    first, *others = [left_behind(starter, walk) for walk in walks]
    assert len(first) >= 2 * len(walks[0])
    assert all(other == first for other in others)


def test_nothing_kept_holds_a_token_or_the_cookie(starter: Catalogue) -> None:
    edition = fresh(starter)
    visitor = Visitor(Client())
    with live.use(edition):
        visitor.carry(Answers(starter.expectations[0].answers))
        pages = [visitor.open(address).content for address in ("/guide/1/", "/guide/result/", "/forms/")]
    token = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', pages[0])
    assert token
    secret = visitor.client.cookies[settings.CSRF_COOKIE_NAME].value
    pages_kept = [(key, gzip.decompress(page.data)) for key, page in pages_of(edition).everything()]
    kept = repr([*parts_of(edition).everything(), *pages_kept])
    assert pages_kept
    assert "csrfmiddlewaretoken" not in kept
    for word in (token[1].decode(), secret, visitor.sealed):
        assert word not in kept
