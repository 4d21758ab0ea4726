"""What was written from the research notes can be read by visitors, and not in the records alone."""

from __future__ import annotations

import enum
import html
import re
from collections.abc import Iterator

import msgspec
import pytest
from django.test import Client
from django.utils.html import strip_tags

from content.catalogue import Prose, Source, Sourced
from content.edition import Edition
from content.pages.sitemap import addresses
from tests.starter.notes import USABLE, statements

CODES = {"slug", "compound", "goal", "trait", "sources", "facts", "compounds", "hindered_by", "url"}
"""Fields that name other records. What pages show for them is tested with the pages."""

IN_THE_GUIDE = {"hope"}
"""Fields that complete a sentence of the guide, and are read there alone."""


def letters(text: str) -> str:
    """A text without its tags and spaces, so that a link or a line break in it makes no difference."""
    return "".join(html.unescape(strip_tags(text)).split())


def texts(statement: Sourced | Source) -> Iterator[tuple[str, str]]:
    """Each text of a record by the name of its field; records within it speak for themselves."""
    for field in msgspec.structs.fields(statement):
        value = getattr(statement, field.name)
        if field.name in CODES | IN_THE_GUIDE or isinstance(value, enum.Enum):
            continue
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, Prose):
                yield field.name, text.html
            elif isinstance(text, str):
                yield field.name, html.escape(text)


@pytest.fixture
def pages(client: Client, edition: Edition) -> list[str]:
    contents = [client.get(path).content.decode() for path in addresses(edition)]
    return [letters(re.sub(r"<head>.*?</head>", "", page, flags=re.DOTALL)) for page in contents]


def test_the_content_of_every_usable_note_stands_on_a_page(edition: Edition, pages: list[str]) -> None:
    """Every text of every record that was written from a note stands, whole, on some page."""
    resting = [it for it in statements(edition.catalogue) if not set(USABLE).isdisjoint(it.facts)]
    assert set(USABLE) <= {fact for statement in resting for fact in statement.facts}
    nowhere = [
        f"{type(statement).__name__} {getattr(statement, 'slug', '')}: {name}: {text[:60]}"
        for statement in resting
        for name, text in texts(statement)
        if not any(letters(text) in page for page in pages)
    ]
    assert nowhere == []
