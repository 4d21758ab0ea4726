"""A room with a live release, one that was live, and people who look at them in a browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from content import review_sections
from tests.room import Room

Visit = Callable[[User | None], Client]


@pytest.fixture
def room() -> Room:
    """Release 1 was live, and release 2 is."""
    room = Room()
    room.demonstrate()
    room.bring_live("Citrate, as it is live")
    return room


@pytest.fixture
def visit() -> Visit:
    """The editing room as one person sees it; None is nobody in particular."""

    def visit(user: User | None) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user)
        return client

    return visit


@pytest.fixture(autouse=True)
def no_sections(monkeypatch: pytest.MonkeyPatch) -> None:
    """The parts that the wizard brings have tests of their own."""
    monkeypatch.setattr(review_sections, "_registered", {})
