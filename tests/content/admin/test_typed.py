"""What somebody typed outlasts a database without room, a session that ended, and a token that changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from content.edition import Edition
from content.models import Compound
from tests.content.admin.screens import address, as_shown

OUR_PAGE = {"Sec-Fetch-Site": "same-origin"}
SUMMARY = "What Jo wrote, with <b>brackets</b> & “quotes”."

HELD = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')


@pytest.fixture
def citrate(editing: Client, edition: Edition) -> Compound:
    return Compound.objects.get(slug="citrate")


@pytest.fixture
def opened(editing: Client, citrate: Compound) -> dict[str, Any]:
    """What Jo's browser sends after she typed another summary."""
    return as_shown(editing.get(address(citrate)).context) | {"summary": SUMMARY}


def held(response: Any) -> dict[str, list[str]]:
    """Each field that the page would send again, with its values."""
    fields: dict[str, list[str]] = {}
    for name, value in HELD.findall(response.content.decode()):
        if name != "csrfmiddlewaretoken":
            fields.setdefault(unescape(name), []).append(unescape(value))
    return fields


def sent(opened: dict[str, Any]) -> dict[str, list[str]]:
    return {
        name: [str(each) for each in value] if isinstance(value, list) else [str(value)]
        for name, value in opened.items()
    }


@contextmanager
def no_room() -> Iterator[None]:
    """A database that refuses to grow: a real refusal of each kind of database."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA page_count")
            pages = cursor.fetchone()[0]
            cursor.execute(f"PRAGMA max_page_count = {pages}")
        else:
            cursor.execute(
                "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RAISE EXCEPTION 'No space left on device' USING ERRCODE = '53100'; END $$"
            )
            cursor.execute(
                "CREATE TRIGGER no_room BEFORE UPDATE ON content_compound EXECUTE FUNCTION no_room()"
            )
    yield
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA max_page_count = 1073741823")
        else:
            cursor.execute("DROP FUNCTION no_room CASCADE")


@pytest.mark.usefixtures("emptied_afterwards")
def test_a_database_without_room_loses_nothing_that_was_typed(
    editing: Client, citrate: Compound, opened: dict[str, Any]
) -> None:
    long = opened | {"summary": SUMMARY * 200}
    with no_room():
        refused = editing.post(address(citrate), long, headers=OUR_PAGE)
        assert refused.status_code == 503
        assert "has no room left" in refused.content.decode()
        citrate.refresh_from_db()
        assert citrate.summary != long["summary"]
    assert held(refused) == sent(long)
    again = editing.post(address(citrate), held(refused), headers=OUR_PAGE)
    assert again.status_code == 302
    citrate.refresh_from_db()
    assert citrate.summary == long["summary"]


def test_whoever_was_signed_out_keeps_what_they_typed(
    editing: Client, citrate: Compound, opened: dict[str, Any], jo: Any
) -> None:
    editing.logout()
    refused = editing.post(address(citrate), opened, headers=OUR_PAGE)
    assert refused.status_code == 403
    assert "You have been signed out" in refused.content.decode()
    assert held(refused) == sent(opened)
    editing.force_login(jo)
    assert editing.post(address(citrate), held(refused), headers=OUR_PAGE).status_code == 302
    citrate.refresh_from_db()
    assert citrate.summary == SUMMARY


def test_a_token_that_changed_meanwhile_loses_nothing(
    jo: Any, editing: Client, citrate: Compound, opened: dict[str, Any]
) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(jo)
    refused = strict.post(address(citrate), opened, headers=OUR_PAGE)
    assert refused.status_code == 403
    assert held(refused) == sent(opened)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', refused.content.decode())
    assert token
    saved = strict.post(
        address(citrate), {**held(refused), "csrfmiddlewaretoken": token[1]}, headers=OUR_PAGE
    )
    assert saved.status_code == 302


@pytest.mark.parametrize(
    ("headers", "fields"),
    [
        ({}, {"summary": "x"}),
        ({"Sec-Fetch-Site": "cross-site"}, {"summary": "x"}),
        ({"Sec-Fetch-Site": "same-site"}, {"summary": "x"}),
        (OUR_PAGE | {"HX-Request": "true"}, {"summary": "x"}),
        (OUR_PAGE, {}),
        (OUR_PAGE, {"summary": "x", "password": "y"}),
        (OUR_PAGE, {"new_password1": "y"}),
        (OUR_PAGE, {"code": "123456"}),
    ],
    ids=[
        "unknown sender",
        "another site",
        "a neighbour",
        "a part of a page",
        "nothing",
        "a password",
        "a new one",
        "a code",
    ],
)
def test_what_is_secret_or_came_from_elsewhere_is_not_repeated(
    client: Client, citrate: Compound, edition: Edition, headers: dict[str, str], fields: dict[str, str]
) -> None:
    client.logout()
    refused = client.post(address(citrate), fields, headers=headers)
    assert refused.status_code == 302
    assert refused.headers["Location"].startswith("/admin/login/")
    strict = Client(enforce_csrf_checks=True).post(address(citrate), fields, headers=headers)
    assert strict.status_code == 403
    assert not held(strict)
