"""Every citation, and what rests on it."""

from __future__ import annotations

from content.catalogue import Catalogue, Reading
from content.pages.sources import sources_page
from tests import builders


def test_every_source_is_listed_once(starter: Catalogue) -> None:
    anchors = [entry.anchor for entry in sources_page(starter).entries]
    assert sorted(anchors) == sorted(source.slug for source in starter.sources)


def test_a_source_names_the_statements_that_rest_on_it() -> None:
    catalogue = builders.catalogue(
        compounds=[builders.compound("oxide", sources=["a"])],
        goals=[builders.goal("sleep")],
        claims=[builders.claim("oxide", "sleep", sources=["a"])],
        sources=[builders.source("a"), builders.source("b")],
    )
    first, second = sources_page(catalogue).entries
    assert [place.url for place in first.cited_by] == ["/forms/oxide/", "/forms/oxide/#for-sleep"]
    assert first.cited == "Cited by 2 statements"
    assert not second.cited_by


def test_a_source_that_was_not_read_is_marked_to_be_checked() -> None:
    catalogue = builders.catalogue(
        sources=[builders.source("read"), builders.source("recalled", reading=Reading.RECALLED)]
    )
    assert {entry.anchor: entry.needs_check for entry in sources_page(catalogue).entries} == {
        "read": False,
        "recalled": True,
    }
