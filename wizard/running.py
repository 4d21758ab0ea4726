"""Which forms are still in the running while a visitor ticks boxes, before they submit."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from content.catalogue import Catalogue, Compound, Question
from wizard.engine.answers import Answers
from wizard.engine.effects import effects_of
from wizard.engine.matching import act, chosen_for, counted_cautions, outcome, place
from wizard.engine.outcomes import Group, Match, Outcome
from wizard.engine.walk import BadChoice, NothingChosen, Progress, check_choice, passing_over


@dataclass(frozen=True, slots=True)
class Running:
    """The outcome so far, and the forms this question's answer took out of it."""

    outcome: Outcome
    newly_out: tuple[Match, ...]


def still_running(
    catalogue: Catalogue, answers: Answers, question: Question, codes: Collection[str]
) -> Running | None:
    """What the side panel of a question may say, or `None` when it must stay silent.

    It is silent on safety questions, so that nobody learns which illness to leave out;
    when forms are withheld; before a goal is chosen; and while the boxes ticked are not
    an answer.
    """
    if question.safety:
        return None
    try:
        check_choice(question, codes)
    except NothingChosen:
        pass
    except BadChoice:
        return None
    before = _in_the_running(catalogue, passing_over(catalogue, answers.without([question.slug])))
    progress = passing_over(catalogue, answers.with_answer(question.slug, codes))
    candidates = chosen_for(catalogue, effects_of(progress.steps).wanted)
    told = {compound.slug: compound for compound in (*before, *candidates)}
    after = outcome(catalogue, progress, among=told.values())
    if after.withheld or after.level.is_urgent or not after.wanted:
        return None
    in_it = {compound.slug for compound in before}
    newly_out = tuple(match for match in after.matches if match.compound.slug in in_it and not match.is_shown)
    return Running(after, newly_out)


def _in_the_running(catalogue: Catalogue, progress: Progress) -> tuple[Compound, ...]:
    """The forms these answers lead to. Before a goal is chosen every goal is still open."""
    effects = effects_of(progress.steps)
    if not effects.wanted:
        effects = replace(effects, wanted={goal.slug: () for goal in catalogue.goals})
    placed = place(catalogue, effects, chosen_for(catalogue, effects.wanted))
    groups = act(placed, counted_cautions(catalogue, effects, placed))
    return tuple(
        it.compound for it, group in zip(placed, groups, strict=True) if group is not Group.SET_ASIDE
    )
