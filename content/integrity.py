"""Whether the parts of a Catalogue fit together. Pure.

A Catalogue that does not hold together can't be walked or shown: a reference that points
nowhere, two records of one name, a level without its card. `problems` tells everything at
once. Whether the content is also good is for the release checks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec

from content import documents
from content.catalogue import Catalogue, Claim, Compound, Expectation, Guidance, Level, Option, Question
from content.telling import Sentence

Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True, kw_only=True)
class Problem:
    """What is wrong and where: the kind (and name of the file), the record, the field."""

    kind: str
    record: str
    field: str
    message: Sentence

    @property
    def place(self) -> str:
        """Where it is in documents: “claims.yaml, citrate for sleep, because”."""
        return ", ".join(filter(None, (f"{self.kind}.yaml", self.record, self.field)))

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


def problems(content: Catalogue) -> list[Problem]:
    """Everything that keeps `content` from holding together; empty when it does."""
    found: list[Problem] = []
    found += _repeated_records(content)
    found += _broken_references(content)
    found += _missing_cards(content)
    for compound in content.compounds:
        found += _crowded_scales(content, compound)
    for question in content.questions:
        found += _safety_answers_that_do_more(question)
    for expectation in content.expectations:
        found += _impossible_answers(content, expectation)
    return found


def named(record: msgspec.Struct) -> str:
    """How a problem names a record."""
    match record:
        case Claim():
            return f"{record.compound} for {record.goal}"
        case Guidance():
            return f"{record.level}, withheld" if record.withheld else str(record.level)
    return str(getattr(record, "slug", ""))


def records(content: Catalogue) -> Iterator[tuple[str, Any]]:
    """Every record with its kind."""
    for kind in documents.KINDS:
        part = getattr(content, kind)
        for record in [part] if kind in documents.SINGLE else part:
            yield kind, record


def _repeated_records(content: Catalogue) -> Iterator[Problem]:
    for kind, name in _repeated((kind, named(record)) for kind, record in records(content)):
        yield Problem(kind=kind, record=name, field="", message=Sentence("stands here more than once."))
    for question in content.questions:
        for code in _repeated(option.code for option in question.options):
            message = Sentence("the code “%(code)s” belongs to more than one option.", code=code)
            yield Problem(kind="questions", record=question.slug, field="options", message=message)
    for compound in content.compounds:
        for salt in _repeated(elemental.salt for elemental in compound.elemental):
            message = _twice(salt)
            yield Problem(kind="compounds", record=compound.slug, field="elemental", message=message)


_TARGETS: Mapping[str, Sentence] = {
    "cautions": Sentence.in_context("kind", "cautions"),
    "compounds": Sentence.in_context("kind", "compounds"),
    "contacts": Sentence.in_context("kind", "contacts"),
    "goals": Sentence.in_context("kind", "goals"),
    "intakes": Sentence.in_context("kind", "intakes"),
    "options": Sentence.in_context("kind", "options"),
    "scales": Sentence.in_context("kind", "scales"),
    "sources": Sentence.in_context("kind", "sources"),
    "traits": Sentence.in_context("kind", "traits"),
}
"""What `documents.REFERENCES` lead to, within a sentence."""


def _broken_references(content: Catalogue) -> Iterator[Problem]:
    known = _names(content)
    for kind, record in records(content):
        for field, target, names in _references(record):
            for name in names:
                if name not in known[target]:
                    message = Sentence(
                        "nothing in %(kind)s is called “%(name)s”.", kind=_TARGETS[target], name=name
                    )
                    yield Problem(kind=kind, record=named(record), field=field, message=message)
            for name in _repeated(names):
                message = _twice(name)
                yield Problem(kind=kind, record=named(record), field=field, message=message)


def _names(content: Catalogue) -> Mapping[str, set[str]]:
    known = {
        kind: {named(record) for record in getattr(content, kind)}
        for kind in set(documents.REFERENCES.values()) - {"options"}
    }
    known["options"] = {
        f"{question.slug}/{option.code}" for question in content.questions for option in question.options
    }
    return known


def _references(record: msgspec.Struct, place: str = "") -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Field, kind of what it names, and the names: those of `record` and those of its parts."""
    for field in record.__struct_fields__:
        value = getattr(record, field)
        if field in documents.REFERENCES:
            yield (
                place + field,
                documents.REFERENCES[field],
                value if isinstance(value, tuple) else (value,),
            )
        elif isinstance(value, tuple):
            for part in value:
                if isinstance(part, msgspec.Struct):
                    yield from _references(part, f"{place}{field}, {part_named(part)}, ")


def part_named(part: msgspec.Struct) -> str:
    return str(next(getattr(part, name) for name in ("code", "trait", "salt") if hasattr(part, name)))


def _missing_cards(content: Catalogue) -> Iterator[Problem]:
    present = {(card.level, card.withheld) for card in content.guidance}
    for level, withheld in [*((level, False) for level in Level), (Level.ASK_FIRST, True)]:
        if (level, withheld) not in present:
            record = f"{level}, withheld" if withheld else str(level)
            yield Problem(kind="guidance", record=record, field="", message=Sentence("this card is missing."))


def _crowded_scales(content: Catalogue, compound: Compound) -> Iterator[Problem]:
    scales = [
        content.trait_of[place.trait].scale for place in compound.traits if place.trait in content.trait_of
    ]
    for scale in _repeated(scales):
        message = Sentence("the form stands on the scale “%(scale)s” more than once.", scale=scale)
        yield Problem(kind="compounds", record=compound.slug, field="traits", message=message)


def _safety_answers_that_do_more(question: Question) -> Iterator[Problem]:
    if not question.safety:
        return
    for option in question.options:
        for field in effects_beyond_safety(option):
            message = Sentence("an option of a safety question may only raise cautions.")
            yield Problem(
                kind="questions",
                record=question.slug,
                field=f"options, {option.code}, {field}",
                message=message,
            )


def effects_beyond_safety(option: Option) -> list[str]:
    """The fields by which an Option does more than raise Cautions."""
    return [field for field in ("wants", "welcomes", "avoids", "rules_out") if getattr(option, field)]


def _impossible_answers(content: Catalogue, expectation: Expectation) -> Iterator[Problem]:
    for slug, codes in expectation.answers.items():
        question = content.question_of.get(slug)
        for message in _impossible(slug, codes, question):
            yield Problem(kind="expectations", record=expectation.slug, field="answers", message=message)


def _impossible(slug: str, codes: tuple[str, ...], question: Question | None) -> Iterator[Sentence]:
    if question is None:
        yield Sentence("there is no question “%(question)s”.", question=slug)
    else:
        for code in codes:
            if question.option(code) is None:
                yield Sentence("“%(question)s” has no option “%(code)s”.", question=slug, code=code)
    if not codes:
        yield Sentence("“%(question)s” is left without an answer.", question=slug)
    for code in _repeated(codes):
        yield _twice(f"{slug}/{code}")


def _twice(name: str) -> Sentence:
    return Sentence("“%(name)s” stands here more than once.", name=name)


def _repeated(names: Iterable[Name]) -> list[Name]:
    return [name for name, times in Counter(names).items() if times > 1]
