"""Which forms are still in the running while a visitor ticks boxes, before they submit."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from content.catalogue import Catalogue, Question
from wizard.engine.answers import Answers
from wizard.engine.cautioning import barred_by, counted_cautions
from wizard.engine.effects import effects_of
from wizard.engine.index import CompoundSet
from wizard.engine.matching import outcome
from wizard.engine.outcomes import Matches, Outcome
from wizard.engine.placing import led_to
from wizard.engine.standing import Group
from wizard.engine.walk import (
    BadChoice,
    NothingChosen,
    Progress,
    Step,
    check_choice,
    leaving_out,
    passing_over,
    replay,
)


@dataclass(frozen=True, slots=True)
class Running:
    """The outcome so far, and the forms this question's answer took out of it."""

    outcome: Outcome
    newly_out: Matches


def ticked(
    catalogue: Catalogue, answers: Answers, question: Question, codes: Collection[str]
) -> Progress | None:
    """The walk with these boxes ticked at a question, `None` while they are not an answer to it."""
    try:
        check_choice(question, codes)
    except NothingChosen:
        pass
    except BadChoice:
        return None
    return replay(catalogue, answers.with_answer(question.slug, codes))


def still_running(catalogue: Catalogue, progress: Progress, question: Question) -> Running | None:
    """What the side panel of a question may say of this walk, or `None` when it must stay silent.

    It is silent on safety questions, so that nobody learns which illness to leave out;
    when forms are withheld; and before a goal is chosen.
    """
    if question.safety:
        return None
    walk = passing_over(catalogue, progress)
    after = outcome(catalogue, walk)
    if after.withheld or after.level.is_urgent or not after.wanted:
        return None
    before = _in_the_running(catalogue, leaving_out(walk.steps, question))
    return Running(after, after.group(Group.SET_ASIDE).among(before))


def _in_the_running(catalogue: Catalogue, steps: Iterable[Step]) -> CompoundSet:
    """The forms these answers lead to. Before a goal is chosen every goal is still open."""
    effects = effects_of(steps)
    if not effects.wanted:
        effects = replace(effects, wanted=dict.fromkeys(catalogue.goal_of, ()))
    shown = led_to(catalogue, effects)
    return shown & ~barred_by(catalogue, counted_cautions(catalogue, effects, shown))
