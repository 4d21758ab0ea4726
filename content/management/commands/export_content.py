"""Write all content into a folder of readable files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from content import documents, snapshot


class Command(BaseCommand):
    help = "Write what the editors' rows now say into a folder, as one YAML file per kind."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="The folder to write into; it is made when missing.")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            content = snapshot.freeze()
        except snapshot.Unfinished as error:
            raise CommandError(str(error)) from error
        documents.write(content, folder)
        self.stdout.write(f"The content stands in {folder}.")
