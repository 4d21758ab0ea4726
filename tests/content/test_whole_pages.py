"""Pages made once: whose they may be, and whose they may never become."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.test.signals import template_rendered
from pytest_django import Settings

from content import addresses, live
from content.edition import Edition
from tests.builders import edition as edition_of
from tests.wizard.guide import READY_FOR_RESULT, Visitor, guide


@pytest.fixture
def made() -> Iterator[list[str]]:
    """The names of the templates that are rendered from now on."""
    names: list[str] = []

    def note(sender: Any, template: Any, **others: Any) -> None:
        names.append(template.name)

    template_rendered.connect(note)
    yield names
    template_rendered.disconnect(note)


@pytest.fixture
def client() -> Client:
    return Client(headers={"host": "localhost", "accept-encoding": "gzip"})


@pytest.mark.parametrize(
    "address", ["/", "/forms/", "/forms/?goal=sleep&gut=", "/compare/?form=citrate&form=oxide"]
)
def test_a_page_is_made_once_and_answered_from_memory_afterwards(
    edition: Edition, client: Client, made: list[str], address: str
) -> None:
    first = client.get(address)
    made.clear()
    again = client.get(address)
    assert not made
    assert gzip.decompress(again.content) == gzip.decompress(first.content)
    for header in ("ETag", "Cache-Control", "Content-Type", "Vary"):
        assert again[header].removeprefix("W/") == first[header].removeprefix("W/"), header


def test_whoever_takes_no_gzip_gets_the_page_as_it_is(edition: Edition, client: Client) -> None:
    kept = [client.get("/food/") for _ in range(2)][1]
    plain = client.get("/food/", headers={"accept-encoding": "br"})
    assert kept["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain
    assert plain.content == gzip.decompress(kept.content)
    assert plain["Vary"] == "Accept-Encoding"


def test_another_edition_has_pages_of_its_own_even_when_it_is_called_the_same(client: Client) -> None:
    for content in (guide(), guide(compounds=[])):
        with live.use(edition_of(content)):
            pages = [client.get("/forms/glycinate/") for _ in range(2)]
        assert {page.status_code for page in pages} == {200 if content.compounds else 404}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"path": "/forms/"}, {"path": "/es/forms/"}),
        ({"path": "/forms/"}, {"path": "/forms/?goal=sleep"}),
        ({"path": "/forms/"}, {"path": "/forms/", "headers": {"host": "127.0.0.1"}}),
        ({"path": "/forms/"}, {"path": "/forms/", "secure": True}),
    ],
)
def test_what_a_page_is_made_from_tells_it_from_others(
    edition: Edition, client: Client, one: dict[str, Any], other: dict[str, Any]
) -> None:
    for asked in (one, other):
        client.get(**asked)
    first, second = (gzip.decompress(client.get(**asked).content) for asked in (one, other))
    assert first != second


TYPED = (
    "/calculator/?compound=citrate&amount=1234",
    "/forms/?goal=my-own-illness",
    "/forms/?my-own-illness=sleep",
    "/forms/?" + "&".join(["goal=sleep"] * 9),
    "/compare/?form=glycinate&form=my-own-illness",
    "/search/?q=my-own-illness",
)


@pytest.mark.parametrize("address", TYPED)
def test_what_somebody_typed_into_an_address_is_kept_nowhere(
    edition: Edition, client: Client, made: list[str], address: str
) -> None:
    client.get(address)
    made.clear()
    client.get(address)
    assert made
    assert len(addresses.pages_of(edition)) == 0


def test_no_page_of_somebody_in_the_guide_ends_up_in_anything_shared(client: Client) -> None:
    """A visitor walks to the end and reads on; what is kept then is what it was for a stranger."""
    with live.use(edition_of(guide())):
        stranger, visitor = client, Visitor(Client(headers={"host": "localhost"}))
        before = {address: stranger.get(address).content for address in ("/", "/forms/", "/goals/sleep/")}
        shelf = addresses.pages_of(live.edition())
        kept = len(shelf)
        for number, question in enumerate(("now", "goals", "digestion", "medicines"), 1):
            visitor.open(f"/guide/{number}/")
            visitor.answer(question, *READY_FOR_RESULT[question], number=number)
        assert visitor.open("/guide/result/").status_code == 200
        assert len(shelf) == kept, "no page of the guide is kept"
        for address, content in before.items():
            assert visitor.open(address).content == gzip.decompress(stranger.get(address).content)
            assert gzip.decompress(stranger.get(address).content) == gzip.decompress(content)


def test_a_page_that_sets_a_cookie_or_is_missing_is_made_anew(
    edition: Edition, client: Client, made: list[str]
) -> None:
    for _ in range(2):
        made.clear()
        assert client.get("/forms/unheard-of/").status_code == 404
        assert made


@pytest.mark.django_db
def test_a_preview_is_never_kept(edition: Edition, client: Client) -> None:
    client.force_login(User.objects.create_superuser("editor"))
    client.get("/preview/draft/forms/")
    assert len(addresses.pages_of(edition)) == 0


def test_whoever_works_on_templates_sees_every_change(
    edition: Edition, client: Client, made: list[str], settings: Settings
) -> None:
    settings.DEBUG = True
    client.get("/food/")
    made.clear()
    client.get("/food/")
    assert made
