"""Writes `docs/release-checks.md`: every release check with an example that fails and one that passes.

The examples are those the tests hold each check to, so the list can't say what is not so.
After a check was added or changed: `python -m tests.release_checks_document`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol

from content import diff, release_checks
from content.catalogue import Catalogue
from content.diff import FieldChange, Sign
from content.release_checks import Check, Checker, Gravity, Subject
from tests.content.release_checks import examples
from tests.wizard import release_check_examples
from wizard.release_checks import CHECKER

PATH = Path(__file__).resolve().parent.parent / "docs" / "release-checks.md"

INTRODUCTION = """\
# What is checked before a release

Every check looks at the whole content and tells everything it finds at once, each with its place
and what to do. The checks run in the editing room, when a release is proposed and again when it is
published, and by `manage.py check_content`.

Examples are small: they hold only what the check is about. What passes is told by how it differs
from what fails.
"""

HEADINGS = {
    Gravity.BLOCK: "What keeps content from being released",
    Gravity.WARN: "What a reviewer should see",
    Gravity.NOTE: "What is good to know",
}

LONG = 120
"""Characters of a text that an example quotes."""

NAMES = {"code", "label", "short"}
"""What an answer is called, which says little about what it does."""


class Example(Protocol):
    @property
    def bad(self) -> Catalogue: ...

    @property
    def good(self) -> Catalogue: ...


EXAMPLES: Mapping[str, Example] = {**examples.EXAMPLES, **release_check_examples.EXAMPLES}


def document() -> str:
    """The whole list, gravest first, in the order in which the checks run."""
    release_checks.register(CHECKER)
    checks = [(checker, check) for checker in release_checks.checkers() for check in checker.checks]
    parts = [INTRODUCTION]
    for gravity, heading in HEADINGS.items():
        parts.append(f"## {heading}\n")
        parts += [_told(checker, check) for checker, check in checks if check.gravity is gravity]
    return "\n".join(parts)


def _told(checker: Checker, check: Check) -> str:
    example = EXAMPLES[check.slug]
    return "\n".join(
        [
            f"### {check.looks_for.rstrip('.')}\n",
            f"`{check.slug}`. {check.remedy}{_allowance(check)}\n",
            f"- Fails: {_fails(checker, check, example)}",
            f"- Passes with {'; '.join(_differs(example))}.\n",
        ]
    )


def _allowance(check: Check) -> str:
    if check.gravity is not Gravity.BLOCK:
        return ""
    if check.can_be_allowed:
        return " Somebody may let it pass with a reason, which the reviewer sees."
    return " Nobody can let it pass."


def _fails(checker: Checker, check: Check, example: Example) -> str:
    """What the check finds, and no longer finds where it is done well."""
    bad, good = (
        [problem for problem in checker.find(Subject(side, examples.TODAY)) if problem.check is check]
        for side in (example.bad, example.good)
    )
    found = next(problem for problem in bad if problem not in good)
    place = ", ".join(part for part in (found.kind, found.record, found.field) if part)
    return f"{place}: {_short(found.message)}"


def _differs(example: Example) -> Iterator[str]:
    for record in diff.compare(example.bad, example.good).records:
        place = ", ".join(part for part in (record.kind, record.name) if part)
        if record.sign is Sign.CHANGED:
            telling = [field for field in record.fields if field.path[-1] not in NAMES] or record.fields
            yield from (f"{place}, {field.place}: {_change(field)}" for field in telling)
        else:
            yield f"{place}: {'there' if record.sign is Sign.ADDED else 'not there'}"


def _change(field: FieldChange) -> str:
    before, after = _quoted(field, but=Sign.ADDED), _quoted(field, but=Sign.REMOVED)
    return f"{after} instead of {before}"


def _quoted(field: FieldChange, *, but: Sign) -> str:
    joint = ", " if field.in_entries else ""
    words = joint.join(run.text for run in field.runs if run.sign is not but).strip()
    return f"“{_short(words)}”" if words else "nothing"


def _short(words: str) -> str:
    return words if len(words) <= LONG else f"{words[:LONG].rsplit(' ', 1)[0]} …"


if __name__ == "__main__":
    PATH.write_text(document(), encoding="utf-8")
