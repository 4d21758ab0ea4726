"""Read all content from a folder of readable files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from content import documents, restore


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

    def handle(self, *args: Any, folder: Path, replace: bool, **options: Any) -> None:
        if not replace and not restore.is_empty():
            raise CommandError(
                "There is content already. Add --replace to delete it and put this in its place."
            )
        try:
            restore.replace_all(documents.read(folder))
        except documents.BadDocuments as error:
            raise CommandError("Nothing was imported:\n" + "\n".join(error.problems)) from error
        self.stdout.write(f"The content of {folder} was imported.")
