"""What a change of content does to visitors."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from content import documents, integrity, snapshot, standing
from content.catalogue import Catalogue, UnknownSchema
from content.models import Damaged, Release
from wizard.impact.comparing import compare
from wizard.impact.sentences import Sentences
from wizard.impact.side_by_side import TooDifferent

WHERE = "The number of a release, “live”, “draft”, or a folder of YAML files."


class Command(BaseCommand):
    help = (
        "Compare two contents over every combination of answers: how many change, "
        "what changes, and one example of each."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("before", help=WHERE)
        parser.add_argument("after", help=WHERE)

    def handle(self, *args: Any, before: str, after: str, **options: Any) -> None:
        old, new = _content(before), _content(after)
        started = time.perf_counter()
        try:
            found = compare(old, new)
        except TooDifferent as error:
            raise CommandError(str(error)) from error
        seconds = time.perf_counter() - started
        say = Sentences(old, new)
        self.stdout.write(f"{say.summary(found)} Worked out in {seconds:.1f} s.")
        for group in found.groups:
            flag = "! " if group.kind.is_flagged else "  "
            self.stdout.write(f"\n{flag}{group.combinations:,}: {say.of_group(group)}")
            example = "; ".join(f"{question}: {chosen}" for question, chosen in say.of_example(group.example))
            self.stdout.write(f"    For example {example}")


def _content(where: str) -> Catalogue:
    try:
        content = _read(where)
    except Release.DoesNotExist as error:
        raise CommandError(f"There is no release {where}.") from error
    except (documents.BadDocuments, Damaged, UnknownSchema, snapshot.Unfinished) as error:
        raise CommandError(str(error)) from error
    if problems := integrity.problems(content):
        raise CommandError("\n".join(str(problem) for problem in problems))
    return content


def _read(where: str) -> Catalogue:
    if where == "draft":
        return snapshot.freeze()
    if where == "live":
        publication = standing.live_publication()
        if publication is None:
            raise CommandError("Nothing is live yet.")
        return publication.release.catalogue()
    if where.isdecimal():
        return Release.objects.get(number=int(where)).catalogue()
    return documents.read(Path(where))
