"""Pages that are no more, and pages that never were."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from content import live
from content.catalogue import Catalogue
from content.edition import Gone
from tests import builders

WENT = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("page", "title", "onwards"),
    [
        ("forms/orotate", "Magnesium orotate", "/forms/glycinate/"),
        ("goals/wealth", "Wealth", "/goals/sleep/"),
        ("learn/alchemy", "Alchemy", "/learn/"),
    ],
)
def test_a_page_of_an_earlier_release_says_when_it_went_and_points_on(
    client: Client, starter: Catalogue, page: str, title: str, onwards: str
) -> None:
    with live.use(builders.edition(starter, gone={page: Gone(title=title, at=WENT)})):
        response = client.get(f"/{page}/")
    text = response.content.decode()
    assert response.status_code == 410
    assert f"{title} was taken out of this guide on 2 March 2026." in text
    assert f'href="{onwards}' in text
    assert response["Cache-Control"] == "no-cache"


def test_a_withdrawn_form_says_why(client: Client, starter: Catalogue) -> None:
    gone = Gone(title="Magnesium orotate", at=WENT, withdrawn=True, reason="A new warning was published.")
    with live.use(builders.edition(starter, gone={"forms/orotate": gone})):
        response = client.get("/forms/orotate/")
    text = response.content.decode()
    assert response.status_code == 410
    assert "Magnesium orotate was withdrawn from this guide on 2 March 2026." in text
    assert "A new warning was published." in text


def test_a_comparison_with_a_form_that_went_says_so_and_shows_the_rest(
    client: Client, starter: Catalogue
) -> None:
    gone = Gone(title="Magnesium orotate", at=WENT, withdrawn=True, reason="A new warning was published.")
    with live.use(builders.edition(starter, gone={"forms/orotate": gone})):
        text = client.get("/compare/?form=orotate&form=oxide&form=citrate").content.decode()
    assert "Magnesium orotate was withdrawn from this guide on 2 March 2026." in text
    assert "Oxide and Citrate side by side" in text


@pytest.mark.parametrize("path", ["/forms/orotate/", "/goals/wealth/", "/learn/alchemy/"])
def test_a_page_that_never_was_says_something_else(client: Client, starter: Catalogue, path: str) -> None:
    with live.use(builders.edition(starter)):
        response = client.get(path)
    text = response.content.decode()
    assert response.status_code == 404
    assert "in this guide has this address" in text
    assert "taken out" not in text
    assert response["Cache-Control"] == "no-cache"
