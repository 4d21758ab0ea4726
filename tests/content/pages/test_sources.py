"""Every citation, and what rests on it."""

from __future__ import annotations

from content.catalogue import Catalogue, Reading
from content.pages.sources import SourceEntry, sources_page
from tests import builders


def entries(catalogue: Catalogue) -> list[SourceEntry]:
    return [entry for letter in sources_page(catalogue).letters for entry in letter.entries]


def test_every_source_is_listed_once(starter: Catalogue) -> None:
    anchors = [entry.anchor for entry in entries(starter)]
    assert sorted(anchors) == sorted(source.slug for source in starter.sources)


def test_a_source_names_the_statements_that_rest_on_it() -> None:
    catalogue = builders.catalogue(
        compounds=[builders.compound("oxide", sources=["a"])],
        goals=[builders.goal("sleep")],
        claims=[builders.claim("oxide", "sleep", sources=["a"])],
        sources=[builders.source("a"), builders.source("b")],
    )
    first, second = entries(catalogue)
    assert [place.url for place in first.cited_by] == ["/forms/oxide/", "/forms/oxide/#for-sleep"]
    assert first.cited == "Cited by 2 statements"
    assert not second.cited_by


def test_a_source_that_was_not_read_is_marked_to_be_checked() -> None:
    catalogue = builders.catalogue(
        sources=[builders.source("read"), builders.source("recalled", reading=Reading.RECALLED)]
    )
    assert {entry.anchor: entry.needs_check for entry in entries(catalogue)} == {
        "read": False,
        "recalled": True,
    }


def test_sources_stand_by_the_first_letter_of_their_publisher(starter: Catalogue) -> None:
    letters = sources_page(starter).letters
    assert [letter.letter for letter in letters] == sorted({letter.letter for letter in letters})
    for letter in letters:
        assert all(entry.publisher.upper().startswith(letter.letter) for entry in letter.entries)
