"""Whether each question and option makes a difference, and only one, and nothing goes unasked."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator
from typing import TypeVar

from content.catalogue import Catalogue, Kind, Option, Question
from content.release_checks.problem import Check, Checker, Gravity, Problem
from content.release_checks.subject import Subject
from content.telling import Sentence

Part = TypeVar("Part", Question, Option)

NO_OPTIONS = Check(
    slug="question-without-answers",
    gravity=Gravity.BLOCK,
    looks_for=Sentence("Questions nobody can answer."),
    remedy=Sentence("Add at least two options, or delete the question."),
    can_be_allowed=False,
)
DEAD_QUESTION = Check(
    slug="question-without-effect",
    gravity=Gravity.WARN,
    looks_for=Sentence("Questions whose answers change nothing."),
    remedy=Sentence(
        "Let an option want, welcome, avoid, rule out or raise something, or delete the question."
    ),
)
DEAD_OPTION = Check(
    slug="option-without-effect",
    gravity=Gravity.WARN,
    looks_for=Sentence("Options among several to tick that do nothing."),
    remedy=Sentence("Give the option its effect, let it stand alone (“none of these”), or delete it."),
)
NO_BEARING = Check(
    slug="option-meets-no-form",
    gravity=Gravity.WARN,
    looks_for=Sentence(
        "Options that want a goal without any claim, or speak of a step on which no form stands."
    ),
    remedy=Sentence("Add a claim or place a form on that step, or take the effect from the option."),
)
NO_WAY_OUT = Check(
    slug="question-without-none",
    gravity=Gravity.WARN,
    looks_for=Sentence("Questions with several boxes and none for people whom no answer fits."),
    remedy=Sentence("Add an option that stands alone, such as “None of these”."),
)
AT_ODDS = Check(
    slug="option-at-odds",
    gravity=Gravity.BLOCK,
    looks_for=Sentence(
        "Options that say two things at once: welcome and avoid a step, or “none” with an effect."
    ),
    remedy=Sentence("Decide which is meant and take the other away."),
)
ANSWERS_AT_ODDS = Check(
    slug="answers-at-odds",
    gravity=Gravity.WARN,
    looks_for=Sentence(
        "Answers that can be ticked together although one welcomes what another avoids or rules out."
    ),
    remedy=Sentence("Let the question take one answer only, or take the effect from one of the answers."),
)
SAME_WORDS = Check(
    slug="same-words-twice",
    gravity=Gravity.BLOCK,
    looks_for=Sentence("Questions, or answers to one question, that read the same."),
    remedy=Sentence("Say what tells them apart, or delete one of them."),
)
NEVER_ASKED = Check(
    slug="never-asked-about",
    gravity=Gravity.WARN,
    looks_for=Sentence("Goals and cautions that no answer leads to, so that the guide never shows them."),
    remedy=Sentence(
        "Let an option want the goal or raise the caution, or be content that only its page tells of it."
    ),
)
URGENT_TWICE = Check(
    slug="urgent-signs-in-two-questions",
    gravity=Gravity.BLOCK,
    looks_for=Sentence("Signs that need help at once, asked about in more than one question."),
    remedy=Sentence(
        "Ask about all of them in one question: the first one ticked ends the walk and hides the rest."
    ),
    can_be_allowed=False,
)
EFFECTS = ("wants", "welcomes", "avoids", "rules_out", "raises")
_TOLERANCES = ("welcomes", "avoids", "rules_out")
_FIELDS = {
    "welcomes": Sentence.in_context("field", "welcomes"),
    "avoids": Sentence.in_context("field", "avoids"),
}


def find(subject: Subject) -> Iterator[Problem]:
    content = subject.content
    opens = {key for question in content.questions for key in question.shown_when}
    for question in content.questions:
        yield from _without_difference(question, opens)
        if question.kind is Kind.MANY and not any(option.exclusive for option in question.options):
            message = Sentence("somebody whom no answer fits can't go on.")
            yield NO_WAY_OUT.problem("questions", question.slug, "options", message)
        for option in question.options:
            yield from _without_bearing(content, question, option)
            yield from _at_odds(question, option)
        yield from _answers_at_odds(question)
    yield from _same_words(content)
    yield from _never_asked(content)
    yield from _urgent_twice(content)


def _answers_at_odds(question: Question) -> Iterator[Problem]:
    if question.limit == 1:
        return
    for one, other in itertools.permutations(question.options, 2):
        if one.exclusive or other.exclusive:
            continue
        for slug in sorted({*one.welcomes} & {*other.avoids, *other.rules_out}):
            message = Sentence(
                "it welcomes “%(step)s”, which “%(answer)s” does not want. Both can be ticked.",
                step=slug,
                answer=other.code,
            )
            yield _about(ANSWERS_AT_ODDS, question, one, "welcomes", message)


def _same_words(content: Catalogue) -> Iterator[Problem]:
    for first, question in _again(content.questions, "text"):
        message = Sentence("the question “%(question)s” asks the same.", question=first.slug)
        yield SAME_WORDS.problem("questions", question.slug, "text", message)
    for question in content.questions:
        for option, again in _again(question.options, "label"):
            message = Sentence("the answer “%(answer)s” reads the same.", answer=option.code)
            yield _about(SAME_WORDS, question, again, "label", message)


def _again(parts: Iterable[Part], field: str) -> Iterator[tuple[Part, Part]]:
    """Each part that says what one before it said, after that one."""
    said: dict[str, Part] = {}
    for part in parts:
        words = " ".join(getattr(part, field).casefold().split())
        if (first := said.setdefault(words, part)) is not part:
            yield first, part


def _never_asked(content: Catalogue) -> Iterator[Problem]:
    options = [option for question in content.questions for option in question.options]
    wanted = {slug for option in options for slug in option.wants}
    raised = {slug for option in options for slug in option.raises}
    for goal in content.goals:
        if goal.slug not in wanted:
            yield NEVER_ASKED.problem("goals", goal.slug, "", Sentence("no answer of the guide wants this."))
    for caution in content.cautions:
        if caution.slug not in raised:
            yield NEVER_ASKED.problem(
                "cautions", caution.slug, "", Sentence("no answer of the guide raises this.")
            )


def _urgent_twice(content: Catalogue) -> Iterator[Problem]:
    """An answer that ends the walk would keep a graver one behind it from being given."""
    urgent = {caution.slug for caution in content.cautions if caution.action.level.is_urgent}
    asking = [
        question
        for question in content.questions
        if any(urgent.intersection(option.raises) for option in question.options)
    ]
    for question in asking[1:]:
        message = Sentence(
            "“%(question)s” already asks about signs that need help at once.", question=asking[0].slug
        )
        yield URGENT_TWICE.problem("questions", question.slug, "options", message)


def _without_difference(question: Question, opens: Iterable[str]) -> Iterator[Problem]:
    if not question.options:
        yield NO_OPTIONS.problem("questions", question.slug, "options", Sentence("there is no option."))
        return
    dead = [option for option in question.options if not _does_something(question, option, opens)]
    if len(dead) == len(question.options):
        yield DEAD_QUESTION.problem(
            "questions", question.slug, "options", Sentence("no answer changes anything.")
        )
    elif question.kind is Kind.MANY:
        for option in dead:
            if not option.exclusive:
                yield _about(DEAD_OPTION, question, option, "", Sentence("ticking this changes nothing."))


def _does_something(question: Question, option: Option, opens: Iterable[str]) -> bool:
    return f"{question.slug}/{option.code}" in opens or any(getattr(option, field) for field in EFFECTS)


def _without_bearing(content: Catalogue, question: Question, option: Option) -> Iterator[Problem]:
    claimed = {claim.goal for claim in content.claims}
    placed = {place.trait for compound in content.compounds for place in compound.traits}
    for field, met in (("wants", claimed), *((field, placed) for field in _TOLERANCES)):
        named = getattr(option, field)
        if named and met.isdisjoint(named):
            message = Sentence("no form has anything to do with %(steps)s.", steps=_listed(named))
            yield _about(NO_BEARING, question, option, field, message)


def _at_odds(question: Question, option: Option) -> Iterator[Problem]:
    for one, other in (("welcomes", "avoids"), ("welcomes", "rules_out"), ("avoids", "rules_out")):
        for slug in sorted({*getattr(option, one)} & {*getattr(option, other)}):
            message = Sentence("“%(step)s” also stands under %(field)s.", step=slug, field=_FIELDS[one])
            yield _about(AT_ODDS, question, option, other, message)
    if option.code == "none":
        for field in EFFECTS:
            if getattr(option, field):
                yield _about(AT_ODDS, question, option, field, Sentence("“none” should have no effect."))
        if question.kind is Kind.MANY and not option.exclusive:
            yield _about(
                AT_ODDS,
                question,
                option,
                "exclusive",
                Sentence("“none” can be ticked beside another answer."),
            )


def _listed(names: Iterable[str]) -> Sentence:
    quoted = (Sentence("“%(name)s”", name=name) for name in names)
    return functools.reduce(lambda one, other: Sentence("%(one)s or %(other)s", one=one, other=other), quoted)


def _about(check: Check, question: Question, option: Option, field: str, message: Sentence) -> Problem:
    place = ", ".join(part for part in ("options", option.code, field) if part)
    return check.problem("questions", question.slug, place, message)


CHECKER = Checker(
    checks=(
        *(NO_OPTIONS, DEAD_QUESTION, DEAD_OPTION, NO_BEARING, NO_WAY_OUT, NEVER_ASKED),
        *(AT_ODDS, ANSWERS_AT_ODDS, SAME_WORDS, URGENT_TWICE),
    ),
    find=find,
)
