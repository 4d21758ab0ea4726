"""A verified copy of the database; `deploy/` has a timer that asks for one every night."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config import backups


class Command(BaseCommand):
    help = "Write a copy of the database, read it back, and compare what is live in it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder", nargs="?", type=Path, help="Where to (backups/ in the state directory)."
        )
        parser.add_argument(
            "--keep", type=int, metavar="N", help="Delete all but the newest N copies there afterwards."
        )

    def handle(self, *args: Any, folder: Path | None, keep: int | None, **options: Any) -> None:
        if keep is not None and keep < 1:
            raise CommandError("Keep at least one.")
        folder = folder or settings.STATE_DIRECTORY / "backups"
        copy, live = backups.back_up(folder)
        self.stdout.write(f"{copy} holds {live or 'no publication'}, read back and compared.")
        if live is not None and live.damaged:
            raise CommandError(
                f"The bytes of these releases are damaged in the database itself, and so in its copy: "
                f"{', '.join(map(str, live.damaged))}. Older copies were kept. Look for one that is whole "
                "with `manage.py restore --only-look FILE`."
            )
        if keep is not None:
            for old in backups.drop_oldest(folder, keep=keep):
                self.stdout.write(f"{old} was deleted.")
