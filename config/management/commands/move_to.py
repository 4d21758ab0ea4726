"""From SQLite to PostgreSQL in one step."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error, connection

from config import database_urls, moving
from config.databases import beside
from config.environment import BadEnvironment


class Command(BaseCommand):
    help = "Copy everything from SQLite to an empty PostgreSQL, and compare every row and what is live."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--database-url", required=True, help="postgres://user:password@host/name")

    def handle(self, *args: Any, database_url: str, **options: Any) -> None:
        if connection.vendor != "sqlite":
            raise CommandError("This site is not on SQLite. To copy PostgreSQL, use backup and restore.")
        try:
            parts = database_urls.parsed(database_url, statement_timeout=0)
        except BadEnvironment as error:
            raise CommandError(str(error)) from error
        try:
            with beside("target", **parts) as target:
                rows, live = moving.move(target=target)
        except Error as error:
            raise CommandError(f"Nothing was moved: {str(error).strip()}") from error
        self.stdout.write(f"{rows} rows were copied and compared. Live there: {live or 'no publication'}.")
        self.stdout.write("Now set DATABASE_URL to it and restart the site. Nothing changed here.")
