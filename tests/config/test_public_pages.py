"""What the middleware may not do to a page that anybody can read."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from content.edition import Edition

PAGES = ("/", "/guide/", "/forms/", "/forms/citrate/", "/safety/", "/privacy/", "/nothing-is-here/")


@pytest.mark.parametrize("address", PAGES)
def test_a_reader_gets_no_cookie_and_a_page_that_depends_on_none(
    edition: Edition, client: Client, address: str
) -> None:
    response = client.get(address)

    assert not response.cookies
    assert "cookie" not in response.headers.get("Vary", "").lower()


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_a_page_costs_no_query_even_for_an_editor(
    edition: Edition,
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    address: str,
) -> None:
    client.force_login(User.objects.create_user("editor", is_staff=True))

    with django_assert_num_queries(0):
        client.get(address)
