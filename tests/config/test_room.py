from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from config.room import OF_EDITORS
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


@pytest.mark.parametrize(
    ("address", "of_editors"),
    [
        *((address, True) for address in ("/admin/", "/review/a-token/", "/preview/draft/es/")),
        *((address, True) for address in ("/es/admin/login/", "/en-gb/admin/", "/es/review/a-token/")),
        *((address, False) for address in ("/", "/es/", "/admins/", "/forms/admin/", "/es/preview/draft/")),
    ],
)
def test_the_proxy_keeps_and_repeats_nothing_of_the_editing_room(address: str, *, of_editors: bool) -> None:
    proxy = (Path(settings.BASE_DIR) / "deploy" / "nginx.conf").read_text("utf-8")
    (location,) = re.findall(r"location ~ (\S+) \{[^}]*proxy_next_upstream off;", proxy)

    assert bool(OF_EDITORS.match(address)) == bool(re.match(location, address)) == of_editors
