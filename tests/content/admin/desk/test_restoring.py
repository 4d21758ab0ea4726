"""Putting records of the draft back as some Release has them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from content import edits, publishing
from content.models import Compound, Edit, Source
from tests.content.admin.desk.conftest import Visit
from tests.room import Room

pytestmark = pytest.mark.django_db

HOME = "/admin/content/release/restore/"
CITRATE = {"kind": "compounds", "record": "citrate", "release": "1"}


def test_a_release_is_chosen_first(room: Room, visit: Visit) -> None:
    page = visit(room.editor).get(HOME).content.decode()
    assert '<option value="2"' in page
    assert "Put it back" not in page


def test_one_record_is_compared_and_put_back(room: Room, visit: Visit) -> None:
    client = visit(room.editor)
    page = client.get(HOME, CITRATE).content.decode()
    assert "<del>" in page
    live = publishing.live_publication()
    response = client.post(HOME, CITRATE)
    assert response.headers["Location"] == f"{HOME}?release=1"
    assert Compound.objects.get(slug="citrate").name != "Citrate, as it is live"
    assert Edit.objects.order_by("-pk")[0].by == room.editor
    assert publishing.live_publication() == live


def test_a_record_that_was_deleted_comes_back(room: Room, visit: Visit) -> None:
    with edits.recorded(by=room.editor):
        Source.objects.get(slug="third-paper").delete()
    sent = {"kind": "sources", "record": "third-paper", "release": "2"}
    assert visit(room.editor).post(HOME, sent).status_code == 302
    assert Source.objects.filter(slug="third-paper").exists()


def test_everything_that_differs_can_be_looked_through(room: Room, visit: Visit) -> None:
    page = visit(room.editor).get(HOME, {"release": "1"}).content.decode()
    assert "Everything in which" not in page
    assert page.count("Put it back") == 1


def test_a_record_that_is_the_same_says_so(room: Room, visit: Visit) -> None:
    page = visit(room.editor).get(HOME, {**CITRATE, "release": "2"}).content.decode()
    assert "release 2 and the draft say the same about it" in page


@pytest.mark.parametrize("number", ["", "x", "99", "9" * 30])
def test_a_release_that_does_not_exist_is_no_error(room: Room, visit: Visit, number: str) -> None:
    client = visit(room.editor)
    assert client.get(HOME, {**CITRATE, "release": number}).status_code == 200
    assert client.post(HOME, {**CITRATE, "release": number}).status_code == 404


def test_only_those_who_edit_put_things_back(room: Room, visit: Visit) -> None:
    for person in (room.reviewer, room.publisher):
        assert visit(person).post(HOME, CITRATE).status_code == 403
    assert Compound.objects.get(slug="citrate").name == "Citrate, as it is live"


def test_what_others_still_name_is_not_taken_away(room: Room, visit: Visit) -> None:
    """The release lacks the source; a claim of the draft cites it."""
    with edits.recorded(by=room.editor):
        source = Source.objects.create(slug="new", title="New", publisher="N", reading="primary")
        Compound.objects.get(slug="citrate").sources.add(source)
    response = visit(room.editor).post(HOME, {"kind": "sources", "record": "new", "release": "2"})
    assert response.status_code == 422
    assert "This is still used by" in response.content.decode()
    assert reverse("admin:content_release_restore") == HOME
