"""Whether somebody with eight years of school can follow the guide and its results.

Measured with RIX (Anderson, 1983): the number of words with more than six letters in a
sentence. Fewer than 3.7 on average is what a reader of grade 8 manages. Here no single
sentence may have more than three, so no average hides a hard one. Words that a visitor
comes with, or meets on every label, are allowed and do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element

import yaml
from django.template.loader import render_to_string
from django.test import RequestFactory

from content import reading
from content.catalogue import Catalogue
from content.edition import Edition
from tests.wizard.test_presenters import NOTHING_SPECIAL, came_to, parse, render
from wizard import presenters
from wizard.engine.answers import Answers
from wizard.engine.walk import replay
from wizard.notices import Notice

MOST_LONG_WORDS = 3
ALLOWED = frozenset(
    word.lower() for word in yaml.safe_load(Path(__file__).with_name("allowed_words.yaml").read_text("utf-8"))
)
BLOCKS = {"p", "li", "dt", "dd", "h1", "h2", "h3", "h4", "label", "summary", "caption", "td", "th", "div"}
ERRORS = ("400.html", "403.html", "403_csrf.html", "404.html", "500.html", "503.html")
NAMES_OF_OTHERS = {"cites", "contacts"}
"""Classes of what others wrote: titles of sources, names of help lines."""


def walks(catalogue: Catalogue) -> Iterator[Mapping[str, list[str]]]:
    """Every goal by itself, and every answer of every other question beside a wish for sleep."""
    for question in catalogue.questions:
        for option in question.options:
            if question.shown_when:
                yield {**NOTHING_SPECIAL, "goals": ["constipation"], question.slug: [option.code]}
            else:
                yield {**NOTHING_SPECIAL, question.slug: [option.code]}


def pages(edition: Edition) -> Iterator[str]:
    yield render("wizard/start.html", presenters.start_page(edition))
    progress = replay(edition.catalogue, Answers({**NOTHING_SPECIAL, "goals": ["constipation"]}))
    for number, question in enumerate(progress.path, 1):
        page = presenters.question_page(
            edition, progress, question, number=number, chosen=(), to_result=False
        )
        yield render("wizard/question.html", page)
        for notice in Notice:
            yield render("wizard/question.html", replace(page, notice=str(notice.sentence)))
    for name in ERRORS:
        yield render_to_string(name, {"cookies_blocked": True}, request=RequestFactory().get("/guide/"))
    for answers in walks(edition.catalogue):
        progress, found, page_of_result = came_to(edition, answers)
        yield render("wizard/result.html", page_of_result)
        yield render("wizard/pharmacist.html", presenters.pharmacist_page(edition, progress, found))


def blocks(element: Element) -> Iterator[str]:
    """The running texts of a page, one for each of the innermost blocks."""
    if NAMES_OF_OTHERS & set((element.get("class") or "").split()):
        yield from (text for part in element.iter("p") for text in ["".join(part.itertext())])
        return
    if any(child.tag in BLOCKS for child in element.iter() if child is not element):
        yield element.text or ""
        for child in element:
            yield from blocks(child)
            yield child.tail or ""
    else:
        yield "".join(element.itertext())


def sentences(edition: Edition) -> set[str]:
    found: set[str] = set()
    for html in pages(edition):
        main = parse(html).find(".//main")
        assert main is not None
        for block in blocks(main):
            found.update(reading.sentences(" ".join(block.split())))
    return found


def long_words(sentence: str) -> list[str]:
    return [
        word
        for word in reading.words(sentence)
        if len(word) > reading.LONG and word.lower() not in ALLOWED and not re.search(r"\d", word)
    ]


def test_every_sentence_of_the_guide_and_its_results_can_be_read_in_grade_8(edition: Edition) -> None:
    hard = {
        sentence: words
        for sentence in sentences(edition)
        if len(words := long_words(sentence)) > MOST_LONG_WORDS
    }
    assert not hard, "\n".join(f"{', '.join(words)}: {sentence}" for sentence, words in sorted(hard.items()))
