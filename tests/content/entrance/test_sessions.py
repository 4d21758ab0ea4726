from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from content.edition import Edition
from content.entrance import sessions
from tests.content.entrance.conftest import Clock, is_in

pytestmark = pytest.mark.django_db

MINUTE, HOUR = 60, 3600


@pytest.fixture
def inside(client: Client, clock: Clock, jo: User) -> Client:
    client.force_login(jo)
    return client


def test_half_an_hour_without_a_request_ends_a_session(inside: Client, clock: Clock) -> None:
    clock.pass_(29 * MINUTE)
    assert is_in(inside)
    clock.pass_(29 * MINUTE)
    assert is_in(inside)
    clock.pass_(31 * MINUTE)
    assert not is_in(inside)
    assert not Session.objects.exists()


def test_eight_hours_end_it_however_busy_somebody_is(inside: Client, clock: Clock) -> None:
    for _ in range(8 * 3 - 1):
        clock.pass_(20 * MINUTE)
        assert is_in(inside)
    clock.pass_(20 * MINUTE + 1)
    assert not is_in(inside)


def test_a_disabled_account_is_out_at_once_and_stays_out_when_it_is_enabled(inside: Client, jo: User) -> None:
    jo.is_active = False
    jo.save()
    jo.is_active = True
    jo.save()
    assert not is_in(inside)


def test_only_the_sessions_of_that_account_end(inside: Client, jo: User) -> None:
    sam = User.objects.create_user("sam", is_staff=True)
    other = Client()
    other.force_login(sam)
    sessions.end_all(sam)
    assert is_in(inside)
    assert not is_in(other)


def test_a_new_password_ends_the_sessions_opened_with_the_old_one(inside: Client, jo: User) -> None:
    jo.set_password("another walnut, further down")
    jo.save()
    assert not is_in(inside)


def test_a_session_of_before_this_was_watched_does_not_count(inside: Client) -> None:
    session = inside.session
    del session[sessions.SIGNED_IN_AT]
    session.save()
    assert not is_in(inside)


def test_a_preview_ends_with_the_session(inside: Client, clock: Clock) -> None:
    clock.pass_(31 * MINUTE)
    assert inside.get("/preview/draft/").status_code == 302


def test_being_seen_is_written_once_a_minute_at_most(
    inside: Client, clock: Clock, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    is_in(inside)
    before = inside.session[sessions.SEEN_AT]
    clock.pass_(59)
    is_in(inside)
    assert inside.session[sessions.SEEN_AT] == before
    clock.pass_(1)
    is_in(inside)
    assert inside.session[sessions.SEEN_AT] == before + 60


def test_public_pages_never_ask_whose_session_it_is(
    inside: Client, edition: Edition, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        assert inside.get("/").status_code == 200
