"""Food first, or no supplement: the option that stands beside every form."""

from __future__ import annotations

from dataclasses import dataclass

from content.catalogue import Catalogue, Prose
from content.once import once
from content.pages.citations import Citation, citations


@dataclass(frozen=True, kw_only=True, slots=True)
class FoodFirst:
    title: str
    summary: str
    for_it: Prose
    against_it: Prose
    living_with: Prose
    citations: tuple[Citation, ...]
    to_be_checked: bool


@once
def food_first(catalogue: Catalogue) -> FoodFirst:
    option = catalogue.food_first
    return FoodFirst(
        title=option.title,
        summary=option.summary,
        for_it=option.for_it,
        against_it=option.against_it,
        living_with=option.living_with,
        citations=citations(catalogue, option),
        to_be_checked=option.to_be_checked,
    )
