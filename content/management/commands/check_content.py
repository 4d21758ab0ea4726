"""Say everything that is wrong with some content, gravest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from content import allowances, documents, publishing, release_checks, snapshot
from content.catalogue import Catalogue, UnknownSchema
from content.models import Allowance, Damaged
from content.release_checks import Check, Gravity, Problem

FEW = 10
"""How many places are named for each check that does not block; with --verbosity 2, all are."""

_HEADINGS = {
    Gravity.BLOCK: "These keep the content from being released",
    Gravity.WARN: "A reviewer should see these",
    Gravity.NOTE: "Good to know",
}


class Command(BaseCommand):
    help = (
        "Check what the editors' rows now say, what is live, or a folder of documents. "
        "Ends with 1 when something blocks a release. --verbosity 2 names every place."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--live", action="store_true", help="Check the release that is live.")
        which.add_argument(
            "--folder", type=Path, help="Check a folder as export_content writes it; needs no database."
        )

    def handle(self, *args: Any, live: bool, folder: Path | None, verbosity: int, **options: Any) -> None:
        problems = release_checks.run(_content(live=live, folder=folder), today=timezone.localdate())
        allowed = {} if folder else allowances.in_force()
        for gravity, found in groupby(problems, key=lambda problem: problem.gravity):
            self.stdout.write(self.style.MIGRATE_HEADING(f"{_HEADINGS[gravity]}:"))
            self._tell(found, allowed, everything=verbosity > 1 or gravity is Gravity.BLOCK)
        blocking = problems if folder else allowances.blocking(problems)
        count = sum(problem.gravity is Gravity.BLOCK for problem in blocking)
        if count:
            raise CommandError(f"{_counted(count)} must be mended before a release.")
        self.stdout.write(f"Nothing blocks a release. {_counted(len(problems))} in all.")

    def _tell(
        self, problems: Iterable[Problem], allowed: Mapping[str, Allowance], *, everything: bool
    ) -> None:
        by_check: dict[Check, list[Problem]] = {}
        for problem in problems:
            by_check.setdefault(problem.check, []).append(problem)
        for check, found in by_check.items():
            self.stdout.write(f"\n  {check.looks_for} ({len(found)})\n  What to do: {check.remedy}")
            shown = found if everything else found[:FEW]
            for problem in shown:
                self.stdout.write(f"    {problem}")
                if problem.fingerprint in allowed:
                    row = allowed[problem.fingerprint]
                    self.stdout.write(f"      Let pass by {row.by}: {row.reason}")
            if len(shown) < len(found):
                self.stdout.write(f"    … and {len(found) - len(shown)} more.")
        self.stdout.write("")


def _content(*, live: bool, folder: Path | None) -> Catalogue:
    try:
        if folder is not None:
            return documents.read(folder)
        if not live:
            return snapshot.freeze()
        publication = publishing.live_publication()
        if publication is None:
            raise CommandError("Nothing is live.")
        return publication.release.catalogue()
    except documents.BadDocuments as error:
        raise CommandError("These documents can't be read:\n" + "\n".join(error.problems)) from error
    except (snapshot.Unfinished, Damaged, UnknownSchema) as error:
        raise CommandError(str(error)) from error


def _counted(problems: int) -> str:
    return "1 problem" if problems == 1 else f"{problems} problems"
