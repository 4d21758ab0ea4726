"""Put a backup back. What is in the database now is copied first, if it can be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from config import backups
from config.databases import live_in
from config.management.commands.prepare import migrations_are_waiting
from config.refusing import Refused
from content.edition import PublicationKind
from content.models import Publication


class Command(BaseCommand):
    help = "Put a backup in the place of everything in the database."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("copy", type=Path, help="The backup.")
        parser.add_argument("--only-look", action="store_true", help="Check the backup and change nothing.")
        parser.add_argument(
            "--bring-back",
            action="store_true",
            help="Restore although a form was withdrawn since, which would then be public again.",
        )

    def handle(self, *args: Any, copy: Path, only_look: bool, bring_back: bool, **options: Any) -> None:
        held = backups.verify(copy)
        self.stdout.write(f"{copy.name} is whole and holds {held or 'no publication'}.")
        if held is not None and held.damaged:
            self.stdout.write(f"The bytes of these releases are damaged in it: {held.damaged}.")
            if held.release in held.damaged:
                raise CommandError("One of them is the live one, so nothing was restored.")
        if only_look:
            return
        if not bring_back:
            refuse_to_bring_back(since=held.publication if held is not None else 0)
        self.stdout.write(backups.keep_present(settings.STATE_DIRECTORY / "before-restoring"))
        backups.restore(copy)
        self.stdout.write(f"Restored. Live now: {live_in() or 'no publication'}.")
        if migrations_are_waiting():
            self.stdout.write("This backup is older than the code. Run `manage.py migrate` now.")


def refuse_to_bring_back(*, since: int) -> None:
    """A backup knows nothing of what was withdrawn after it was made."""
    later = Publication.objects.filter(number__gt=since, kind=PublicationKind.WITHDRAW)
    try:
        names = sorted(set(later.values_list("withdrawn", flat=True)))
    except DatabaseError:  # it can't be asked any more, which may be why somebody restores
        return
    if names:
        raise Refused(
            f"Withdrawn since this backup was made: {', '.join(names)}. Restoring would make that public "
            "again. Add --bring-back if you mean it, and withdraw it again at once."
        )
