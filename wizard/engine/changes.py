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
from wizard.engine.index import CompoundSet, index_of
from wizard.engine.outcomes import Outcome
from wizard.engine.placing import led_to
from wizard.engine.standing import Group
from wizard.engine.walk import BadChoice, Progress, Step, check_choice, passing_over, replay

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
    aside = outcome.group(Group.SET_ASIDE)
    found: dict[str, Change | None] = dict.fromkeys(match.compound.slug for match in aside)
    edits = list(_edits(catalogue, progress))
    missing = aside.compounds & _within_reach(catalogue, progress, edits)
    for size in range(1, LARGEST + 1):
        for change in itertools.combinations(edits, size):
            if not missing:
                return found
            steps = _changed(catalogue, progress, change)
            if steps is None:
                continue
            effects = effects_of(steps)
            shown = led_to(catalogue, effects)
            if _withholds(catalogue, effects, shown):
                continue
            brought_in = missing & shown
            for compound in index_of(catalogue).by_name(brought_in):
                found[compound.slug] = change
            missing ^= brought_in
    return found


def _within_reach(catalogue: Catalogue, progress: Progress, edits: Iterable[Edit]) -> CompoundSet:
    """The forms some change could bring in at all, so that the search is not made in vain."""
    index = index_of(catalogue)
    effects = effects_of(progress.steps)
    goals = {*effects.wanted, *(goal for edit in edits for option in edit.added for goal in option.wants)}
    reached = index.chosen_for(goals)
    for caution in map(catalogue.caution_of.__getitem__, effects.raised):
        if caution.action is Action.SET_ASIDE:
            reached &= ~(index.set_of(caution.compounds) if caution.compounds else index.all)
    return reached


def _withholds(catalogue: Catalogue, effects: Effects, shown: CompoundSet) -> bool:
    """Whether a caution that named forms without effect so far would now take every form away."""
    named = (
        slug
        for caution in map(catalogue.caution_of.__getitem__, effects.raised)
        if caution.action is Action.WITHHOLD
        for slug in caution.compounds
    )
    return bool(shown & index_of(catalogue).set_of(named))


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
    return passing_over(catalogue, replay(catalogue, answers)).steps
