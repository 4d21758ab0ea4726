"""Pages that others bring to the editing room."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import path

from content.admin import addresses
from content.admin_site import EditingRoom


def _page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("A page of somebody else.")


@pytest.fixture
def patterns(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The addresses of the admin, with one more."""
    monkeypatch.setattr(addresses, "_registered", [*addresses.registered()])
    addresses.register(path("elsewhere/", _page, name="elsewhere"))
    return EditingRoom().get_urls()


def test_a_registered_page_comes_before_the_address_that_matches_everything(patterns: list[Any]) -> None:
    assert any(getattr(pattern, "name", "") == "elsewhere" for pattern in patterns[:-1])


@pytest.mark.django_db
def test_a_registered_page_is_for_staff_only(patterns: list[Any]) -> None:
    (view,) = (pattern.callback for pattern in patterns if getattr(pattern, "name", "") == "elsewhere")
    request = RequestFactory().get("/admin/elsewhere/")
    request.user = User.objects.create_user("visitor")
    assert view(request).status_code == 302
    request.user = User.objects.create_user("editor", is_staff=True)
    assert view(request).content == b"A page of somebody else."


def test_a_page_registered_twice_is_served_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "_registered", [])
    pattern = path("elsewhere/", _page)
    addresses.register(pattern)
    addresses.register(pattern)
    assert addresses.registered() == (pattern,)


def test_an_address_nobody_brings_is_empty() -> None:
    assert addresses.where_there_is("nobody_brings_this") == ""
    assert addresses.where_there_is("index") == "/admin/"
