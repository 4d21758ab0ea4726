from __future__ import annotations

import threading
import time

import pytest
from django.db import OperationalError
from django.test import Client

from config import health
from content import live
from content.edition import Edition


def test_a_process_that_answers_is_healthy_although_nothing_was_published(client: Client) -> None:
    with live.use(None):
        response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_a_site_with_an_edition_and_a_database_is_ready(client: Client, edition: Edition) -> None:
    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {"release": edition.number, "database": "answers"}


@pytest.mark.django_db
def test_a_site_without_an_edition_is_not_ready(client: Client) -> None:
    with live.use(None):
        response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {"release": None, "database": "answers"}


def test_a_site_without_its_database_is_ready_and_says_so(
    client: Client, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "probe", health.DatabaseProbe(ask=refuse))

    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json()["database"] == "does not answer"


def test_a_database_that_hangs_is_asked_once_and_waited_for_briefly() -> None:
    asked: list[float] = []
    released = threading.Event()

    def hang() -> bool:
        asked.append(time.monotonic())
        return released.wait(30)

    probe = health.DatabaseProbe(ask=hang, patience=0.1)
    started = time.monotonic()
    answers = [probe.database_answers(), probe.database_answers()]
    took = time.monotonic() - started
    released.set()

    assert answers == [False, False]
    assert len(asked) == 1
    assert took < 5


def refuse() -> bool:
    raise OperationalError("connection refused")
