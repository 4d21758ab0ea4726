"""Who may change whose account."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from content import roles
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client: Client) -> User:
    administrator = f.member(roles.ADMINISTRATOR, username="administrator")
    client.force_login(administrator)
    return administrator


def _address(account: User) -> str:
    return reverse("admin:auth_user_change", args=[account.pk])


def _sent(account: User, *groups: str) -> dict[str, object]:
    chosen = [str(group.pk) for group in Group.objects.filter(name__in=groups)]
    return {"username": account.username, "is_active": "on", "is_staff": "on", "groups": chosen}


def test_an_administrator_gives_somebody_a_role(client: Client, administrator: User) -> None:
    somebody = f.UserFactory.create(is_staff=True)
    assert client.post(_address(somebody), _sent(somebody, roles.EDITOR)).status_code == 302
    assert [group.name for group in somebody.groups.all()] == [roles.EDITOR]


def test_nobody_changes_their_own_role(client: Client, administrator: User) -> None:
    sent = _sent(administrator, roles.CLINICAL_REVIEWER)
    assert client.post(_address(administrator), sent).status_code == 403
    assert [group.name for group in administrator.groups.all()] == [roles.ADMINISTRATOR]


def test_somebody_with_all_rights_is_changed_only_by_their_equals(
    client: Client, administrator: User
) -> None:
    owner = User.objects.create_superuser("owner")
    assert client.post(_address(owner), _sent(owner)).status_code == 403
    password = reverse("admin:auth_user_password_change", args=[owner.pk])
    assert client.get(password).status_code == 403


def test_nobody_gets_all_rights_on_this_screen(client: Client, administrator: User) -> None:
    somebody = f.UserFactory.create(is_staff=True)
    client.post(_address(somebody), _sent(somebody) | {"is_superuser": "on", "user_permissions": ["1"]})
    somebody.refresh_from_db()
    assert not somebody.is_superuser
    assert not somebody.user_permissions.exists()


def test_what_a_group_may_do_is_only_read(client: Client) -> None:
    client.force_login(User.objects.create_superuser("owner"))
    group = Group.objects.get(name=roles.EDITOR)
    assert client.get(reverse("admin:auth_group_change", args=[group.pk])).status_code == 200
    assert client.post(reverse("admin:auth_group_change", args=[group.pk]), {"name": "X"}).status_code == 403
    assert client.get(reverse("admin:auth_group_add")).status_code == 403
