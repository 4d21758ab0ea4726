"""How often one place may ask, and that nobody who shares an address with others notices."""

from __future__ import annotations

import time
import timeit
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from content import limits, views
from content.edition import Edition
from content.entrance import views as entrance
from content.limits import Limit, Rate
from wizard import views as guide

HERE = {"REMOTE_ADDR": "192.0.2.1"}
FEW = Rate(at_once=3, a_minute=60)


class Clock:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1_000.0
        monkeypatch.setattr(time, "monotonic", lambda: self.now)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def test_a_place_may_ask_so_often_and_then_has_to_wait(clock: Clock) -> None:
    limit = Limit(FEW)
    assert [limit.wait("here") for _ in range(5)] == [0, 0, 0, 1, 1]
    assert limit.wait("elsewhere") == 0


def test_there_is_room_again_with_time(clock: Clock) -> None:
    limit = Limit(FEW)
    for _ in range(3):
        limit.wait("here")
    clock.now += 1
    assert [limit.wait("here") for _ in range(2)] == [0, 1]
    clock.now += 3_000
    assert [limit.wait("here") for _ in range(4)] == [0, 0, 0, 1]


def test_the_wait_it_tells_is_long_enough(clock: Clock) -> None:
    limit = Limit(Rate(at_once=2, a_minute=7))
    seconds = max(limit.wait("here") for _ in range(20))
    clock.now += seconds
    assert limit.wait("here") == 0


def test_no_address_is_kept_and_the_key_changes_every_hour(clock: Clock) -> None:
    limit = Limit(FEW)
    limit.wait("192.0.2.1")
    before = list(limit._spent)
    assert b"192.0.2.1" not in b"".join(before)
    clock.now += limits.KEPT_FOR
    limit.wait("192.0.2.1")
    assert set(before).isdisjoint(limit._spent)


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_PLACES", 10)
    limit = Limit(FEW)
    for number in range(50):
        limit.wait(str(number))
    assert len(limit._spent) == 10


def test_counting_costs_microseconds() -> None:
    limit = Limit(limits.GUIDE)
    rounds = timeit.repeat(lambda: limit.wait("192.0.2.1"), timer=time.process_time, number=1_000, repeat=5)
    best = min(rounds) / 1_000
    assert best < 100e-6


# On the site ---------------------------------------------------------------------------------


@pytest.fixture
def few(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits are on, and three requests are too many for every one of them."""
    settings.RATE_LIMITS = True
    views_with_limits: tuple[Any, ...] = (guide.question, views.search, entrance.SignIn.dispatch)
    for view in views_with_limits:
        monkeypatch.setattr(view.limit, "_rate", FEW)
        view.limit._spent.clear()


@pytest.mark.usefixtures("few", "edition")
def test_answers_beyond_the_limit_are_told_when_to_come_back(client: Client) -> None:
    """No query is made for it: this test may not meet the database."""
    statuses = [client.post("/guide/1/", **HERE).status_code for _ in range(4)]  # type: ignore[arg-type]
    response = client.post("/guide/1/", **HERE)  # type: ignore[arg-type]
    assert 429 not in statuses[:3]
    assert statuses[3] == response.status_code == 429
    assert response.headers["Retry-After"] == "1"
    assert "no-store" in response.headers["Cache-Control"]
    page = response.content.decode()
    assert "Please wait 1 second" in page
    assert "Your answers so far are kept" in page
    assert client.post("/guide/1/", REMOTE_ADDR="198.51.100.7").status_code != 429


@pytest.mark.usefixtures("few", "edition")
def test_looking_and_the_side_panel_are_never_counted(client: Client) -> None:
    for _ in range(10):
        assert client.get("/guide/1/", **HERE).status_code == 200  # type: ignore[arg-type]
        assert client.post("/guide/1/running/", **HERE).status_code == 200  # type: ignore[arg-type]
        assert client.post("/guide/clear/", **HERE).status_code == 303  # type: ignore[arg-type]


@pytest.mark.usefixtures("few", "edition")
def test_searches_are_counted(client: Client) -> None:
    statuses = [client.get("/search/?q=sleep", **HERE).status_code for _ in range(4)]  # type: ignore[arg-type]
    assert statuses == [200, 200, 200, 429]


@pytest.mark.django_db
@pytest.mark.usefixtures("few")
def test_attempts_to_sign_in_are_counted_whatever_the_name(client: Client, edition: Edition) -> None:
    sent = [{"username": f"name-{number}", "password": "x"} for number in range(4)]
    statuses = [client.post("/admin/login/", one, **HERE).status_code for one in sent]  # type: ignore[arg-type]
    assert statuses == [200, 200, 200, 429]


def test_nothing_is_counted_where_limits_are_off(
    client: Client, edition: Edition, settings: Settings
) -> None:
    assert settings.RATE_LIMITS is False
    view_limit = views.search.limit  # type: ignore[attr-defined]
    view_limit._spent.clear()
    client.get("/search/?q=sleep")
    assert not view_limit._spent


@pytest.mark.parametrize(("rate", "at_once"), [(limits.GUIDE, 30 * 2 * 10), (limits.SEARCH, 30 * 10)])
def test_a_class_of_thirty_behind_one_address_meets_no_limit(rate: Rate, at_once: int) -> None:
    limit = Limit(rate)
    assert {limit.wait("school") for _ in range(at_once)} == {0}


def test_a_clinic_of_twenty_signs_in_at_eight() -> None:
    limit = Limit(limits.SIGN_IN)
    assert {limit.wait("clinic") for _ in range(20)} == {0}
