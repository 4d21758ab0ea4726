"""Who may do what, as Django groups that every `migrate` makes and brings up to date.

A permission taken from one of these groups by hand comes back with the next migration:
what the roles mean is decided here. Groups of other names are left alone.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import connections
from django.db.models import Q

EDITOR = "Editor"
CLINICAL_REVIEWER = "Clinical reviewer"
PUBLISHER = "Publisher"
ADMINISTRATOR = "Administrator"

RECORD = ("release", "approval", "return", "publication", "cancellation", "edit", "allowance")
"""Models nobody changes by hand; everybody in the editing room may read them."""

SPECIAL = ("propose_release", "approve_release", "publish_release", "emergency_release", "withdraw_compound")

ENTRANCE = ("act", "device", "onetimecode")
"""Models that tell about people and not about content."""

_CONTENT = Q(content_type__app_label="content") & ~Q(content_type__model__in=ENTRANCE)
_READ = _CONTENT & Q(codename__startswith="view_")
_EDIT = _CONTENT & ~Q(content_type__model__in=RECORD) & ~Q(codename__in=SPECIAL)
_PUBLISH = Q(codename__in=["publish_release", "emergency_release", "withdraw_compound"])
_ACCOUNTS = Q(codename__in=["add_user", "change_user", "view_user", "view_group", "view_act"])

MAY: dict[str, Q] = {
    EDITOR: _READ | _EDIT | Q(codename="propose_release"),
    CLINICAL_REVIEWER: _READ | Q(codename__in=["approve_release", "withdraw_compound"]),
    PUBLISHER: _READ | _PUBLISH,
    ADMINISTRATOR: _READ | _EDIT | Q(codename="propose_release") | _PUBLISH | _ACCOUNTS,
}


def make_groups(*, using: str = "default", **options: Any) -> None:
    """Make the groups that are missing and give each exactly what its role may do."""
    tables = set(connections[using].introspection.table_names())
    if not {Group._meta.db_table, apps.get_model("content", "Edit")._meta.db_table} <= tables:
        return  # an earlier state of the database, before there were roles
    for label in ("content", "auth"):
        create_permissions(apps.get_app_config(label), verbosity=0, using=using)
    for name, may in MAY.items():
        group, _made = Group.objects.using(using).get_or_create(name=name)
        group.permissions.set(Permission.objects.using(using).filter(may))
