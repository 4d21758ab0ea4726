"""Sign-ins and what editors do leave a trace that administrators see and nobody changes."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from content import roles
from content.models import Act, Deed, Source, Unchangeable
from tests import factories as f
from tests.content.entrance.conftest import PASSWORD, give_password
from tests.room import Room

pytestmark = pytest.mark.django_db


def _told() -> list[tuple[str, str | None, str]]:
    """The record, oldest first."""
    return [
        (act.what, act.by.get_username() if act.by else None, act.about)
        for act in Act.objects.order_by("pk").select_related("by")
    ]


def test_coming_failing_and_going_are_written_down(client: Client, jo: User) -> None:
    give_password(client, password="wrong")
    give_password(client, name="nobody", password="wrong")
    give_password(client)
    client.post(reverse("admin:logout"))
    assert _told() == [
        (Deed.FAILED, "jo", ""),
        (Deed.FAILED, None, ""),
        (Deed.SIGNED_IN, "jo", ""),
        (Deed.SIGNED_OUT, "jo", ""),
    ]


def test_what_somebody_sends_to_a_screen_is_written_down_when_it_did_something(
    client: Client, jo: User
) -> None:
    client.force_login(jo)
    address = reverse("admin:content_source_add")
    client.get(address)
    client.post(address, {"title": ""})
    assert _told() == []
    sent = {"slug": "a-study", "title": "A study", "publisher": "A journal", "reading": "primary"}
    assert client.post(address, sent).status_code == 302
    source = Source.objects.get()
    client.post(reverse("admin:content_source_delete", args=[source.pk]), {"post": "yes"})
    assert _told() == [
        (Deed.SENT, "jo", "content_source_add"),
        (Deed.SENT, "jo", f"content_source_delete {source.pk}"),
    ]


def test_taking_a_file_away_is_written_down(client: Client, jo: User) -> None:
    f.SourceFactory.create()
    client.force_login(jo)
    client.get(reverse("admin:content_source_export"), {"as": "csv"})
    assert _told() == [(Deed.TOOK, "jo", "content_source_export")]


def test_a_link_for_somebody_outside_is_written_down(client: Client) -> None:
    room = Room()
    room.demonstrate()
    release = room.propose("Another name")
    client.force_login(room.editor)
    client.post(reverse("admin:content_release_link", args=[release.pk]))
    assert _told() == [(Deed.SENT, "editor", f"content_release_link {release.pk}")]


def test_a_new_password_is_written_down(client: Client, jo: User) -> None:
    client.force_login(jo)
    new = "another walnut, further down"
    sent = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert client.post(reverse("admin:password_change"), sent).status_code == 302
    assert _told() == [(Deed.SENT, "jo", "password_change")]


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (roles.EDITOR, 403),
        (roles.CLINICAL_REVIEWER, 403),
        (roles.PUBLISHER, 403),
        (roles.ADMINISTRATOR, 200),
    ],
)
def test_administrators_read_it_and_nobody_else(client: Client, jo: User, role: str, status: int) -> None:
    give_password(client, password="wrong")
    client.force_login(f.member(role))
    assert client.get(reverse("admin:content_act_changelist")).status_code == status
    act = Act.objects.get()
    assert client.get(reverse("admin:content_act_change", args=[act.pk])).status_code == status


def test_nobody_changes_it_and_neither_does_the_database(client: Client, jo: User) -> None:
    give_password(client, password="wrong")
    act = Act.objects.get()
    for attempt in (act.save, act.delete, Act.objects.all().delete):
        with pytest.raises(Unchangeable):
            attempt()
    for statement in ("UPDATE content_act SET about = 'x'", "DELETE FROM content_act"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    client.force_login(User.objects.create_superuser("owner"))
    for screen in ("change", "delete"):
        address = reverse(f"admin:content_act_{screen}", args=[act.pk])
        assert client.post(address, {"post": "yes", "about": "x"}).status_code == 403
