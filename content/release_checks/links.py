"""Links that lead nowhere, and images nobody could hear described."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token

from content import markdown
from content.catalogue import Catalogue
from content.release_checks.problem import Check, Checker, Gravity, Problem
from content.release_checks.subject import Subject, Text
from content.telling import Sentence

BROKEN = Check(
    slug="broken-link",
    gravity=Gravity.BLOCK,
    looks_for=Sentence("Links, also of sources, to pages that do not exist or to what a browser can't open."),
    remedy=Sentence(
        "Link to a page that exists, as /forms/citrate/, or write the whole address with https://."
    ),
)
SAYS_NOTHING = Check(
    slug="link-says-nothing",
    gravity=Gravity.WARN,
    looks_for=Sentence("Links whose words do not tell where they lead."),
    remedy=Sentence("Let the link say what is behind it, also to somebody who hears only the links."),
)
IMAGE = Check(
    slug="image-in-text",
    gravity=Gravity.BLOCK,
    looks_for=Sentence(
        "Images in a text. Pages never show them, and those without words can't be described either."
    ),
    remedy=Sentence("Say it in words and take the image out."),
)
PAGES = (
    *("/", "/guide/", "/forms/", "/compare/", "/food/", "/intake/", "/safety/", "/low-magnesium/"),
    *("/learn/", "/glossary/", "/sources/", "/about/", "/privacy/", "/accessibility/", "/changes/"),
    *("/changes/feed/", "/search/", "/calculator/", "/data/"),
)
"""The pages that stand at a fixed address. A test holds this against the real addresses."""

_EMPTY_WORDS = {"", "click here", "here", "link", "more", "read more", "this", "this page"}
_WEBSITE = re.compile(r"https?://[^/\s]+\.[^/\s]+", re.IGNORECASE)
_ELSEWHERE = re.compile(rf"{_WEBSITE.pattern}|mailto:\S+@\S+|tel:\+?[\d-]+", re.IGNORECASE)


def find(subject: Subject) -> Iterator[Problem]:
    known = set(addresses(subject.content))
    for text in subject.texts:
        if text.is_markdown:
            for check, message in _faults(text, known):
                yield check.problem(text.kind, text.record, text.field, message)
    for source in subject.content.sources:
        if source.url and not _WEBSITE.match(source.url):
            message = Sentence("“%(address)s” is no address of a page.", address=source.url)
            yield BROKEN.problem("sources", source.slug, "url", message)


def addresses(content: Catalogue) -> Iterator[str]:
    """Every address of a reading page, and the places on a page that a text may link to."""
    yield from PAGES
    yield from (f"/forms/{compound.slug}/" for compound in content.compounds)
    yield from (f"/goals/{goal.slug}/" for goal in content.goals)
    yield from (f"/learn/{article.slug}/" for article in content.articles)
    yield from (f"/sources/#{source.slug}" for source in content.sources)
    yield from (f"/glossary/#{term.slug}" for term in content.terms)


def _faults(text: Text, known: set[str]) -> Iterator[tuple[Check, Sentence]]:
    tokens = list(markdown.inlines(text.source))
    for place, token in enumerate(tokens):
        if token.type == "image":
            yield IMAGE, _image(token.content)
        elif token.type == "link_open":
            yield from _link_faults(str(token.attrGet("href") or ""), _words(tokens[place:]), known)


def _image(words: str) -> Sentence:
    if not words:
        return Sentence("there is an image, and it has no words.")
    return Sentence("there is an image (“%(words)s”).", words=words)


def _link_faults(address: str, words: str, known: set[str]) -> Iterator[tuple[Check, Sentence]]:
    if not _leads_somewhere(address, known):
        yield (
            BROKEN,
            Sentence(
                "the link “%(words)s” leads to “%(address)s”, which is no page.", words=words, address=address
            ),
        )
    if words.casefold() in _EMPTY_WORDS:
        yield (
            SAYS_NOTHING,
            Sentence("the words of the link to “%(address)s” are “%(words)s”.", address=address, words=words),
        )


def _leads_somewhere(address: str, known: set[str]) -> bool:
    """Of the places on a page only those in lists are known; elsewhere the page itself decides."""
    page = re.split("[?#]", address)[0]
    exact = page in {"/sources/", "/glossary/"}
    return (address if exact else page) in known or _ELSEWHERE.match(address) is not None


def _words(tokens: list[Token]) -> str:
    """What stands between the opening of a link, which comes first, and its end."""
    words = []
    for token in tokens:
        if token.type == "link_close":
            break
        words.append(token.content)
    return "".join(words).strip()


CHECKER = Checker(checks=(BROKEN, SAYS_NOTHING, IMAGE), find=find)
