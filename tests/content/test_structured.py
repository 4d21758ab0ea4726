"""What search engines are told is what the page says."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import html5lib
import pytest
from django.test import Client

from content import live
from content.catalogue import Route
from content.edition import Edition, SignOff
from content.pages.sitemap import addresses
from tests import builders

XHTML = "{http://www.w3.org/1999/xhtml}"


def described(client: Client, path: str) -> dict[str, Any]:
    page = html5lib.parse(client.get(path).content)
    blocks = [block for block in page.iter(f"{XHTML}script") if block.get("type") == "application/ld+json"]
    assert len(blocks) == 1, path
    document: dict[str, Any] = json.loads(blocks[0].text or "")
    return document


def visible(client: Client, path: str) -> str:
    body = html5lib.parse(client.get(path).content).find(f"{XHTML}body")
    assert body is not None
    return " ".join(" ".join(body.itertext()).split())


def test_every_reading_page_says_what_it_is_and_where(client: Client, edition: Edition) -> None:
    for path in addresses(edition):
        document = described(client, path)
        assert document["@context"] == "https://schema.org"
        assert document["@type"] in {"MedicalWebPage", "WebPage"}
        assert document["url"] == f"http://testserver{path}"
        assert document["name"] in visible(client, path)
        assert document.get("description", "") in visible(client, path), path


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/forms/citrate/", "MedicalWebPage"),
        ("/goals/sleep/", "MedicalWebPage"),
        ("/safety/", "MedicalWebPage"),
        ("/privacy/", "WebPage"),
        ("/changes/", "WebPage"),
        ("/data/", "WebPage"),
    ],
)
def test_a_page_about_the_site_is_not_called_medical(
    client: Client, edition: Edition, path: str, kind: str
) -> None:
    assert described(client, path)["@type"] == kind


def test_only_swallowed_forms_are_dietary_supplements(client: Client, edition: Edition) -> None:
    for compound in edition.catalogue.compounds:
        about = described(client, f"/forms/{compound.slug}/").get("about")
        assert (about is not None) == (compound.route is Route.MOUTH)
        assert about is None or about["@type"] == "DietarySupplement"


def test_everything_that_is_told_of_a_form_stands_on_its_page(client: Client, edition: Edition) -> None:
    for compound in edition.catalogue.compounds:
        path = f"/forms/{compound.slug}/"
        document, page = described(client, path), visible(client, path)
        about = document.get("about", {"name": "", "description": "", "alternateName": []})
        told = [document["name"], document["description"], document["version"], *document["citation"]]
        for text in [*told, about["name"], about["description"], *about["alternateName"]]:
            assert text in page, (path, text)


def test_nobody_is_named_as_reviewer_before_somebody_reviewed_it(client: Client, edition: Edition) -> None:
    document = described(client, "/forms/citrate/")
    assert document["creativeWorkStatus"] == "Not yet reviewed by a clinician"
    assert not document.keys() & {"reviewedBy", "lastReviewed"}


def test_the_latest_reviewer_is_named(client: Client) -> None:
    approvals = tuple(
        SignOff(by=name, role="Pharmacist", statement="Read.", at=dt.datetime(2026, 1, day, tzinfo=dt.UTC))
        for name, day in (("First", 1), ("Second", 2))
    )
    with live.use(builders.edition(builders.catalogue(), approvals=approvals)):
        document = described(client, "/forms/")
    assert document["lastReviewed"] == "2026-01-02"
    assert document["reviewedBy"] == {"@type": "Person", "name": "Second", "jobTitle": "Pharmacist"}
    assert "creativeWorkStatus" not in document


def test_no_text_can_end_the_block(client: Client) -> None:
    hostile = "</script><script>alert(1)</script><!-- & \u2028 'x' \"y\""
    contents = builders.catalogue(compounds=[builders.compound("odd", name=hostile, summary=hostile)])
    with live.use(builders.edition(contents)):
        page = client.get("/forms/odd/").content.decode()
        assert described(client, "/forms/odd/")["name"] == hostile
    assert "<script>alert" not in page
