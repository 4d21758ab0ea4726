from __future__ import annotations

import json
import urllib.request

import pytest
from django.test import Client

from content import live
from content.edition import Edition
from tests.server import Server

TOLD = {"release": 1, "from": "database", "database": "answers", "refused": ""}


def test_a_process_that_answers_is_healthy_although_nothing_was_published(client: Client) -> None:
    with live.use(None):
        response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response.headers["Cache-Control"]


def test_the_real_server_is_ready(server: Server) -> None:
    with urllib.request.urlopen(f"{server.url}/readyz", timeout=60) as response:
        assert json.load(response) == TOLD


def test_a_site_without_an_edition_is_not_ready(client: Client) -> None:
    with live.use(None):
        response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["release"] is None


@pytest.mark.parametrize(
    ("answering", "words"), [(True, "answers"), (False, "does not answer")], ids=["there", "away"]
)
def test_a_site_is_ready_with_or_without_its_database_and_says_so(
    client: Client, edition: Edition, monkeypatch: pytest.MonkeyPatch, answering: bool, words: str
) -> None:
    monkeypatch.setattr(live, "answering", lambda: answering)

    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == TOLD | {"release": edition.number, "database": words}
