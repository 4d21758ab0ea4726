"""Everything a site for trying out needs before it can serve; quick when nothing is left to do."""

from __future__ import annotations

import hashlib
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from content.models import Release


class Command(BaseCommand):
    help = "Migrate, collect the static files, load the starter content and make the demonstration accounts."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMONSTRATION_ALLOWED:
            raise CommandError(
                "In production, run migrate and collectstatic, then import content and publish a Release."
            )
        settings.STATE_DIRECTORY.mkdir(parents=True, exist_ok=True)
        if migrations_are_waiting():
            self.stdout.write("Preparing the database")
            call_command("migrate", verbosity=0, interactive=False)
        if not Release.objects.exists():
            call_command("load_starter", stdout=self.stdout)
        call_command("demo_accounts", stdout=self.stdout)
        if settings.COLLECTED:
            collect_static()


def migrations_are_waiting() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def collect_static() -> None:
    """Collect and compress the static files, unless these very files were collected before."""
    stamp = settings.STATE_DIRECTORY / "static-files"
    now = fingerprint_of_static_files()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == now:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(now, encoding="utf-8")


def fingerprint_of_static_files() -> str:
    """A digest of the name, size and time of every static file there is to collect."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            size, changed = storage.size(name), storage.get_modified_time(name)
            digest.update(f"{name} {size} {changed.isoformat()}\n".encode())
    return digest.hexdigest()
