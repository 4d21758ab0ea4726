from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django import Settings

from config.urls import urlpatterns as site_addresses
from content import live
from content.http import PublicRequest
from content.middleware import without_edition
from tests import builders as b


def _page(request: PublicRequest) -> HttpResponse:
    before = request.edition
    with live.use(b.edition(b.catalogue(), number=2)):
        return HttpResponse(f"{before.number} {request.edition.number}")


@without_edition
def _health(request: HttpRequest) -> HttpResponse:
    return HttpResponse("alive")


urlpatterns = [path("page/", _page), path("health/", _health), *site_addresses]


@pytest.fixture(autouse=True)
def _these_urls(settings: Settings) -> Iterator[None]:
    settings.ROOT_URLCONF = __name__
    with live.use(None):
        yield


def test_a_page_is_made_from_one_edition_although_another_goes_live(client: Client) -> None:
    with live.use(b.edition(b.catalogue(), number=1)):
        assert client.get("/page/").content == b"1 1"


def test_without_an_edition_a_page_says_to_come_back(client: Client) -> None:
    response = client.get("/page/")
    assert response.status_code == 503
    assert response["Cache-Control"] == "no-store"
    assert response["Retry-After"]


def test_a_view_that_speaks_for_itself_answers_without_an_edition(client: Client) -> None:
    assert client.get("/health/").content == b"alive"
