"""The operator's way to let somebody in: the first account, or the last one whose device is lost."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from content.entrance import devices, record, sessions
from content.models import Deed


class Command(BaseCommand):
    help = (
        "Print a code with which an account comes in once, with its password, to set up a second factor. "
        "It works for 24 hours."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("user", help="the name of the account")
        parser.add_argument(
            "--lost", action="store_true", help="forget its devices and recovery codes, and sign it out"
        )

    def handle(self, *args: Any, user: str, lost: bool, **options: Any) -> None:
        account = User.objects.filter(username=user, is_active=True).first()
        if account is None:
            raise CommandError(f"There is no active account called {user}.")
        record.note(
            Deed.CODE_ISSUED, by=None, about=f"{user}{', devices lost' if lost else ''}: on the server"
        )
        if lost:
            sessions.end_all(account)
        self.stdout.write(devices.issue(account, lost=lost))
