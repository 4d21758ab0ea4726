"""Which answers are kept: when a new Release goes live in mid-walk, and when answers are saved.

`walk.replay` stops at the first open question, as a visitor does. The answers behind an
open question do not count yet, but they should not have to be given twice: somebody who
changes a goal is asked what is new, and finds the rest as they left it.
"""

from __future__ import annotations

from dataclasses import dataclass

from content.catalogue import Catalogue
from content.edition import Edition
from wizard.cookies import Carried, State
from wizard.engine.answers import Answers
from wizard.engine.walk import BadChoice, Progress, Step, check_choice, ends_the_walk, is_reached, replay
from wizard.notices import Notice


@dataclass(frozen=True, slots=True)
class Recalled:
    """Carried answers, as far as they still mean what the visitor meant by them.

    `notice` says what was lost on the way, if anything was.
    """

    answers: Answers
    progress: Progress
    notice: Notice | None


def recall(edition: Edition, carried: Carried) -> Recalled:
    """Where a visitor with these carried answers stands in this Edition."""
    answers, notice = _in_edition(edition, carried)
    return Recalled(answers, replay(edition.catalogue, answers), notice)


def _in_edition(edition: Edition, carried: Carried) -> tuple[Answers, Notice | None]:
    if carried.state.is_broken:
        return carried.answers, _NOTICE_OF[carried.state]
    changed = [slug for slug in carried.answers if not means_the_same(edition, slug, carried.release)]
    answers = carried.answers.without(changed)
    if not any(slug in edition.catalogue.question_of for slug in changed):
        return answers, None
    return answers, Notice.CHANGED if answers else Notice.ALL_CHANGED


_NOTICE_OF = {
    State.EXPIRED: Notice.EXPIRED,
    State.UNREADABLE: Notice.UNREADABLE,
    State.OVERSIZED: Notice.OVERSIZED,
}


def means_the_same(edition: Edition, question: str, release: int | None) -> bool:
    """Whether a question means now what it meant in an earlier Release.

    A Release that was never live here is unknown, and so is what its questions meant.
    """
    if release == edition.number:
        return True
    before = edition.meanings.get(release, {}) if release is not None else {}
    now = edition.meanings.get(edition.number, {})
    return question in before and before[question] == now.get(question)


def standing(catalogue: Catalogue, answers: Answers) -> Progress:
    """The walk these answers describe, passing over the questions still open.

    Answers to questions that are not reached are left out, and so are codes the
    Catalogue does not know.
    """
    steps: list[Step] = []
    keys: set[str] = set()
    for question in catalogue.questions:
        if not is_reached(question, keys):
            continue
        known = [code for code in answers.get(question.slug, ()) if question.option(code)]
        try:
            chosen = check_choice(question, known)
        except BadChoice:
            continue
        steps.append(Step(question, chosen))
        keys.update(f"{question.slug}/{option.code}" for option in chosen)
        if ends_the_walk(catalogue, chosen):
            return Progress(tuple(steps), None, urgent=True, total=None)
    return Progress(tuple(steps), None, urgent=False, total=None)
