"""Give a new installation the starter content, live as an unreviewed demonstration."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext_noop

from content import documents, edits, publishing, restore
from content.models import Release

STARTER = Path(__file__).resolve().parents[2] / "starter"


class Command(BaseCommand):
    help = "Load the starter content and publish it unreviewed, only if no release ever existed."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with transaction.atomic():
                self._load()
        except documents.BadDocuments as error:
            raise CommandError(
                "The starter content can't be loaded:\n" + "\n".join(error.problems)
            ) from error
        except publishing.Refused as error:
            raise CommandError(str(error)) from error

    def _load(self) -> None:
        if Release.objects.exists():
            self.stdout.write("There are releases already, so the starter content is left alone.")
            return
        if not restore.is_empty():
            raise CommandError(
                "There is content but no release. Propose a release, or empty the database first."
            )
        with edits.recorded(by=None, how=gettext_noop("Came with the software")):
            restore.replace_all(documents.read(STARTER))
        release = publishing.propose(note="The starter content, not yet reviewed by a clinician.", by=None)
        publishing.publish_demonstration(release=release)
        self.stdout.write(f"Release {release.number} is live as an unreviewed demonstration.")
