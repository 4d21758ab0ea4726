from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import models

from content import roles
from content.models import KINDS, Elemental
from tests import factories as f

pytestmark = pytest.mark.django_db

ALL = (roles.EDITOR, roles.CLINICAL_REVIEWER, roles.PUBLISHER, roles.ADMINISTRATOR)

MAY = {
    "content.propose_release": {roles.EDITOR, roles.ADMINISTRATOR},
    "content.approve_release": {roles.CLINICAL_REVIEWER},
    "content.publish_release": {roles.PUBLISHER, roles.ADMINISTRATOR},
    "content.emergency_release": {roles.PUBLISHER, roles.ADMINISTRATOR},
    "content.withdraw_compound": {roles.CLINICAL_REVIEWER, roles.PUBLISHER, roles.ADMINISTRATOR},
    "content.add_hold": {roles.EDITOR, roles.ADMINISTRATOR},
    "auth.change_user": {roles.ADMINISTRATOR},
    "auth.delete_user": set(),
    "content.view_release": set(ALL),
    "content.view_edit": set(ALL),
}


@pytest.mark.parametrize("role", ALL)
def test_a_role_may_what_the_table_says(role: str) -> None:
    somebody = f.member(role)
    assert {right for right, roles_that_may in MAY.items() if role in roles_that_may} == {
        right for right in MAY if somebody.has_perm(right)
    }


def test_editors_change_every_kind_of_content_and_others_read_it() -> None:
    editor, reviewer = f.member(roles.EDITOR), f.member(roles.CLINICAL_REVIEWER)
    edited: list[type[models.Model]] = [*KINDS.values(), Elemental]
    for model in edited:
        name = model._meta.model_name
        for right in ("add", "change", "delete", "view"):
            assert editor.has_perm(f"content.{right}_{name}")
            assert reviewer.has_perm(f"content.{right}_{name}") is (right == "view")


@pytest.mark.parametrize("model", roles.RECORD)
def test_no_role_changes_the_record(model: str) -> None:
    rights = Permission.objects.filter(
        group__name__in=ALL,
        codename__in=[f"{verb}_{model}" for verb in ("add", "change", "delete")],
        content_type__app_label="content",
    )
    assert not rights.exists()


def test_every_migrate_gives_a_role_its_rights_again_and_leaves_other_groups_alone() -> None:
    own = Group.objects.create(name="Readers")
    Group.objects.get(name=roles.EDITOR).permissions.clear()
    call_command("migrate", verbosity=0)
    assert f.member(roles.EDITOR).has_perm("content.propose_release")
    assert not own.permissions.exists()
