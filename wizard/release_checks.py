"""What only walking the questions can tell. Pure.

There are more combinations of answers than anybody could try. They are merged into cases
with the same result (`engine.enumeration`), and what a result lacks comes either from what
its answers wish for or from what they warn of. So it is enough to look at one case for each
set of wishes, with the fewest warnings, and at one for each set of warnings, with the
fewest wishes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from content.catalogue import Catalogue
from content.release_checks import Check, Checker, Gravity, Problem, Subject
from wizard.engine.answers import Answers
from wizard.engine.enumeration import Case, enumerate_cases
from wizard.engine.expectations import broken
from wizard.engine.matching import outcome
from wizard.engine.outcomes import Group, Outcome
from wizard.engine.walk import replay

UNREACHABLE = Check(
    slug="question-out-of-reach",
    gravity=Gravity.BLOCK,
    looks_for="Questions that no answers lead to.",
    remedy="Let an option of an earlier question lead to it, or delete it.",
    can_be_allowed=False,
)
UNEXPLAINED = Check(
    slug="result-without-explanation",
    gravity=Gravity.BLOCK,
    looks_for="Combinations of answers whose result gives no reason.",
    remedy="Give the answers an effect, a goal to want for instance, or write the missing text.",
    can_be_allowed=False,
)
NEVER_SHOWN = Check(
    slug="form-never-shown",
    gravity=Gravity.WARN,
    looks_for="Forms that no combination of answers shows.",
    remedy="Add a claim for a goal it is chosen for, or say on its page why it is chosen for none.",
)
BROKEN_PROMISE = Check(
    slug="promise-broken",
    gravity=Gravity.BLOCK,
    looks_for="Described visitors who would see something else than promised.",
    remedy="Mend the content, or change the promise if it is no longer right.",
    can_be_allowed=False,
)
NO_PROMISES = Check(
    slug="no-promises",
    gravity=Gravity.WARN,
    looks_for="Content without any described visitor.",
    remedy="Describe a few visitors, their answers, and what they must or must never be shown.",
)


def find(subject: Subject) -> Iterator[Problem]:
    content = subject.content
    yield from _promises(content)
    if all(question.options for question in content.questions):  # or nobody comes to an end
        yield from _walked(content)


def _promises(content: Catalogue) -> Iterator[Problem]:
    if not content.expectations:
        yield NO_PROMISES.problem("expectations", "", "", "no visitor is described.")
    for expectation in content.expectations:
        for fault in broken(content, expectation):
            yield BROKEN_PROMISE.problem("expectations", expectation.slug, "", fault)


def _walked(content: Catalogue) -> Iterator[Problem]:
    enumeration = enumerate_cases(content)
    for question in content.questions:
        if question.slug not in enumeration.reached:
            message = "no combination of answers leads to this question."
            yield UNREACHABLE.problem("questions", question.slug, "shown_when", message)
    mildest = _first_of_each(enumeration.cases, by=lambda case: case.wishes, least=lambda case: case.safety)
    simplest = _first_of_each(enumeration.cases, by=lambda case: case.safety, least=lambda case: case.wishes)
    outcomes = [(case, _outcome(content, case)) for case in (*mildest, *simplest)]
    yield from _unexplained(content, outcomes)
    yield from _never_shown(content, enumeration.cases, outcomes)


def _first_of_each(
    cases: Iterable[Case], *, by: Callable[[Case], int], least: Callable[[Case], int]
) -> list[Case]:
    """One case for each value of `by`: the one with the fewest bits in `least`."""
    first: dict[int, Case] = {}
    for case in sorted(cases, key=lambda case: least(case).bit_count()):
        first.setdefault(by(case), case)
    return list(first.values())


def _outcome(content: Catalogue, case: Case) -> Outcome:
    return outcome(content, replay(content, case.example))


def _unexplained(content: Catalogue, outcomes: Iterable[tuple[Case, Outcome]]) -> Iterator[Problem]:
    """Each fault once, with an example."""
    told: set[str] = set()
    for case, result in outcomes:
        for fault in _faults(result):
            if fault not in told:
                told.add(fault)
                message = f"{fault}, for example with these answers: {_spoken(content, case.example)}."
                yield UNEXPLAINED.problem("questions", "", "", message)


def _faults(result: Outcome) -> Iterator[str]:
    if not (result.guidance.title and result.guidance.action):
        yield f"the advice of the level “{result.level}” is empty"
    if result.level.is_urgent or result.withheld:
        if not result.cautions:
            yield "no caution says why no form is shown"
    elif not result.wanted:
        yield "nothing is hoped for, so nothing can match"
    elif not all(match.reasons for match in result.matches):
        yield "a form stands there without a reason"


def _spoken(content: Catalogue, answers: Answers) -> str:
    """Answers in the short words of the questions: "Hopes: better sleep; Digestion: no trouble"."""
    steps = replay(content, answers).steps
    return "; ".join(
        f"{step.question.short}: {', '.join(option.short for option in step.chosen)}" for step in steps
    )


def _never_shown(
    content: Catalogue, cases: Iterable[Case], outcomes: Iterable[tuple[Case, Outcome]]
) -> Iterator[Problem]:
    """Forms that stand on no result; those the outcomes at hand do not show are looked for in every case."""
    fitting = {case.wishes: _fitting(result) for case, result in outcomes if result.matches}
    unseen = {compound.slug for compound in content.compounds}
    unseen -= {match.compound.slug for _, result in outcomes for match in result.shown}
    for case in cases:
        if unseen & fitting.get(case.wishes, set()):
            unseen -= {match.compound.slug for match in _outcome(content, case).shown}
    for compound in content.compounds:
        if compound.slug in unseen:
            message = "no combination of answers shows this form."
            yield NEVER_SHOWN.problem("compounds", compound.slug, "", message)


def _fitting(result: Outcome) -> set[str]:
    """The forms that goals and tolerances lead to, whatever the cautions say."""
    return {match.compound.slug for match in result.matches if match.merit is not Group.SET_ASIDE}


CHECKER = Checker(
    checks=(UNREACHABLE, UNEXPLAINED, NEVER_SHOWN, BROKEN_PROMISE, NO_PROMISES), find=find, needs_whole=True
)
