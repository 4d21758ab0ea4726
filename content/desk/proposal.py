"""What a Release made now would hold: the draft beside what is live."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from content import allowances, checked, diff, edits, holding, snapshot, standing
from content.desk import differences, found, held, names
from content.desk.places import Places
from content.desk.review import compared_with, contents
from content.release_checks import Problem


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposal:
    """The draft, less what is held back, as the page of a proposal shows it."""

    compared_with: str
    is_first: bool
    contents: tuple[str, ...]
    difference: differences.Difference
    findings: found.Findings
    held: tuple[held.HeldShown, ...]
    problems: tuple[Problem, ...]

    def problem(self, fingerprint: str) -> Problem | None:
        """The problem of this fingerprint, while the draft still has it."""
        return next((one for one in self.problems if one.fingerprint == fingerprint), None)


def proposal() -> Proposal:
    """Raises `snapshot.Unfinished`, and `Refused` when what is held back does not fit the rest."""
    live = standing.live_publication()
    before = live.release.catalogue() if live else None
    holds = list(holding.held())
    draft = holding.with_live_versions(snapshot.freeze(), live.release if live else None, holds)
    titles = names.Titles(before, draft)
    changes = diff.compare(before, draft)
    places = Places()
    today = timezone.localdate()
    problems = checked.problems(draft, today=today)
    return Proposal(
        compared_with=compared_with(live),
        is_first=before is None,
        contents=contents(draft),
        difference=differences.shown(changes, titles, authors=edits.authors(before, changes), places=places),
        findings=found.sort_out(
            problems,
            live=checked.problems(before, today=today) if before else (),
            passed={
                fingerprint: found.Passed(reason=row.reason, by=names.person(row.by))
                for fingerprint, row in allowances.in_force().items()
            },
            titles=titles,
            places=places,
        ),
        held=held.now(holds, titles),
        problems=problems,
    )
