from __future__ import annotations

import pytest
from django.test import Client

from content.edition import Edition

OF_SOMEBODY = ("session", "user", "_messages")


@pytest.mark.parametrize(
    "address",
    [
        *("/", "/forms/", "/guide/", "/guide/1/", "/search/?q=sleep", "/es/guide/1/"),
        *("/admins/", "/es/admins/", "/healthz"),
    ],
)
def test_a_page_for_visitors_knows_of_no_session_account_or_message(
    client: Client, edition: Edition, address: str
) -> None:
    request = client.get(address).wsgi_request
    assert [name for name in OF_SOMEBODY if hasattr(request, name)] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        *("/admin/login/", "/preview/draft/", "/review/nothing/"),
        *("/preview/draft/es/", "/es/admin/login/", "/es/review/nothing/"),
    ],
)
def test_the_editing_room_knows_who_asks(client: Client, edition: Edition, address: str) -> None:
    request = client.get(address).wsgi_request
    assert hasattr(request, "session")
    assert hasattr(request, "user")
