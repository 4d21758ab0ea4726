"""Which answers are kept when a new Release goes live in mid-walk."""

from __future__ import annotations

from dataclasses import dataclass

from content.edition import Edition
from wizard.cookies import Carried, State
from wizard.engine.answers import Answers
from wizard.engine.walk import Progress, replay
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
    if not changed:
        return carried.answers, None
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
