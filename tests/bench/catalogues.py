"""Catalogues of any size, made from the starter content by copying its parts under other names.

Copies say what their originals say, so that a Catalogue of a thousand forms has answers,
claims, sources and cautions in the shares an editor gave them, and every rule holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

import msgspec

from content.catalogue import Catalogue, Compound, Kind, Option, Question

Part = TypeVar("Part", bound=msgspec.Struct)


def of_size(
    starter: Catalogue, *, forms: int = 0, questions: int = 0, options: int = 0, articles: int = 0
) -> Catalogue:
    """The starter content with this many of a part; 0 leaves a part as it is.

    `options` is how many the first question of goals has. Expectations are left out:
    they name first places, which copies share.
    """
    grown = msgspec.structs.replace(starter, expectations=())
    if forms:
        grown = _with_forms(grown, forms)
    if questions:
        grown = _with_questions(grown, questions)
    if options:
        grown = _with_options(grown, options)
    if articles:
        grown = msgspec.structs.replace(grown, articles=tuple(_copies(grown.articles, articles, "title")))
    return grown


def _with_forms(content: Catalogue, count: int) -> Catalogue:
    compounds = tuple(_copies(content.compounds, count, "name", "short"))
    copies_of: dict[str, list[Compound]] = {}
    for place, compound in enumerate(compounds):
        original = content.compounds[place % len(content.compounds)].slug
        copies_of.setdefault(original, []).append(compound)
    return msgspec.structs.replace(
        content,
        compounds=compounds,
        claims=tuple(
            msgspec.structs.replace(claim, compound=compound.slug)
            for claim in content.claims
            for compound in copies_of.get(claim.compound, ())
        ),
        cautions=tuple(
            msgspec.structs.replace(
                caution,
                compounds=tuple(copy.slug for slug in caution.compounds for copy in copies_of.get(slug, ())),
            )
            for caution in content.cautions
        ),
    )


def _with_questions(content: Catalogue, count: int) -> Catalogue:
    """More questions of the kind that asks for one answer, behind all others."""
    extra = next(question for question in content.questions if question.kind is Kind.ONE)
    return msgspec.structs.replace(
        content,
        questions=(
            *content.questions,
            *(
                msgspec.structs.replace(
                    extra,
                    slug=f"{extra.slug}-{number}",
                    number=10_000 + number,
                    text=f"{extra.text} ({number})",
                )
                for number in range(len(content.questions) + 1, count + 1)
            ),
        ),
    )


def _with_options(content: Catalogue, count: int) -> Catalogue:
    return msgspec.structs.replace(
        content,
        questions=tuple(
            msgspec.structs.replace(question, options=tuple(_more_options(question.options, count)))
            if any(option.wants for option in question.options)
            else question
            for question in content.questions
        ),
    )


def _more_options(options: Sequence[Option], count: int) -> Iterator[Option]:
    inclusive = [option for option in options if not option.exclusive]
    yield from inclusive
    for number in range(len(options), count):
        again = inclusive[number % len(inclusive)]
        yield msgspec.structs.replace(again, code=f"{again.code}-{number}", label=f"{again.label} ({number})")
    yield from (option for option in options if option.exclusive)


def _copies(parts: Sequence[Any], count: int, *names: str) -> Iterator[Any]:
    """`count` parts: the given ones, and copies of them in turn with a number behind slug and names."""
    for place in range(count):
        part = parts[place % len(parts)]
        turn = place // len(parts) + 1
        if turn == 1:
            yield part
            continue
        changed = {name: f"{getattr(part, name)} {turn}" for name in names}
        yield msgspec.structs.replace(part, slug=f"{part.slug}-{turn}", **changed)


def main_question_of_goals(content: Catalogue) -> Question:
    return next(
        question for question in content.questions if any(option.wants for option in question.options)
    )
