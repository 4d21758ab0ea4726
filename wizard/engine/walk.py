"""Which question comes next: a pure replay of the answers over the Catalogue.

Every request replays from the first question. An answer to a question that is not
reached simply does not count, and neither does a code the Catalogue does not know; so
a changed answer or a new Release never leaves a visitor in a place that does not exist.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import msgspec

from content.catalogue import Catalogue, Kind, Option, Question
from content.telling import TellingError
from wizard.engine.answers import Answers


class BadChoice(TellingError):
    """A choice a question does not allow; the message tells the visitor what to do."""


class NothingChosen(BadChoice):
    pass


class TooManyChosen(BadChoice):
    pass


class ExclusiveChosenWithOthers(BadChoice):
    pass


class UnknownCode(BadChoice):
    pass


class Step(msgspec.Struct, frozen=True):
    """A reached question with its answer, options in the question's own order."""

    question: Question
    chosen: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a visitor is.

    `current` is the first unanswered question, `None` once the walk has ended. `later` are
    the answers behind it: they do not count yet, but nobody should have to give them twice.
    `urgent` says that an answer ended the walk early. `total` is how many questions this
    visitor will meet, `None` while an answer still to come could change it.
    """

    steps: tuple[Step, ...]
    current: Question | None
    urgent: bool
    total: int | None
    later: tuple[Step, ...] = ()

    @property
    def finished(self) -> bool:
        return self.current is None

    @property
    def path(self) -> tuple[Question, ...]:
        """The questions a visitor may open: those answered and the next one."""
        answered = tuple(step.question for step in self.steps)
        return answered if self.current is None else (*answered, self.current)

    @property
    def answers(self) -> Answers:
        """The answers that count; all others are dropped when the answers are next saved."""
        return Answers({step.question.slug: (option.code for option in step.chosen) for step in self.steps})

    def chosen(self, slug: str) -> tuple[str, ...]:
        """The codes chosen for a question, in its own order; none while it is open or not reached."""
        for step in self.steps:
            if step.question.slug == slug:
                return tuple(option.code for option in step.chosen)
        return ()

    def position(self, slug: str) -> int | None:
        """The place of a question on this visitor's path, from 1; `None` when it is not there."""
        for place, question in enumerate(self.path, 1):
            if question.slug == slug:
                return place
        return None


def check_choice(question: Question, codes: Collection[str]) -> tuple[Option, ...]:
    """The chosen options in the question's order; raises `BadChoice` with a sentence."""
    chosen = _known(question, codes)
    if len(chosen) != len(set(codes)):
        raise UnknownCode("Choose from the answers on this page.")
    _check_together(question, chosen)
    return chosen


def _known(question: Question, codes: Collection[str]) -> tuple[Option, ...]:
    return tuple([option for option in question.options if option.code in codes])


def _check_together(question: Question, chosen: Sequence[Option]) -> None:
    if not chosen:
        if question.kind is Kind.ONE:
            raise NothingChosen("Choose an answer.")
        raise NothingChosen("Choose at least one answer.")
    if len(chosen) == 1:
        return
    for option in chosen:
        if option.exclusive:
            raise ExclusiveChosenWithOthers(
                "Choose either “%(label)s” or other answers, not both.", label=option.label
            )
    if len(chosen) > question.limit:
        if question.limit == 1:
            raise TooManyChosen("Choose one answer.")
        raise TooManyChosen("Choose at most %(limit)s answers.", limit=question.limit)


def signs_first(catalogue: Catalogue, question: Question, codes: Collection[str]) -> tuple[str, ...]:
    """The codes without "none of these" when a sign that needs help at once stands beside it.

    Somebody who ticks both should be helped, not corrected.
    """
    chosen = [option for option in question.options if option.code in codes]
    if not ends_the_walk(catalogue, chosen):
        return tuple(codes)
    alone = {option.code for option in chosen if option.exclusive}
    return tuple(code for code in codes if code not in alone)


def replay(catalogue: Catalogue, answers: Answers) -> Progress:
    """Walk from the first question as far as the answers lead."""
    steps: list[Step] = []
    later: list[Step] = []
    current: Question | None = None
    for question, step in _reached(catalogue, answers):
        if step is None:
            current = current or question
        elif current is None:
            steps.append(step)
        else:
            later.append(step)
    return Progress(
        steps=tuple(steps),
        current=current,
        urgent=current is None and _ends_urgently(catalogue, steps),
        total=len(steps) if current is None else _total(catalogue, current, steps),
        later=tuple(later),
    )


def passing_over(catalogue: Catalogue, progress: Progress) -> Progress:
    """The same walk when the questions still open are passed over, as if nobody had asked them."""
    if progress.finished:
        return progress
    steps = progress.steps + progress.later
    return Progress(steps, None, urgent=_ends_urgently(catalogue, steps), total=None)


def leaving_out(steps: Iterable[Step], question: Question) -> tuple[Step, ...]:
    """These steps without the one question and without those that only its answer led to."""
    left: list[Step] = []
    keys: set[str] = set()
    for step in steps:
        if step.question is not question and is_reached(step.question, keys):
            left.append(step)
            keys.update(_keys(step))
    return tuple(left)


def _ends_urgently(catalogue: Catalogue, steps: Sequence[Step]) -> bool:
    return bool(steps) and ends_the_walk(catalogue, steps[-1].chosen)


def _reached(catalogue: Catalogue, answers: Answers) -> Iterator[tuple[Question, Step | None]]:
    """Each question on the way with its answer, `None` while it is open; ends with an urgent answer."""
    keys: set[str] = set()
    for question in catalogue.questions:
        if not is_reached(question, keys):
            continue
        chosen = _known(question, answers.get(question.slug, ()))
        try:
            _check_together(question, chosen)
        except BadChoice:
            yield question, None
            continue
        step = Step(question, chosen)
        yield question, step
        keys.update(_keys(step))
        if ends_the_walk(catalogue, chosen):
            return


def _keys(step: Step) -> Iterator[str]:
    return (f"{step.question.slug}/{option.code}" for option in step.chosen)


def is_reached(question: Question, keys: Collection[str]) -> bool:
    """Whether a question is on the path, given the option keys chosen before it."""
    return not question.shown_when or any(key in keys for key in question.shown_when)


def ends_the_walk(catalogue: Catalogue, chosen: Sequence[Option]) -> bool:
    """Whether one of these options calls for urgent help."""
    for option in chosen:
        for slug in option.raises:
            if catalogue.caution_of[slug].action.level.is_urgent:
                return True
    return False


def _total(catalogue: Catalogue, current: Question, steps: Sequence[Step]) -> int | None:
    """How many questions there will be, when the answers so far decide it."""
    keys = {key for step in steps for key in _keys(step)}
    open_questions: set[str] = set()
    for question in catalogue.questions[catalogue.questions.index(current) :]:
        if is_reached(question, keys):
            open_questions.add(question.slug)
        elif any(key.split("/", 1)[0] in open_questions for key in question.shown_when):
            return None
    return len(steps) + len(open_questions)
