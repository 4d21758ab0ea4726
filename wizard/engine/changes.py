"""What would bring a form in: the smallest change of a goal, tolerance or practical answer.

Never a safety answer. Nobody should be taught which illness to leave out, so an option
that raises a caution is neither added nor taken away, whatever question it stands in.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from content.catalogue import Catalogue, Option, Question
from wizard.engine.effects import effects_of
from wizard.engine.matching import Match, Outcome, act, counted_cautions, place
from wizard.engine.walk import BadChoice, Progress, Step, check_choice

LARGEST = 2
"""How many answers a suggested change may touch."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One answer given differently; `removed` or `added` may be empty, never both."""

    question: Question
    removed: tuple[Option, ...]
    added: tuple[Option, ...]


Change = tuple[Edit, ...]


def smallest_changes(catalogue: Catalogue, progress: Progress, outcome: Outcome) -> Mapping[str, Change | None]:
    """For each form set aside, the smallest change that would bring it in, or `None`.

    Changes touching one answer are tried before those touching two; among equals the
    earlier question and option win, so the same answers always give the same hint.
    """
    missing = {match.compound.slug for match in outcome.matches if not match.is_shown}
    found: dict[str, Change | None] = dict.fromkeys(sorted(missing))
    edits = list(_edits(catalogue, progress))
    for size in range(1, LARGEST + 1):
        for change in itertools.combinations(edits, size):
            if not missing:
                return found
            steps = _changed(progress, change)
            if steps is None:
                continue
            for slug in missing.intersection(_shown(catalogue, steps)):
                found[slug] = change
                missing.discard(slug)
    return found


def _edits(catalogue: Catalogue, progress: Progress) -> Iterator[Edit]:
    """Every change of one practical answer, leaving alone the options that raise cautions."""
    for step in progress.steps:
        if step.question.safety:
            continue
        free = [option for option in step.question.options if not option.raises]
        removable = [option for option in step.chosen if not option.raises]
        addable = [option for option in free if option not in step.chosen]
        yield from (Edit(step.question, (), (added,)) for added in addable)
        yield from (Edit(step.question, (removed,), (added,)) for added in addable for removed in removable)
        yield from (Edit(step.question, (removed,), ()) for removed in removable)


def _changed(progress: Progress, change: Iterable[Edit]) -> tuple[Step, ...] | None:
    """The steps with the change made; `None` when a question would not allow the answer."""
    steps = {step.question.slug: step for step in progress.steps}
    touched: set[str] = set()
    for edit in change:
        slug = edit.question.slug
        if slug in touched:
            return None
        touched.add(slug)
        codes = {option.code for option in steps[slug].chosen}
        codes -= {option.code for option in edit.removed}
        codes |= {option.code for option in edit.added}
        try:
            steps[slug] = Step(edit.question, check_choice(edit.question, codes))
        except BadChoice:
            return None
    return tuple(steps.values())


def _shown(catalogue: Catalogue, steps: tuple[Step, ...]) -> Iterator[str]:
    effects = effects_of(steps)
    placed = place(catalogue, effects)
    after: tuple[Match, ...] = act(placed, counted_cautions(catalogue, effects, placed))
    return (match.compound.slug for match in after if match.is_shown)
