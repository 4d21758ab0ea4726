"""What only walking the questions can tell. Pure.

There are more combinations of answers than anybody could try. They are merged into cases
with the same result (`engine.enumeration`), and what a result lacks comes either from what
its answers wish for or from what they warn of. Whoever wishes for more is given more
reasons, never fewer. So it is enough to look at the smallest sets of wishes, each with the
fewest warnings, and at one case for each set of warnings, with the fewest wishes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet

from content.catalogue import Catalogue
from content.release_checks import Check, Checker, Gravity, Problem, Subject
from content.telling import Sentence
from wizard.engine.answers import Answers
from wizard.engine.effects import effects_of
from wizard.engine.enumeration import Case, enumerate_cases
from wizard.engine.expectations import broken
from wizard.engine.index import index_of
from wizard.engine.matching import outcome
from wizard.engine.outcomes import Outcome
from wizard.engine.placing import led_to
from wizard.engine.walk import replay

UNREACHABLE = Check(
    slug="question-out-of-reach",
    gravity=Gravity.BLOCK,
    looks_for=Sentence("Questions that no answers lead to."),
    remedy=Sentence("Let an option of an earlier question lead to it, or delete it."),
    can_be_allowed=False,
)
UNEXPLAINED = Check(
    slug="result-without-explanation",
    gravity=Gravity.BLOCK,
    looks_for=Sentence("Combinations of answers whose result gives no reason."),
    remedy=Sentence("Give the answers an effect, a goal to want for instance, or write the missing text."),
    can_be_allowed=False,
)
NEVER_SHOWN = Check(
    slug="form-never-shown",
    gravity=Gravity.WARN,
    looks_for=Sentence("Forms that no combination of answers shows."),
    remedy=Sentence("Add a claim for a goal it is chosen for, or say on its page why it is chosen for none."),
)
BROKEN_PROMISE = Check(
    slug="promise-broken",
    gravity=Gravity.BLOCK,
    looks_for=Sentence("Described visitors who would see something else than promised."),
    remedy=Sentence("Mend the content, or change the promise if it is no longer right."),
    can_be_allowed=False,
)
NO_PROMISES = Check(
    slug="no-promises",
    gravity=Gravity.WARN,
    looks_for=Sentence("Content without any described visitor."),
    remedy=Sentence("Describe a few visitors, their answers, and what they must or must never be shown."),
)


def find(subject: Subject) -> Iterator[Problem]:
    content = subject.content
    yield from _promises(content)
    if all(question.options for question in content.questions):  # or nobody comes to an end
        yield from _walked(content)


def _promises(content: Catalogue) -> Iterator[Problem]:
    if not content.expectations:
        yield NO_PROMISES.problem("expectations", "", "", Sentence("no visitor is described."))
    for expectation in content.expectations:
        for fault in broken(content, expectation):
            yield BROKEN_PROMISE.problem("expectations", expectation.slug, "", fault)


def _walked(content: Catalogue) -> Iterator[Problem]:
    enumeration = enumerate_cases(content)
    for question in content.questions:
        if question.slug not in enumeration.reached:
            message = Sentence("no combination of answers leads to this question.")
            yield UNREACHABLE.problem("questions", question.slug, "shown_when", message)
    simplest = _first_of_each(enumeration.cases, by=lambda case: case.safety, least=lambda case: case.wishes)
    outcomes = [*_least_wishing(content, enumeration.cases), *_with_outcomes(content, simplest)]
    yield from _unexplained(content, outcomes)
    shown = {match.compound.slug for _, result in outcomes for match in result.shown}
    yield from _never_shown(content, enumeration.cases, shown)


def _least_wishing(content: Catalogue, cases: Iterable[Case]) -> Iterator[tuple[Case, Outcome]]:
    """The sets of wishes of which no smaller part leads to forms by itself."""
    mildest = _first_of_each(cases, by=lambda case: case.wishes, least=lambda case: case.safety)
    least: list[int] = []
    for case in sorted(mildest, key=lambda case: case.wishes.bit_count()):
        if not any(case.wishes & part == part for part in least):
            result = _outcome(content, case)
            yield case, result
            if not (result.level.is_urgent or result.withheld):
                least.append(case.wishes)


def _first_of_each(
    cases: Iterable[Case], *, by: Callable[[Case], int], least: Callable[[Case], int]
) -> list[Case]:
    """One case for each value of `by`: the one with the fewest bits in `least`."""
    first: dict[int, Case] = {}
    for case in sorted(cases, key=lambda case: least(case).bit_count()):
        first.setdefault(by(case), case)
    return list(first.values())


def _with_outcomes(content: Catalogue, cases: Iterable[Case]) -> Iterator[tuple[Case, Outcome]]:
    return ((case, _outcome(content, case)) for case in cases)


def _outcome(content: Catalogue, case: Case) -> Outcome:
    return outcome(content, replay(content, case.example))


def _unexplained(content: Catalogue, outcomes: Iterable[tuple[Case, Outcome]]) -> Iterator[Problem]:
    """Each fault once, with an example."""
    told: set[Sentence] = set()
    for case, result in outcomes:
        for fault in _faults(result):
            if fault not in told:
                told.add(fault)
                message = Sentence(
                    "%(fault)s, for example with these answers: %(answers)s.",
                    fault=fault,
                    answers=_spoken(content, case.example),
                )
                yield UNEXPLAINED.problem("questions", "", "", message)


def _faults(result: Outcome) -> Iterator[Sentence]:
    if not (result.guidance.title and result.guidance.action):
        yield Sentence("the advice of the level “%(level)s” is empty", level=result.level)
    if result.level.is_urgent or result.withheld:
        if not result.cautions:
            yield Sentence("no caution says why no form is shown")
    elif not result.wanted:
        yield Sentence("nothing is hoped for, so nothing can match")
    elif not all(match.reasons for match in result.matches):
        yield Sentence("a form stands there without a reason")


def _spoken(content: Catalogue, answers: Answers) -> str:
    """Answers in the short words of the questions: "Hopes: better sleep; Digestion: no trouble"."""
    steps = replay(content, answers).steps
    return "; ".join(
        f"{step.question.short}: {', '.join(option.short for option in step.chosen)}" for step in steps
    )


def _never_shown(content: Catalogue, cases: Iterable[Case], shown: AbstractSet[str]) -> Iterator[Problem]:
    """Forms that stand on no result; those not `shown` so far are looked for wherever they would fit."""
    missing = {compound.slug for compound in content.compounds} - shown
    sought = missing & _chosen_for_something(content)
    fitting: dict[int, AbstractSet[str]] = {}
    for case in cases:
        if not sought:
            break
        if case.wishes not in fitting:
            fitting[case.wishes] = _fitting(content, case, sought)
        if fitting[case.wishes] & sought:
            found = {match.compound.slug for match in _outcome(content, case).shown}
            missing -= found
            sought -= found
    for compound in content.compounds:
        if compound.slug in missing:
            message = Sentence("no combination of answers shows this form.")
            yield NEVER_SHOWN.problem("compounds", compound.slug, "", message)


def _chosen_for_something(content: Catalogue) -> set[str]:
    """The forms that serve a goal some answer wants."""
    index = index_of(content)
    wanted = {goal for question in content.questions for it in question.options for goal in it.wants}
    return {compound.slug for compound in index.by_name(index.chosen_for(wanted))}


def _fitting(content: Catalogue, case: Case, sought: Iterable[str]) -> AbstractSet[str]:
    """Those of the forms that goals and tolerances lead to, whatever the cautions say."""
    index = index_of(content)
    shown = led_to(content, effects_of(replay(content, case.example).steps))
    return {compound.slug for compound in index.by_name(shown & index.set_of(sought))}


CHECKER = Checker(
    checks=(UNREACHABLE, UNEXPLAINED, NEVER_SHOWN, BROKEN_PROMISE, NO_PROMISES), find=find, needs_whole=True
)
