"""A Catalogue without one form of magnesium. Pure.

Everything about the form goes, and every reference to it. A Caution that named only this
form goes too: without names it would concern every form. Nothing is added, so whoever
approved the whole has approved the rest.
"""

from __future__ import annotations

import msgspec

from content.catalogue import Catalogue, Expectation, Question

PROMISES = ("leads", "never_leads", "shows", "never_shows", "sets_aside", "never_sets_aside")


def without(content: Catalogue, compound: str) -> Catalogue:
    """`content` without the form called `compound`."""
    gone = {caution.slug for caution in content.cautions if caution.compounds == (compound,)}
    return msgspec.structs.replace(
        content,
        compounds=tuple(one for one in content.compounds if one.slug != compound),
        claims=tuple(claim for claim in content.claims if claim.compound != compound),
        cautions=tuple(
            msgspec.structs.replace(caution, compounds=_but(caution.compounds, {compound}))
            for caution in content.cautions
            if caution.slug not in gone
        ),
        questions=tuple(_raising_none_of(question, gone) for question in content.questions),
        expectations=tuple(
            kept
            for kept in (_promising_nothing_of(promise, compound) for promise in content.expectations)
            if _promises_something(kept)
        ),
    )


def _raising_none_of(question: Question, cautions: set[str]) -> Question:
    options = tuple(
        msgspec.structs.replace(option, raises=_but(option.raises, cautions)) for option in question.options
    )
    return msgspec.structs.replace(question, options=options)


def _promising_nothing_of(expectation: Expectation, compound: str) -> Expectation:
    promises = {name: _but(getattr(expectation, name), {compound}) for name in PROMISES}
    return msgspec.structs.replace(expectation, **promises)


def _promises_something(expectation: Expectation) -> bool:
    return (
        expectation.level is not None
        or expectation.withheld is not None
        or any(getattr(expectation, name) for name in PROMISES)
    )


def _but(names: tuple[str, ...], gone: set[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in gone)
