"""The table of everything known: forms down, goals across, each cell a link to its claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from content import words
from content.catalogue import Catalogue, Certainty, Compound
from content.pages import links, marks
from content.pages.cells import Known, known
from content.pages.links import Link


@dataclass(frozen=True, slots=True)
class Row:
    compound: Link
    cells: tuple[Known, ...]


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """One step of certainty, explained."""

    dots: tuple[marks.Dot, ...]
    word: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Matrix:
    goals: tuple[Link, ...]
    rows: tuple[Row, ...]
    key: tuple[KeyEntry, ...]


def matrix(catalogue: Catalogue, compounds: Sequence[Compound]) -> Matrix:
    return Matrix(
        goals=tuple(links.to_goal(goal) for goal in catalogue.goals),
        rows=tuple(
            Row(
                links.to_compound(compound),
                tuple(known(catalogue, compound, goal) for goal in catalogue.goals),
            )
            for compound in compounds
        ),
        key=certainty_key(),
    )


def certainty_key() -> tuple[KeyEntry, ...]:
    return tuple(
        KeyEntry(marks.dots(step), words.certainty(step), words.certainty_meaning(step)) for step in Certainty
    )
