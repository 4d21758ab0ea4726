"""Every word of the interface can be translated, and every sentence of the content says what it is.

Pages are shown in an accented interface with a content in wide letters; see `tests.pseudo`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from django.test import Client
from django.utils import translation

from content import live, words
from content.catalogue import Catalogue, Expectation
from content.edition import Edition
from content.pages.sitemap import addresses
from tests import builders as b
from tests import pseudo
from tests.said import PLAIN, found, said
from tests.wizard.guide import Visitor
from wizard.cookies import TooMuchToKeep
from wizard.engine.answers import Answers
from wizard.notices import Notice


@pytest.fixture(scope="module")
def wide(starter: Catalogue) -> Edition:
    return pseudo.in_wide_letters(b.edition(starter))


@pytest.fixture(autouse=True)
def in_xa(wide: Edition, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pseudo.speaking_xa(tmp_path_factory.mktemp("locale")), live.use(wide):
        yield


def reading_pages(client: Client, edition: Edition) -> Iterator[str]:
    asked = (
        *addresses(edition),
        "/guide/",
        f"/search/?q={pseudo.wide('sleep')}",
        f"/search/?q={pseudo.wide('kidney sleep')}",
        "/search/?q=0000",
        "/search/?q=...",
        "/calculator/?form=citrate&mg=400",
        "/calculator/?form=chloride-skin&mg=400",
        "/calculator/?form=x&mg=x",
        "/compare/?form=citrate&form=oxide",
        "/compare/?form=citrate&form=citrate&form=0",
        "/forms/?goal=sleep&gut=gut-gentle",
        "/forms/?goal=0",
        "/food/?group=0",
        "/forms/nothing/",
        "/goals/nothing/",
        "/learn/nothing/",
        "/nowhere/",
    )
    return (client.get(f"/xa{address}").content.decode() for address in asked)


def guide_states(client: Client, edition: Edition) -> Iterator[str]:
    """Questions, the side panel, results and sheets for every level, and what goes wrong."""
    visitor = Visitor(client)
    for expected in _one_of_each_kind(edition.catalogue.expectations):
        visitor.carry(Answers(expected.answers))
        for number, question in enumerate(expected.answers, 1):
            yield client.get(f"/xa/guide/{number}/").content.decode()
            told = {"question": question, "choice": expected.answers[question]}
            yield client.post(f"/xa/guide/{number}/running/", told).content.decode()
        yield client.get("/xa/guide/result/", follow=True).content.decode()
        yield client.get("/xa/guide/pharmacist/", follow=True).content.decode()
    first = edition.catalogue.questions[0]
    for choice in ([], ["0"], [option.code for option in first.options]):
        yield client.post("/xa/guide/1/", {"question": first.slug, "choice": choice}).content.decode()
    visitor.bring("broken")
    yield client.get("/xa/guide/1/").content.decode()
    yield Client(enforce_csrf_checks=True).post("/xa/guide/1/").content.decode()


def _one_of_each_kind(expectations: Iterable[Expectation]) -> Iterable[Expectation]:
    kinds = {
        (
            expected.level,
            expected.withheld,
            len(expected.answers.get("goals", ())),
            bool(expected.leads),
        ): expected
        for expected in expectations
    }
    return kinds.values()


def test_no_word_of_a_reading_page_is_left_out_of_translation(client: Client, wide: Edition) -> None:
    untranslatable, belying = found(reading_pages(client, wide))

    assert not untranslatable
    assert not belying


def test_no_word_of_the_guide_is_left_out_of_translation(client: Client, wide: Edition) -> None:
    untranslatable, belying = found(guide_states(client, wide))

    assert not untranslatable
    assert not belying


def test_what_is_seldom_seen_can_be_translated_too() -> None:
    with translation.override(pseudo.LANGUAGE):
        told = [
            *(notice.sentence for notice in Notice),
            words.told(TooMuchToKeep("Choose an answer.").sentence),
        ]

    assert not [text for text in told if PLAIN.search(text)]


def test_a_word_that_nobody_can_translate_is_found() -> None:
    page = '<html lang="xa"><p aria-label="Plain">Ĥéļļö 5 mg</p><p>Not <b>Ĥéļļö</b></p></html>'

    assert {text.text for text in said(page) if text.nobody_can_translate} == {"Plain", "Not"}


def test_a_sentence_that_belies_its_language_is_found() -> None:
    sentence, name = pseudo.wide("It may help."), pseudo.wide("Magnesium")
    page = f'<html lang="xa"><p>{sentence}</p><p>{name}</p><p lang="en">{sentence}<b>Ĥéļļö.</b></p></html>'

    assert [text.text for text in said(page) if text.belies_its_language] == [sentence, "Ĥéļļö."]
