"""Which forms are still in the running while a visitor ticks boxes, before they submit."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from content.catalogue import Catalogue, Question
from wizard.engine.answers import Answers
from wizard.engine.cautioning import barred_by, counted_cautions
from wizard.engine.effects import effects_of
from wizard.engine.index import CompoundSet
from wizard.engine.matching import outcome
from wizard.engine.outcomes import Group, Matches, Outcome
from wizard.engine.placing import led_to
from wizard.engine.walk import BadChoice, NothingChosen, Progress, check_choice, passing_over


@dataclass(frozen=True, slots=True)
class Running:
    """The outcome so far, and the forms this question's answer took out of it."""

    outcome: Outcome
    newly_out: Matches


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
    after = outcome(catalogue, passing_over(catalogue, answers.with_answer(question.slug, codes)))
    if after.withheld or after.level.is_urgent or not after.wanted:
        return None
    before = _in_the_running(catalogue, passing_over(catalogue, answers.without([question.slug])))
    return Running(after, after.group(Group.SET_ASIDE).among(before))


def _in_the_running(catalogue: Catalogue, progress: Progress) -> CompoundSet:
    """The forms these answers lead to. Before a goal is chosen every goal is still open."""
    effects = effects_of(progress.steps)
    if not effects.wanted:
        effects = replace(effects, wanted={goal.slug: () for goal in catalogue.goals})
    shown = led_to(catalogue, effects)
    return shown & ~barred_by(catalogue, counted_cautions(catalogue, effects, shown))
