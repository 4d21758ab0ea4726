from __future__ import annotations

import pytest
from django.test import Client

from content import live
from content.edition import Edition


@pytest.mark.parametrize("address", ["/admin/", "/admin/login/", "/preview/draft/", "/review/a-token/"])
def test_editors_are_told_at_once_that_the_database_is_away(
    client: Client, edition: Edition, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    """No test here may use the database, so a page that asks it fails as well."""
    monkeypatch.setattr(live, "away", lambda: True)
    response = client.get(address)
    assert response.status_code == 503
    assert "The database does not answer" in response.content.decode()
    assert response.headers["Retry-After"] == "10"


def test_they_are_told_in_their_language(
    client: Client, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "away", lambda: True)
    response = client.get("/es/admin/")
    assert response.status_code == 503
    assert '<html lang="es">' in response.content.decode()


def test_visitors_are_served_meanwhile(
    client: Client, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "away", lambda: True)
    assert client.get("/forms/").status_code == 200
    assert client.get("/guide/1/").status_code == 200


def test_a_process_that_follows_nothing_does_not_call_its_database_away() -> None:
    assert not live.away()
