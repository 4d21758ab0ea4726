"""From made-up answers to a place in the guide. Pure.

Whoever tries the guide out names a place and some of the answers. The questions left
open on the way there get the answer that changes least, such as "none of these". What
was given is never altered: `misfits` says what can't count.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from content.catalogue import Catalogue, Option, Question
from content.telling import Sentence
from wizard.engine.answers import Answers
from wizard.engine.walk import BadChoice, Progress, check_choice, ends_the_walk, replay

RESULT = ""
"""The end of the walk, where a question's slug would stand."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """Something given that can't count: the slug of its question, and why in a sentence."""

    question: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Attempt:
    """Answers that lead to a place, and everything given that does not fit."""

    answers: Answers
    progress: Progress
    misfits: tuple[Misfit, ...]


def attempt(catalogue: Catalogue, given: Answers, place: str) -> Attempt:
    """The walk to a question, or to the `RESULT`, with these answers."""
    answers, helpful = given, _keys_leading_to(catalogue, place)
    progress = replay(catalogue, answers)
    while progress.current is not None and progress.position(place) is None:
        asked = progress.current
        if asked.slug in given:
            break  # what was given for it is no answer, which is for whoever gave it to mend
        answers = answers.with_answer(asked.slug, [_least(catalogue, asked, helpful).code])
        progress = replay(catalogue, answers)
    return Attempt(answers, progress, tuple(_misfits(catalogue, given, progress, place)))


def _keys_leading_to(catalogue: Catalogue, place: str) -> set[str]:
    """Option keys after which the question, or one on the way to it, is asked."""
    keys: set[str] = set()
    waiting = [place]
    while waiting:
        question = catalogue.question_of.get(waiting.pop())
        new = set(question.shown_when) - keys if question else set()
        keys |= new
        waiting += [key.split("/", 1)[0] for key in new]
    return keys


def _least(catalogue: Catalogue, question: Question, helpful: set[str]) -> Option:
    """The option that is needed to get on; otherwise the one that changes least."""

    def weight(option: Option) -> tuple[bool, bool, bool, bool, int]:
        effects = (option.wants, option.welcomes, option.avoids, option.rules_out)
        return (
            ends_the_walk(catalogue, [option]),
            f"{question.slug}/{option.code}" not in helpful,
            bool(option.raises),
            not option.exclusive,
            sum(map(len, effects)),
        )

    return min(question.options, key=weight)


def _misfits(catalogue: Catalogue, given: Answers, progress: Progress, place: str) -> Iterator[Misfit]:
    passed = _passed(catalogue, progress)
    for slug, codes in given.items():
        question = catalogue.question_of.get(slug)
        if question is None:
            yield Misfit(slug, Sentence("There is no question “%(question)s” here.", question=slug))
            continue
        try:
            check_choice(question, codes)
        except BadChoice as error:
            yield Misfit(slug, _about(question, error.sentence))
            continue
        if slug in passed and progress.position(slug) is None:
            yield Misfit(slug, _about(question, Sentence("this is not asked after the other answers.")))
    target = catalogue.question_of.get(place)
    if target is not None and progress.position(place) is None:
        stranded = Sentence("the guide does not come to this question with these answers.")
        yield Misfit(place, _about(target, stranded))


def _about(question: Question, fault: Sentence) -> Sentence:
    return Sentence.joined([question.short, fault], ": ")


def _passed(catalogue: Catalogue, progress: Progress) -> set[str]:
    """The questions that were asked on the way or left out of it."""
    slugs = [question.slug for question in catalogue.questions]
    return set(slugs if progress.current is None else slugs[: slugs.index(progress.current.slug)])
