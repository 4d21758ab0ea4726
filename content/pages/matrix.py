"""The table of everything known: forms down, goals across, each cell a link to its claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from content import words
from content.catalogue import Catalogue, Certainty, Compound
from content.pages import marks
from content.pages.cells import Known, known


@dataclass(frozen=True, slots=True)
class Link:
    name: str
    url: str


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
        goals=tuple(Link(goal.name, reverse("content:goal", args=[goal.slug])) for goal in catalogue.goals),
        rows=tuple(
            Row(
                Link(compound.short, reverse("content:form", args=[compound.slug])),
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
