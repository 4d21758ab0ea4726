"""What the lists of the editing screens say of each row."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from content import holding, models
from tests.room import Room

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Room:
    return Room()


def _cells(client: Client, address: str, column: str) -> dict[str, str]:
    """Title of a row → what one of its columns says."""
    page = client.get(address).content.decode()
    rows = re.findall(r"<tr><td class=\"action-checkbox\">.*?</tr>", page, re.DOTALL)
    told = {}
    for row in rows:
        (title,) = re.findall(r"<th.*?><a .*?>(.*?)</a></th>", row)
        (cell,) = re.findall(rf"<td class=\"field-{column}[^\"]*\">(.*?)</td>", row)
        told[unescape(title)] = unescape(cell)
    return told


def test_a_list_says_which_rows_differ_from_what_is_live(room: Room, client: Client) -> None:
    room.demonstrate()
    client.force_login(room.editor)
    where = reverse("admin:content_compound_changelist")
    assert set(_cells(client, where, "since_live_column").values()) == {"-"}
    models.Compound.objects.filter(slug="citrate").update(name="Citrate, renamed")
    assert _cells(client, where, "since_live_column")["Citrate, renamed"] == "Changed"
    holding.hold(kind="compounds", record="citrate", by=room.editor, reason="Not ready.")
    assert _cells(client, where, "since_live_column")["Citrate, renamed"] == "Held back"


def test_yes_and_no_are_words(editing: Client, jo: User) -> None:
    models.Claim.objects.update(to_be_checked=False)
    claim = models.Claim.objects.all()[0]
    models.Claim.objects.filter(pk=claim.pk).update(to_be_checked=True)
    told = _cells(editing, reverse("admin:content_claim_changelist"), "to_be_checked")
    assert told.pop(str(claim)) == "Yes"
    assert set(told.values()) == {"No"}
    assert "icon-no" not in editing.get(reverse("admin:content_claim_changelist")).content.decode()


def test_yes_and_no_still_sort(editing: Client) -> None:
    heading = re.search(
        r"<th[^>]*column-to_be_checked.*?</th>",
        editing.get(reverse("admin:content_claim_changelist")).content.decode(),
        re.DOTALL,
    )
    assert heading
    assert "sortable" in heading[0]


def test_no_is_not_none_in_spanish(editing: Client) -> None:
    page = editing.get("/es" + reverse("admin:content_claim_changelist"))
    told = {
        unescape(cell)
        for cell in re.findall(r'<td class="field-to_be_checked">(.*?)</td>', page.content.decode())
    }
    assert told <= {"Sí", "No"}
    assert "Ninguna" not in page.content.decode()
