"""Accounts for trying out the editing room, one for each part somebody can play."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Permission, User
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import QuerySet

NAMES = ("editor", "reviewer", "administrator")


class Command(BaseCommand):
    help = "Make the demonstration accounts that do not exist yet, and print their passwords once."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMONSTRATION_ALLOWED:
            raise CommandError("Demonstration accounts are never made in production. Use createsuperuser.")
        missing = missing_accounts()
        with transaction.atomic():
            passwords = {name: make_account(name) for name in missing}
        if passwords:
            self.stdout.write("Accounts for the editing room. These passwords are shown this once:")
        for name, password in passwords.items():
            self.stdout.write(f"  {name:<15}{password}")


def missing_accounts() -> list[str]:
    existing = set(User.objects.filter(username__in=NAMES).values_list("username", flat=True))
    return [name for name in NAMES if name not in existing]


def make_account(name: str) -> str:
    """Make one account, and return its password, which is kept nowhere else."""
    password = secrets.token_urlsafe(16)
    if name == "administrator":
        User.objects.create_superuser(name, password=password)
    else:
        user = User.objects.create_user(name, password=password, is_staff=True)
        user.user_permissions.set(permissions_of(name))
    return password


def permissions_of(name: str) -> QuerySet[Permission]:
    """An editor changes content; a reviewer reads it."""
    content = Permission.objects.filter(content_type__app_label="content")
    return content if name == "editor" else content.filter(codename__startswith="view_")
