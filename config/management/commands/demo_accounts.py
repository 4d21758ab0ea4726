"""Accounts for trying out the editing room, one for each part somebody can play."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from content import roles

ROLES = {
    "editor": roles.EDITOR,
    "reviewer": roles.CLINICAL_REVIEWER,
    "publisher": roles.PUBLISHER,
    "administrator": roles.ADMINISTRATOR,
}
"""Account → the group it belongs to."""


class Command(BaseCommand):
    help = "Make the demonstration accounts that do not exist yet, and print their passwords once."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMONSTRATION_ALLOWED:
            raise CommandError("Demonstration accounts are never made in production. Use createsuperuser.")
        missing = missing_accounts()
        with transaction.atomic():
            passwords = {name: make_account(name) for name in missing}
            give_older_accounts_their_groups()
        if passwords:
            self.stdout.write("Accounts for the editing room. These passwords are shown this once:")
        for name, password in passwords.items():
            self.stdout.write(f"  {name:<15}{password}")


def missing_accounts() -> list[str]:
    existing = set(User.objects.filter(username__in=ROLES).values_list("username", flat=True))
    return [name for name in ROLES if name not in existing]


def make_account(name: str) -> str:
    """Make one account, and return its password, which is kept nowhere else.

    The administrator can do everything, except what four eyes have to do.
    """
    password = secrets.token_urlsafe(16)
    user = User.objects.create_user(
        name, password=password, is_staff=True, is_superuser=name == "administrator"
    )
    user.groups.set(Group.objects.filter(name=ROLES[name]))
    return password


def give_older_accounts_their_groups() -> None:
    """Accounts made before there were groups can then go on."""
    for user in User.objects.filter(username__in=ROLES, groups__isnull=True):
        user.groups.set(Group.objects.filter(name=ROLES[user.username]))
