"""Read all content from a folder of readable files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext_noop

from content import documents, edits, restore


class Command(BaseCommand):
    help = (
        "Read a folder of YAML files, as export_content writes it, into the editors' rows. "
        "Nothing goes live by this: propose and publish a release afterwards."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="The folder to read.")
        parser.add_argument(
            "--replace",
            action="store_true",
            help="Delete all content that is there, and put this in its place.",
        )
        parser.add_argument(
            "--by",
            metavar="USERNAME",
            required=True,
            help="Who imports this. They can't approve what it changes.",
        )

    def handle(self, *args: Any, folder: Path, replace: bool, by: str, **options: Any) -> None:
        user = User.objects.filter(username=by, is_active=True).first()
        if user is None:
            raise CommandError(f"There is no active account called “{by}”.")
        if not replace and not restore.is_empty():
            raise CommandError(
                "There is content already. Add --replace to delete it and put this in its place."
            )
        try:
            content = documents.read(folder)
            with edits.recorded(by=user, how=gettext_noop("Imported from a folder")):
                restore.replace_all(content)
        except documents.BadDocuments as error:
            raise CommandError("Nothing was imported:\n" + "\n".join(error.problems)) from error
        self.stdout.write(f"The content of {folder} was imported.")
