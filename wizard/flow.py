"""Where each answer leads: the questions in order, what they open, what ends the walk. Pure.

`wizard.flow_drawing` draws it and the editing room tells it in words, both from here, so
that the picture and its text can't disagree.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass

from content.catalogue import Action, Catalogue, Option, Question

RESULT = "result"
"""Where the walk ends when nothing ended it before."""


class Lead(enum.StrEnum):
    """Where an answer leads when it does more than go on to the next question."""

    URGENT_NOW = "urgent_now"
    URGENT_TODAY = "urgent_today"
    WITHHELD = "withheld"  # the walk goes on, to a result without forms
    OPENS = "opens"  # a further question is asked


@dataclass(frozen=True, slots=True)
class Branch:
    """The answers to one question that lead to the same place; `opens` is a question's slug."""

    lead: Lead
    options: tuple[Option, ...]
    opens: str = ""


@dataclass(frozen=True, slots=True)
class Opener:
    """An earlier question and those of its answers after which a question is asked."""

    question: Question
    options: tuple[Option, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Stop:
    """One question: after which answers it is asked, always if there are none, and what follows.

    `goes_on` is false when every answer ends the walk.
    """

    number: int
    question: Question
    openers: tuple[Opener, ...]
    branches: tuple[Branch, ...]
    goes_on: bool

    @property
    def is_conditional(self) -> bool:
        return bool(self.question.shown_when)


def flow(catalogue: Catalogue) -> tuple[Stop, ...]:
    """Every question of the Catalogue in the order of asking."""
    return tuple(
        Stop(
            number=number,
            question=question,
            openers=tuple(_openers(catalogue, question)),
            branches=tuple(_branches(catalogue, question)),
            goes_on=any(not _ending(leads_of(catalogue, option)) for option in question.options),
        )
        for number, question in enumerate(catalogue.questions, 1)
    )


def leads_of(catalogue: Catalogue, option: Option) -> frozenset[Lead]:
    """Where the cautions that an answer raises lead. One that names forms leads nowhere else."""
    cautions = [catalogue.caution_of[slug] for slug in option.raises]
    return frozenset(
        _LEAD[caution.action]
        for caution in cautions
        if caution.action in _LEAD and (caution.action is not Action.WITHHOLD or not caution.compounds)
    )


_LEAD = {
    Action.URGENT_NOW: Lead.URGENT_NOW,
    Action.URGENT_TODAY: Lead.URGENT_TODAY,
    Action.WITHHOLD: Lead.WITHHELD,
}


def _ending(leads: frozenset[Lead]) -> bool:
    return bool(leads & {Lead.URGENT_NOW, Lead.URGENT_TODAY})


def _openers(catalogue: Catalogue, question: Question) -> Iterator[Opener]:
    for earlier in catalogue.questions:
        options = _opening(earlier, question)
        if options:
            yield Opener(earlier, options)


def _opening(earlier: Question, question: Question) -> tuple[Option, ...]:
    return tuple(
        option for option in earlier.options if f"{earlier.slug}/{option.code}" in question.shown_when
    )


def _branches(catalogue: Catalogue, question: Question) -> Iterator[Branch]:
    """The gravest first; an answer stands in each branch it belongs to."""
    for lead in (Lead.URGENT_NOW, Lead.URGENT_TODAY, Lead.WITHHELD):
        options = tuple(option for option in question.options if lead in leads_of(catalogue, option))
        if options:
            yield Branch(lead, options)
    place = catalogue.questions.index(question)
    for later in catalogue.questions[place + 1 :]:
        options = _opening(question, later)
        if options:
            yield Branch(Lead.OPENS, options, later.slug)
