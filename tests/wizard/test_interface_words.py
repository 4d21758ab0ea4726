"""Every word of the interface can be translated, and every sentence of the content says what it is.

Pages are shown in an accented interface with a content in wide letters; see `tests.pseudo`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import html5lib
import pytest
from django.test import Client
from django.utils import translation

from content import live, words
from content.catalogue import Catalogue, Expectation
from content.edition import Edition
from content.locales import CONTENT_LANGUAGE
from content.pages.sitemap import addresses
from tests import builders as b
from tests import pseudo
from tests.wizard.guide import Visitor
from wizard.cookies import TooMuchToKeep
from wizard.engine.answers import Answers
from wizard.notices import Notice

NAMES = re.compile(
    r"Which Magnesium|\bmg\b|https?://\S+|\b[0-9a-f]{64}\b|testserver"
    r"|\bEnglish\b|\bxa\b|\b(?:catalogue|schema)\.json\b|\bJSON(?: Schema)?\b"
)
"""Names, units, addresses and fingerprints, which are the same in every language."""

PLAIN = re.compile(r"[A-Za-z]{2,}")
OF_CONTENT = re.compile(r"[Ａ-Ｚａ-ｚ]")
OF_INTERFACE = re.compile("[" + "".join(set(map(chr, pseudo.ACCENTED.values()))) + "]")
SENTENCE = re.compile(r"\s\S+\s.*[.?!]$", re.DOTALL)

SPOKEN = ("aria-label", "alt", "title", "placeholder", "data-label", "label")
SILENT = {"script", "style", "template"}


@dataclass(frozen=True)
class Said:
    """A text of a page, the language it is said to be in if it can be, and where it stands."""

    text: str
    language: str | None
    place: str

    @property
    def nobody_can_translate(self) -> bool:
        return bool(PLAIN.search(NAMES.sub("", self.text)))

    @property
    def belies_its_language(self) -> bool:
        """A sentence of the content that is not said to be one, or the interface's words said to be content.

        A name within the interface's words may go without: it is read aloud well enough.
        """
        content, interface = OF_CONTENT.search(self.text), OF_INTERFACE.search(self.text)
        if self.language is None:
            return False
        if self.language == CONTENT_LANGUAGE:
            return bool(interface and not content)
        return bool(content and not interface and SENTENCE.search(self.text))


def said(page: str) -> Iterator[Said]:
    yield from _said(html5lib.parse(page, treebuilder="etree", namespaceHTMLElements=False), "", "")


def _said(element: Element, language: str, place: str) -> Iterator[Said]:
    if element.tag in SILENT:
        return
    language = element.get("lang", language)
    place = f"{place} {element.tag}" + (f".{element.get('class')}" if element.get("class") else "")
    for name in SPOKEN:
        yield Said(element.get(name, ""), None, f"{place}[{name}]")
    if element.tag == "meta" and element.get("name") == "description":
        yield Said(element.get("content", ""), None, f"{place}[content]")
    yield Said((element.text or "").strip(), language, place)
    for child in element:
        yield from _said(child, language, place)
        yield Said((child.tail or "").strip(), language, place)


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


def found(pages: Iterable[str]) -> tuple[set[Said], set[Said]]:
    texts = {text for page in pages for text in said(page)}
    return (
        {text for text in texts if text.nobody_can_translate},
        {text for text in texts if text.belies_its_language},
    )


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
