"""What would bring a form in: the smallest change of a goal, tolerance or practical answer.

Never a safety answer. Nobody should be taught which illness to leave out, so an option
that raises a caution is neither added nor taken away, whatever question it stands in.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from content.catalogue import Action, Catalogue, Option, Question
from wizard.engine.effects import Effects, effects_of
from wizard.engine.matching import serves
from wizard.engine.outcomes import Outcome
from wizard.engine.walk import BadChoice, Progress, Step, check_choice, passing_over

LARGEST = 2
"""How many answers a suggested change may touch."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One answer given differently; `removed` or `added` may be empty, never both."""

    question: Question
    removed: tuple[Option, ...]
    added: tuple[Option, ...]


Change = tuple[Edit, ...]


def smallest_changes(
    catalogue: Catalogue, progress: Progress, outcome: Outcome
) -> Mapping[str, Change | None]:
    """For each form set aside, the smallest change that would bring it in, or `None`.

    Changes touching one answer are tried before those touching two; among equals the
    earlier question and option win, so the same answers always give the same hint.
    """
    aside = [match.compound.slug for match in outcome.matches if not match.is_shown]
    found: dict[str, Change | None] = dict.fromkeys(aside)
    edits = list(_edits(catalogue, progress))
    missing = _within_reach(catalogue, progress, edits).intersection(aside)
    for size in range(1, LARGEST + 1):
        for change in itertools.combinations(edits, size):
            if not missing:
                return found
            steps = _changed(catalogue, progress, change)
            if steps is None:
                continue
            effects = effects_of(steps)
            if _withholds(catalogue, effects):
                continue
            for slug in [slug for slug in missing if _is_shown(catalogue, effects, slug)]:
                found[slug] = change
                missing.discard(slug)
    return found


def _within_reach(catalogue: Catalogue, progress: Progress, edits: Iterable[Edit]) -> set[str]:
    """The forms some change could bring in at all, so that the search is not made in vain."""
    effects = effects_of(progress.steps)
    goals = {*effects.wanted, *(goal for edit in edits for option in edit.added for goal in option.wants)}
    barred = {
        slug
        for caution in map(catalogue.caution_of.__getitem__, effects.raised)
        if caution.action is Action.SET_ASIDE
        for slug in caution.compounds or catalogue.compound_of
    }
    return {
        slug
        for slug, claims in catalogue.claims_of.items()
        if slug not in barred and any(serves(claims.get(goal)) for goal in goals)
    }


def _withholds(catalogue: Catalogue, effects: Effects) -> bool:
    """Whether a caution that named forms without effect so far would now take every form away."""
    return any(
        _is_shown(catalogue, effects, slug)
        for caution in map(catalogue.caution_of.__getitem__, effects.raised)
        if caution.action is Action.WITHHOLD
        for slug in caution.compounds
    )


def _is_shown(catalogue: Catalogue, effects: Effects, slug: str) -> bool:
    """Whether goals and tolerances lead to a form; no caution bars those we ask about."""
    claims, traits = catalogue.claims_of[slug], catalogue.traits_of[slug]
    return any(serves(claims.get(goal)) for goal in effects.wanted) and not any(
        trait in traits for trait in effects.ruled_out
    )


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


def _changed(catalogue: Catalogue, progress: Progress, change: Iterable[Edit]) -> tuple[Step, ...] | None:
    """The steps with the change made, replayed; `None` when a question would not allow the answer.

    A question the change opens has no answer yet and no effect; one it closes is gone.
    """
    answers = progress.answers
    touched: set[str] = set()
    for edit in change:
        slug = edit.question.slug
        if slug in touched:
            return None
        touched.add(slug)
        codes = {*answers[slug]} - {option.code for option in edit.removed}
        codes |= {option.code for option in edit.added}
        try:
            check_choice(edit.question, codes)
        except BadChoice:
            return None
        answers = answers.with_answer(slug, codes)
    return passing_over(catalogue, answers).steps
