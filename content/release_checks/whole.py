"""Whether the content holds together at all: references, doubles, missing cards."""

from __future__ import annotations

from collections.abc import Iterator

from content import integrity
from content.release_checks.problem import Check, Checker, Gravity, Problem
from content.release_checks.subject import Subject
from content.telling import Sentence

BROKEN = Check(
    slug="does-not-hold-together",
    gravity=Gravity.BLOCK,
    looks_for=Sentence(
        "References that lead nowhere, records and references that stand twice, missing cards."
    ),
    remedy=Sentence("Mend this first. Checks that follow references run once everything holds together."),
    can_be_allowed=False,
)


def find(subject: Subject) -> Iterator[Problem]:
    for problem in integrity.problems(subject.content):
        yield BROKEN.problem(problem.kind, problem.record, problem.field, problem.message)


CHECKER = Checker(checks=(BROKEN,), find=find)
