"""Texts of editors and words of visitors stay texts, on every page, in every format."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from content import edits, integrity, live, publishing, restore
from content.catalogue import Catalogue
from content.edition import Edition
from content.models import KINDS, Compound, Release
from tests.addresses import addresses
from tests.config.test_methods import PARTS
from tests.content.payloads import CORPUS, SHORT, live_nodes, poisoned
from tests.content.samples import everything
from tests.room import Room

ALL = "\n\n".join(CORPUS)
REFUSED = ("[x](//", "[x](\\\\", "[x](/\\", "[x](java%0a", "![")
"""How those begin that can't even be proposed: links that leave the site unseen, and images."""

PROPOSED = "\n\n".join(payload for payload in CORPUS if not payload.startswith(REFUSED))


@pytest.fixture(scope="module")
def content() -> Catalogue:
    found = poisoned(everything(), ALL, ALL)
    assert not integrity.problems(found)
    return found


@pytest.fixture
def reading(edition: Edition, content: Catalogue) -> Iterator[Client]:
    """Somebody who reads a site on which every text is hostile."""
    with live.use(replace(edition, catalogue=content)):
        yield Client()


def _looked_at(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code < 500, path
    return response.content.decode() if response["Content-Type"].startswith("text/html") else ""


def test_the_payloads_would_be_found() -> None:
    """As they are, most of them are alive in a page; the others need Markdown or a template."""
    alive = [payload for payload in CORPUS if live_nodes(f"<p title='{payload}'>{payload}</p>")]
    assert len(alive) > 30


def test_no_public_page_holds_a_live_node(reading: Client) -> None:
    looked_at = {}
    for address in addresses():
        if not address.name.startswith(("content:", "wizard:")):
            continue
        for slug in ("citrate", "sleep", "what-it-is"):
            path = address.filled({**PARTS, "slug": slug})
            looked_at[path] = _looked_at(reading, path)
    pages = {path: page for path, page in looked_at.items() if page}
    assert len(pages) > 25
    assert {path: found for path, page in pages.items() if (found := live_nodes(page))} == {}
    assert "xss()" in pages["/forms/citrate/"]  # it is there, as text


def test_what_a_search_finds_stays_a_text(reading: Client) -> None:
    for words in ("xss", "script", "citrate", "sleep", "alert svg onload"):
        page = _looked_at(reading, f"/search/?q={words}")
        assert live_nodes(page) == []


def test_a_whole_walk_through_the_guide_holds_no_live_node(reading: Client, content: Catalogue) -> None:
    page = _looked_at(reading, "/guide/1/")
    for _ in range(20):
        assert live_nodes(page) == []
        found = re.search(r'name="question" value="([^"]+)"', page)
        if found is None:
            break
        question = next(one for one in content.questions if one.slug == found[1])
        fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
        sent = {**fields, "choice": question.options[-1].code}
        page = reading.post("/guide/1/", sent, follow=True).content.decode()
    else:
        pytest.fail("The walk does not end.")
    assert "xss()" in page


def test_structured_data_stays_data(reading: Client) -> None:
    found = 0
    for path in ("/", "/forms/citrate/", "/goals/sleep/", "/about/"):
        page = _looked_at(reading, path)
        for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL):
            json.loads(block)
            assert "<" not in block
            found += 1
    assert found


def test_the_feed_and_the_site_map_are_xml_whose_texts_are_texts(reading: Client) -> None:
    for path in ("/changes/feed/", "/sitemap.xml"):
        tree = ElementTree.fromstring(reading.get(path).content)  # noqa: S314  of our own
        assert not [node for node in tree.iter() if "xss" in node.tag or node.tag.endswith("script")]
        for node in tree.iter():
            if node.get("type") == "html":
                assert live_nodes(node.text or "") == []


def test_data_is_sent_as_data(reading: Client) -> None:
    for path in ("/data/catalogue.json", "/data/schema.json"):
        response = reading.get(path)
        assert response["Content-Type"].partition(";")[0] in {"application/json", "application/schema+json"}
        assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("payload", CORPUS)
def test_what_a_visitor_types_stays_a_text(client: Client, edition: Edition, payload: str) -> None:
    response = client.get("/search/", {"q": payload})
    assert response.status_code == 200
    assert live_nodes(response.content.decode()) == []


@pytest.mark.parametrize(
    ("path", "field"),
    [("/calculator/", "amount"), ("/compare/", "form"), ("/food/", "sort"), ("/forms/", "sort")],
)
def test_neither_does_what_stands_in_an_address(
    client: Client, edition: Edition, path: str, field: str
) -> None:
    for sent in ({field: ALL}, {field: list(CORPUS)}, dict.fromkeys(CORPUS, "x")):
        response = client.get(path, sent)
        assert response.status_code == 200
        assert live_nodes(response.content.decode()) == []


def test_nor_what_is_sent_to_the_guide(client: Client, edition: Edition) -> None:
    for payload in (ALL, SHORT):
        posted = client.post("/guide/1/", {"question": payload, "choice": payload, "release": payload})
        assert posted.status_code in {303, 422}
        assert live_nodes(posted.content.decode()) == []


# The editing room ----------------------------------------------------------------------------


@pytest.fixture
def editing(db: None) -> Client:
    """Somebody who may open every screen, over rows in which every text is hostile."""
    room = Room()
    room.demonstrate()
    with edits.recorded(by=room.editor):
        restore.replace_all(poisoned(everything(), SHORT, PROPOSED))
    room.propose()
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create_superuser("owner", first_name=SHORT[:30], last_name=SHORT[:30]))
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("payload", [payload for payload in CORPUS if payload.startswith(REFUSED)])
def test_a_link_that_leaves_the_site_unseen_can_not_be_proposed(payload: str) -> None:
    room = Room()
    with edits.recorded(by=room.editor):
        Compound.objects.filter(slug="citrate").update(about=payload)
    with pytest.raises(publishing.Refused, match=r"which is no page|there is an image"):
        room.propose()


def test_no_screen_of_the_editing_room_holds_a_live_node(editing: Client) -> None:
    paths = [
        "/admin/",
        "/admin/content/release/2/review/",
        "/admin/content/problems/",
        "/admin/content/edit/",
    ]
    for model in KINDS.values():
        screen = f"/admin/content/{model._meta.model_name}/"
        key = model._default_manager.values_list("pk", flat=True)[0]
        paths += [screen, f"{screen}{key}/change/", f"{screen}{key}/history/", f"{screen}{key}/delete/"]
    found = {}
    for path in paths:
        page = _looked_at(editing, path)
        assert page, path
        if nodes := live_nodes(page):
            found[path] = nodes
    assert found == {}


def test_no_page_of_a_preview_holds_a_live_node(editing: Client) -> None:
    found = {}
    for path in (
        "",
        "forms/",
        "forms/citrate/",
        "goals/sleep/",
        "safety/",
        "guide/",
        "guide/1/",
        "guide/try/",
        "changes/",
    ):
        page = _looked_at(editing, f"/preview/draft/{path}")
        assert page, path
        if nodes := live_nodes(page):
            found[path] = nodes
    assert found == {}


def test_neither_the_name_of_a_file_nor_its_cells_come_alive(editing: Client) -> None:
    lines = [f'"{SHORT}","{SHORT}"'.replace(SHORT, SHORT.replace('"', '""'))]
    for head in ("slug,title", SHORT.replace(",", "")):
        data = "\n".join([head, *lines]).encode()
        file = SimpleUploadedFile(f"{SHORT}.csv", data, "text/csv")
        page = editing.post("/admin/content/source/import/", {"file": file}).content.decode()
        assert "xss" in page
        assert live_nodes(page) == []


def test_the_page_for_a_reviewer_outside_holds_no_live_node(editing: Client) -> None:
    release = Release.objects.latest("number")
    told = editing.post(f"/admin/content/release/{release.pk}/review/link/").content.decode()
    found = re.search(r"/review/[^/\s\"<]+/", told)
    assert found
    page = _looked_at(Client(), found[0])
    assert "xss" in page
    assert live_nodes(page) == []


@pytest.mark.django_db
def test_the_preview_of_markdown_holds_no_live_node(client: Client) -> None:
    client.force_login(User.objects.create_superuser("owner"))
    for payload in CORPUS:
        response = client.post("/admin/content/markdown/", {"_preview": "body", "body": payload})
        assert response.status_code == 200
        assert live_nodes(response.content.decode()) == []
