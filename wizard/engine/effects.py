"""What the answers mean: goals wanted, traits welcomed or not, cautions raised.

Each meaning remembers which of the visitor's answers it came from, so that every
reason on the result can name one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from content.catalogue import Option, Question
from wizard.engine.walk import Step


class Said(NamedTuple):
    """One answer in the visitor's own words: the question and the option chosen."""

    question: Question
    option: Option

    @property
    def key(self) -> str:
        return f"{self.question.slug}/{self.option.code}"


Because: TypeAlias = Mapping[str, tuple[Said, ...]]
"""Slug of a goal, trait or caution → the answers that brought it in."""


@dataclass(frozen=True, slots=True)
class Effects:
    wanted: Because
    welcomed: Because
    avoided: Because
    ruled_out: Because
    raised: Because


def effects_of(steps: Iterable[Step]) -> Effects:
    """The effects of all chosen options; a safety question's options only raise cautions."""
    wanted: dict[str, tuple[Said, ...]] = {}
    welcomed: dict[str, tuple[Said, ...]] = {}
    avoided: dict[str, tuple[Said, ...]] = {}
    ruled_out: dict[str, tuple[Said, ...]] = {}
    raised: dict[str, tuple[Said, ...]] = {}
    for step in steps:
        for option in step.chosen:
            said = Said(step.question, option)
            _add(raised, option.raises, said)
            if step.question.safety:
                continue
            _add(wanted, option.wants, said)
            _add(welcomed, option.welcomes, said)
            _add(avoided, option.avoids, said)
            _add(ruled_out, option.rules_out, said)
    return Effects(wanted, welcomed, avoided, ruled_out, raised)


def _add(into: dict[str, tuple[Said, ...]], slugs: Iterable[str], said: Said) -> None:
    for slug in slugs:
        into[slug] = (*into.get(slug, ()), said)
