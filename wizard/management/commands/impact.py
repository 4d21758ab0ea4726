"""What a change of content does to visitors."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from content import documents
from content.catalogue import Catalogue, UnknownSchema
from content.models import Damaged, Release
from wizard.impact import compare
from wizard.impact_sentences import Sentences

WHERE = "a folder of YAML files, or the number of a release"


class Command(BaseCommand):
    help = (
        "Compare two contents over every combination of answers: how many change, "
        "what changes, and one example of each."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--before", required=True, help=WHERE)
        parser.add_argument("--after", required=True, help=WHERE)

    def handle(self, *args: Any, before: str, after: str, **options: Any) -> None:
        old, new = _catalogue(before), _catalogue(after)
        started = time.perf_counter()
        found = compare(old, new)
        seconds = time.perf_counter() - started
        say = Sentences(old, new)
        self.stdout.write(f"{say.summary(found)} Worked out in {seconds:.1f} s.")
        for group in found.groups:
            flag = "! " if group.is_flagged else "  "
            self.stdout.write(f"\n{flag}{group.walks:,}: {say.of_group(group)}")
            example = "; ".join(f"{question}: {chosen}" for question, chosen in say.of_example(group.example))
            self.stdout.write(f"    For example {example}")


def _catalogue(where: str) -> Catalogue:
    try:
        if where.isdecimal():
            return Release.objects.get(number=int(where)).catalogue()
        return documents.read(Path(where))
    except Release.DoesNotExist as error:
        raise CommandError(f"There is no release {where}.") from error
    except (documents.BadDocuments, Damaged, UnknownSchema) as error:
        raise CommandError(str(error)) from error
