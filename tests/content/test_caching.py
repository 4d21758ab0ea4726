"""What browsers and shared caches are told about reading pages."""

from __future__ import annotations

import dataclasses

import pytest
from django.test import Client

from content import live
from content.caching import edition_etag
from content.edition import Edition

PAGE = "/forms/glycinate/"


@pytest.fixture
def visitor() -> Client:
    return Client(headers={"host": "localhost"})


def test_a_browser_asks_every_time_and_a_shared_cache_after_a_minute(
    visitor: Client, edition: Edition
) -> None:
    assert visitor.get(PAGE)["Cache-Control"] == "public, max-age=0, s-maxage=60, stale-if-error=86400"


def test_a_page_that_has_not_changed_is_not_made_again(visitor: Client, edition: Edition) -> None:
    etag = visitor.get(PAGE)["ETag"]
    again = visitor.get(PAGE, headers={"if-none-match": etag})
    assert again.status_code == 304
    assert again["ETag"] == etag
    assert "stale-if-error" in again["Cache-Control"]
    assert not again.content
    assert not again.templates


@pytest.mark.parametrize("change", [{"digest": "f" * 64}, {"publication": 2}])
def test_a_page_is_new_when_the_content_or_its_publication_is(
    visitor: Client, edition: Edition, change: dict[str, object]
) -> None:
    etag = visitor.get(PAGE)["ETag"]
    newer = dataclasses.replace(edition, **change)  # type: ignore[arg-type]
    with live.use(newer):
        response = visitor.get(PAGE, headers={"if-none-match": etag})
    assert response.status_code == 200
    assert response["ETag"] == edition_etag(newer) != etag


def test_a_page_that_is_not_there_is_not_kept(visitor: Client, edition: Edition) -> None:
    assert "ETag" not in visitor.get("/forms/unheard-of/")
