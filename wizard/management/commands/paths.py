"""How many ways lead through the questions, and what they come to."""

import time
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from content import documents, live
from content.catalogue import Catalogue
from content.models import Publication
from wizard.engine.enumeration import enumerate_cases
from wizard.engine.matching import outcome
from wizard.engine.walk import replay


class Command(BaseCommand):
    help = "Count every way through the questions of the live release, or of a folder of content."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--folder", type=Path, help="a folder of YAML files instead of the live release")

    def handle(self, *args: Any, folder: Path | None = None, **options: Any) -> None:
        catalogue = _catalogue(folder)
        started = time.perf_counter()
        enumeration = enumerate_cases(catalogue)
        counted = time.perf_counter() - started
        started = time.perf_counter()
        levels: Counter[str] = Counter()
        for case in enumeration.cases:
            result = outcome(catalogue, replay(catalogue, case.example))
            levels["withheld" if result.withheld else result.level] += case.walks
        judged = time.perf_counter() - started
        self._line("combinations of answers", enumeration.combinations)
        for level, walks in levels.most_common():
            self._line(f"  {level}", walks)
        self._line("matching cases", enumeration.matching_cases)
        self._line("safety states", enumeration.safety_states)
        self._line("cases in all", len(enumeration.cases))
        self.stdout.write(f"counted in {counted:.2f} s, every case worked out in {judged:.2f} s")

    def _line(self, what: str, how_many: int) -> None:
        self.stdout.write(f"{what:<25}{how_many:>25,}")


def _catalogue(folder: Path | None) -> Catalogue:
    try:
        if folder is not None:
            return documents.read(folder)
        newest = Publication.objects.started().first()
        if newest is None:
            raise CommandError("No release is live. Name a folder with --folder.")
        return live.read(number=newest.number).catalogue
    except (documents.BadDocuments, live.Refusal) as error:
        raise CommandError(str(error)) from error
