"""The link with which somebody without an account reads a review page."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from content.desk import outside
from content.models import Release
from tests.room import Room

pytestmark = pytest.mark.django_db


@pytest.fixture
def release(room: Room) -> Release:
    return room.propose("Citrate, as proposed")


def _open(client: Client, token: str) -> tuple[int, str]:
    response = client.get(reverse("review_from_outside", args=[token]))
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert not response.cookies
    return response.status_code, response.content.decode()


def test_the_link_opens_the_review_page_and_says_who_sent_it(
    client: Client, room: Room, release: Release
) -> None:
    status, page = _open(client, outside.token(release=release, by=room.editor))
    assert status == 200
    assert "editor sent you this link" in page
    assert "Citrate, as proposed" in page


def test_nothing_can_be_done_there(client: Client, room: Room, release: Release) -> None:
    token = outside.token(release=release, by=room.editor)
    _, page = _open(client, token)
    assert "<form" not in page
    assert "<textarea" not in page
    assert "/admin/content/" not in page
    assert client.post(reverse("review_from_outside", args=[token])).status_code == 405


def test_the_link_ends_after_seven_days(
    client: Client, room: Room, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = outside.token(release=release, by=room.editor)
    later = timezone.now() + outside.LASTS + dt.timedelta(seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    status, page = _open(client, token)
    assert status == 410
    assert "This link worked until" in page
    assert "ask its sender for a new link" in page


def test_the_link_ends_with_the_account_of_its_sender(client: Client, room: Room, release: Release) -> None:
    token = outside.token(release=release, by=room.editor)
    room.editor.is_active = False
    room.editor.save()
    status, page = _open(client, token)
    assert status == 410
    assert "no longer works on this site" in page


@pytest.mark.parametrize("token", ["x", "a.b:c", "eyJyZWxlYXNlIjoxfQ:abc"])
def test_a_damaged_link_is_explained(client: Client, token: str) -> None:
    status, page = _open(client, token)
    assert status == 404
    assert "This link does not work" in page


def test_a_link_cut_short_is_damaged(client: Client, room: Room, release: Release) -> None:
    status, _ = _open(client, outside.token(release=release, by=room.editor)[:-3])
    assert status == 404
