"""Every view names the methods it answers; the list of addresses is the site's own."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from content.edition import Edition
from tests.addresses import Address, addresses

OTHERS = ("TRACE", "PUT", "PATCH", "DELETE", "PROPFIND", "NONSENSE")
PARTS = {
    "slug": "citrate",
    "number": 1,
    "token": "x",
    "object_id": 1,
    "id": 1,
    "pk": 1,
    "account": 1,
    "kind": "compounds",
    "record": "citrate",
    "app_label": "content",
    "content_type_id": 1,
}
"""What addresses ask for. One that asks for something else fails here until it is added."""

POSTED_TO = {"wizard:question", "wizard:running", "wizard:clear"}
"""The public addresses that take a post; of the admin, many do."""

EVERY = addresses()


def _is_admin(address: Address) -> bool:
    return address.name.startswith("admin:")


@pytest.fixture
def owner(db: None) -> Client:
    """Somebody who may open every screen."""
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create_superuser("owner"))
    return client


def test_the_list_is_the_whole_site() -> None:
    assert len(EVERY) > 150
    assert {"healthz", "content:home", "wizard:question", "admin:login"} <= {one.name for one in EVERY}


def test_no_address_answers_another_method(owner: Client, edition: Edition) -> None:
    """The screens of the admin take theirs from one place, so two methods are enough for them."""
    answered = {}
    for address in EVERY:
        for method in OTHERS[:2] if _is_admin(address) else OTHERS:
            response = owner.generic(method, address.filled(PARTS))
            if response.status_code != 405 or "Allow" not in response.headers:
                answered[address.name, method] = response.status_code
    assert answered == {}


@pytest.mark.parametrize("address", [one for one in EVERY if not _is_admin(one)], ids=lambda one: one.name)
def test_no_page_for_reading_takes_a_post(client: Client, edition: Edition, address: Address) -> None:
    takes = client.post(address.filled(PARTS)).status_code != 405
    assert takes == (address.name in POSTED_TO)


def test_no_address_is_there_in_another_language_alone() -> None:
    assert {one.route for one in addresses("wizard.localised_urls")} < {one.route for one in EVERY}


def test_a_preview_adds_two_addresses_of_its_own() -> None:
    """They name their methods beside their code; all others are those of the site."""
    assert {one.name for one in addresses("wizard.preview_urls")} - {one.name for one in EVERY} == {"", "try"}
