"""Whether each form and goal is told from all its sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from content import integrity
from content.release_checks.problem import Check, Checker, Gravity, Problem
from content.release_checks.subject import Subject
from content.telling import Sentence

NO_RISKS = Check(
    slug="form-without-risks",
    gravity=Gravity.BLOCK,
    looks_for=Sentence("Forms that do not say what can go wrong, or who should ask first."),
    remedy=Sentence("Write both texts. Every form of magnesium can do harm to somebody."),
    can_be_allowed=False,
)
HALF_TOLD = Check(
    slug="form-half-told",
    gravity=Gravity.WARN,
    looks_for=Sentence("Forms that do not say what they are, or about which nothing is said for any goal."),
    remedy=Sentence(
        "Write about it. Add a claim for each goal it is chosen for, if only that it was not tested."
    ),
)
ONE_SIDED = Check(
    slug="goal-told-in-part",
    gravity=Gravity.WARN,
    looks_for=Sentence(
        "Goals without what is known, what to check first, what else helps, or where to find help."
    ),
    remedy=Sentence("Write the missing text."),
)
NO_FOOD_FIRST = Check(
    slug="no-food-first",
    gravity=Gravity.BLOCK,
    looks_for=Sentence("A choice of supplements without food, or nothing at all, beside them."),
    remedy=Sentence("Say what speaks for and against food first, or no supplement."),
    can_be_allowed=False,
)
NO_ADVICE = Check(
    slug="caution-without-advice",
    gravity=Gravity.WARN,
    looks_for=Sentence("Cautions and advice cards that warn without saying what to do."),
    remedy=Sentence("Say what the reader should do now."),
)
_GOAL_TEXTS = ("known", "check_first", "what_else", "without_treatment", "support")


def find(subject: Subject) -> Iterator[Problem]:
    content = subject.content
    claimed = {claim.compound for claim in content.claims}
    for compound in content.compounds:
        yield from _missing(NO_RISKS, "compounds", compound, ("risks", "ask_first"))
        yield from _missing(HALF_TOLD, "compounds", compound, ("about",))
        if compound.slug not in claimed:
            yield HALF_TOLD.problem(
                "compounds", compound.slug, "", Sentence("there is no claim about this form.")
            )
    for goal in content.goals:
        yield from _missing(ONE_SIDED, "goals", goal, _GOAL_TEXTS)
    yield from _missing(NO_FOOD_FIRST, "food_first", content.food_first, ("for_it", "against_it"))
    for caution in content.cautions:
        yield from _missing(NO_ADVICE, "cautions", caution, ("advice",))
    for card in content.guidance:
        yield from _missing(NO_ADVICE, "guidance", card, ("body",))


def _missing(check: Check, kind: str, record: msgspec.Struct, fields: Iterable[str]) -> Iterator[Problem]:
    for field in fields:
        if not getattr(record, field):
            yield check.problem(kind, integrity.named(record), field, Sentence("this text is missing."))


CHECKER = Checker(checks=(NO_RISKS, HALF_TOLD, ONE_SIDED, NO_FOOD_FIRST, NO_ADVICE), find=find)
