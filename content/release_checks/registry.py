"""Which checks take part, and one run of them all.

Content brings checks of its own; whoever can look deeper, as the wizard can by walking the
questions, registers further ones when the software starts.
"""

from __future__ import annotations

import datetime as dt

from content.catalogue import Catalogue
from content.release_checks import (
    amounts,
    balance,
    claims,
    jargon,
    language,
    links,
    questions,
    readability,
    regions,
    reviews,
    sourcing,
    whole,
)
from content.release_checks.problem import Checker, Problem
from content.release_checks.subject import Subject

_registered: list[Checker] = [
    whole.CHECKER,
    sourcing.CHECKER,
    questions.CHECKER,
    claims.CHECKER,
    language.CHECKER,
    balance.CHECKER,
    amounts.CHECKER,
    readability.CHECKER,
    jargon.CHECKER,
    reviews.CHECKER,
    links.CHECKER,
    regions.CHECKER,
]


def register(checker: Checker) -> None:
    """Let `checker` take part in every run from now on."""
    if checker not in _registered:
        _registered.append(checker)


def checkers() -> tuple[Checker, ...]:
    return tuple(_registered)


def run(content: Catalogue, *, today: dt.date) -> list[Problem]:
    """Everything the registered checks find, gravest first.

    While the content does not hold together, the checks that follow references wait.
    """
    subject = Subject(content, today)
    is_whole = not any(whole.CHECKER.find(subject))
    found = [
        problem
        for checker in _registered
        if is_whole or not checker.needs_whole
        for problem in checker.find(subject)
    ]
    return sorted(found, key=lambda problem: problem.gravity.rank)
