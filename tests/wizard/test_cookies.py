"""The answers cookie: what it holds, what it refuses, and that it never fails a page."""

from __future__ import annotations

import time

import msgspec
import pytest
from cryptography.fernet import Fernet
from django.conf import settings as site
from django.http import HttpResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from tests.wizard.guide import NOTHING_URGENT, request_with
from wizard import cookies
from wizard.cookies import Carried, State
from wizard.engine.answers import NO_ANSWERS, Answers
from wizard.notices import Notice

CODES = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=20)
ANSWERS = st.dictionaries(CODES, st.lists(CODES, max_size=5), max_size=8).map(Answers)


def sealed(answers: Answers, *, release: int = 1, notice: Notice | None = None) -> str:
    response = HttpResponse()
    cookies.write(response, answers, release=release, notice=notice)
    return response.cookies[site.ANSWERS_COOKIE_NAME].value


def sealed_at(moment: float, data: bytes | None = None) -> str:
    """A cookie saved at another moment, or with other content."""
    content = data if data is not None else msgspec.json.encode([1, {"now": ["none"]}])
    return Fernet(site.ANSWERS_KEYS[0]).encrypt_at_time(content, int(moment)).decode()


@given(ANSWERS, st.integers(1, 10_000), st.none() | st.sampled_from(Notice))
def test_what_was_written_is_read_again(answers: Answers, release: int, notice: Notice | None) -> None:
    before = int(time.time())
    carried = cookies.read(request_with(sealed(answers, release=release, notice=notice)))
    assert carried == Carried(State.KEPT, answers, release, notice, carried.saved_at)
    assert before <= carried.saved_at <= time.time()


@given(st.text() | st.binary().map(lambda raw: raw.decode("latin-1")))
def test_no_cookie_value_ever_raises(value: str) -> None:
    carried = cookies.read(request_with(value))
    assert carried.state is (State.UNREADABLE if value else State.ABSENT)
    assert carried.answers == NO_ANSWERS


@given(st.binary(max_size=5000))
def test_no_cookie_header_ever_raises(raw: bytes) -> None:
    header = f"{site.ANSWERS_COOKIE_NAME}=".encode() + raw
    request = RequestFactory().get("/guide/1/", HTTP_COOKIE=header.decode("latin-1"))
    assert cookies.read(request).state is not State.KEPT


@given(st.binary(max_size=200))
def test_no_content_under_our_own_key_ever_raises(data: bytes) -> None:
    assert cookies.read(request_with(sealed_at(time.time(), data))).state in {State.KEPT, State.UNREADABLE}


@given(st.data())
def test_a_cookie_with_one_character_changed_is_unreadable(data: st.DataObject) -> None:
    value = sealed(NOTHING_URGENT)
    place = data.draw(st.integers(0, len(value.rstrip("=")) - 2))
    other = "A" if value[place] != "A" else "B"
    tampered = value[:place] + other + value[place + 1 :]
    assert cookies.read(request_with(tampered)).state is State.UNREADABLE


def test_the_answers_cannot_be_read_from_the_cookie() -> None:
    assert "chest" not in sealed(Answers({"now": ["chest"]}))


def test_the_cookie_is_out_of_reach_for_scripts_and_ends_with_the_browser() -> None:
    response = HttpResponse()
    cookies.write(response, NOTHING_URGENT, release=1)
    morsel = response.cookies[site.ANSWERS_COOKIE_NAME]
    assert morsel["httponly"] is True
    assert morsel["samesite"] == "Lax"
    assert morsel["path"] == "/"
    assert (morsel["max-age"], morsel["expires"], morsel["domain"]) == ("", "", "")


@pytest.mark.parametrize("secure", [True, False])
def test_the_cookie_is_secure_where_the_site_is(settings: Settings, secure: bool) -> None:
    settings.ANSWERS_COOKIE_SECURE = secure
    response = HttpResponse()
    cookies.write(response, NOTHING_URGENT, release=1)
    assert bool(response.cookies[site.ANSWERS_COOKIE_NAME]["secure"]) is secure


def test_a_host_cookie_is_taken_back_the_way_it_was_given(settings: Settings) -> None:
    """A browser ignores a `__Host-` cookie, even one that deletes, when it is not Secure."""
    settings.ANSWERS_COOKIE_NAME = "__Host-answers"
    response = HttpResponse()
    cookies.clear(response)
    morsel = response.cookies["__Host-answers"]
    assert morsel["secure"]
    assert morsel["path"] == "/"
    assert morsel["max-age"] == 0


def test_answers_count_for_two_hours_after_the_last_save() -> None:
    now = time.time()
    assert cookies.read(request_with(sealed_at(now - 7_190))).state is State.KEPT
    expired = cookies.read(request_with(sealed_at(now - 7_210)))
    assert expired == Carried(State.EXPIRED)


def test_a_cookie_from_the_future_is_unreadable_beyond_a_difference_of_clocks() -> None:
    now = time.time()
    assert cookies.read(request_with(sealed_at(now + 50))).state is State.KEPT
    assert cookies.read(request_with(sealed_at(now + 120))).state is State.UNREADABLE


def test_an_oversized_cookie_is_not_even_decrypted() -> None:
    assert cookies.read(request_with("A" * 3_801)) == Carried(State.OVERSIZED)


def test_more_answers_than_a_cookie_holds_are_refused_with_a_sentence() -> None:
    many = Answers({f"question-{number}": [f"answer-{number}"] for number in range(200)})
    with pytest.raises(cookies.TooMuchToKeep, match="Choose fewer answers"):
        cookies.write(HttpResponse(), many, release=1)


def test_the_longest_answers_and_notice_stay_below_the_size_that_is_read() -> None:
    answers = Answers({"q": ["x" * (cookies.MOST_ANSWERS - len('{"q":[""]}'))]})
    value = sealed(answers, release=999_999_999, notice=max(Notice, key=len))
    assert len(value) <= cookies.LONGEST
    assert cookies.read(request_with(value)).answers == answers


def test_a_key_can_be_replaced_without_losing_anybody(settings: Settings) -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.ANSWERS_KEYS = [old]
    value = sealed(NOTHING_URGENT)
    settings.ANSWERS_KEYS = [new, old]
    assert cookies.read(request_with(value)).answers == NOTHING_URGENT
    renewed = sealed(NOTHING_URGENT)
    settings.ANSWERS_KEYS = [new]
    assert cookies.read(request_with(renewed)).answers == NOTHING_URGENT
    assert cookies.read(request_with(value)).state is State.UNREADABLE
