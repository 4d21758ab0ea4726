"""A problem or a difference leads to the screen where it can be mended."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from content import integrity, models, restore
from content.desk.places import Places
from tests.content.samples import everything

pytestmark = pytest.mark.django_db


def test_every_record_has_an_editing_screen(client: Client) -> None:
    restore.replace_all(everything())
    client.force_login(User.objects.create_superuser("administrator"))
    places = Places()
    for kind, record in integrity.records(everything()):
        address = places.address(kind, integrity.named(record))
        assert address.endswith("/change/")
        assert client.get(address).status_code == 200


def test_a_field_is_found_on_its_screen(client: Client) -> None:
    restore.replace_all(everything())
    client.force_login(User.objects.create_superuser("administrator"))
    for kind, record, field in [
        ("claims", "citrate for sleep", "effect"),
        ("questions", "goals", "options, sleep, label"),
        ("guidance", "ask_first, withheld", "body"),
        ("publisher", "", "who"),
    ]:
        page, _, anchor = Places().address(kind, record, field).partition("#")
        assert f'id="{anchor}"' in client.get(page).content.decode()


def test_a_problem_of_an_answer_leads_to_that_answer() -> None:
    restore.replace_all(everything())
    assert Places().address("questions", "goals", "options, sleep, label").endswith("#options-at-sleep")


def test_a_record_without_a_row_leads_to_the_list_of_its_kind() -> None:
    models.Source.objects.all().delete()
    assert Places().address("sources", "gone") == "/admin/content/source/"
