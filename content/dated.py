"""Which pages a Catalogue makes, and a fingerprint of what each of them says. Pure.

Two Releases whose fingerprints of a page are the same say the same on it, so a page can
tell when it last changed, and a page that is no more can say so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from content.catalogue import Catalogue, Compound, Goal

LENGTH = 16

FORM = "forms/{}"
GOAL = "goals/{}"
ARTICLE = "learn/{}"

WHOLE_KINDS = {
    "forms": ("Forms of magnesium", ("compounds", "scales", "traits", "claims")),
    "food": ("Food", ("foods", "food_first", "intakes")),
    "intake": ("Amounts and limits", ("intakes",)),
    "safety": ("Safety", ("cautions", "guidance", "contacts", "regions")),
    "low-magnesium": ("Low magnesium", ("signs",)),
    "learn": ("Articles", ("articles",)),
    "glossary": ("Glossary", ("terms",)),
    "sources": ("Sources", ("sources",)),
    "about": ("About", ("publisher",)),
    "privacy": ("Privacy", ("publisher",)),
    "accessibility": ("Accessibility", ("publisher",)),
}
"""Pages made from everything of some kinds: page → title and kinds."""


def pages(content: Catalogue) -> dict[str, list[str]]:
    """Page, as in its address without the outer slashes → fingerprint and title."""
    return {page: [_fingerprint(content, records), title] for page, title, records in _pages(content)}


def _pages(content: Catalogue) -> Iterator[tuple[str, str, list[Any]]]:
    for page, (title, kinds) in WHOLE_KINDS.items():
        yield page, title, [getattr(content, kind) for kind in kinds]
    for compound in content.compounds:
        yield FORM.format(compound.slug), compound.name, _of_compound(content, compound)
    for goal in content.goals:
        yield GOAL.format(goal.slug), goal.name, _of_goal(content, goal)
    for article in content.articles:
        yield ARTICLE.format(article.slug), article.title, [article]


def _of_compound(content: Catalogue, compound: Compound) -> list[Any]:
    return [
        compound,
        [claim for claim in content.claims if claim.compound == compound.slug],
        [caution for caution in content.cautions if compound.slug in caution.compounds],
        [content.trait_of[placed.trait] for placed in compound.traits],
    ]


def _of_goal(content: Catalogue, goal: Goal) -> list[Any]:
    return [goal, [claim for claim in content.claims if claim.goal == goal.slug]]


def _fingerprint(content: Catalogue, records: list[Any]) -> str:
    cited = sorted(set(_cited(records)) & content.source_of.keys())
    told = [records, [content.source_of[slug] for slug in cited]]
    return hashlib.sha256(msgspec.json.encode(told, order="sorted")).hexdigest()[:LENGTH]


def _cited(value: Any) -> Iterator[str]:
    """The sources named anywhere in some records."""
    if isinstance(value, msgspec.Struct):
        yield from getattr(value, "sources", ())
        yield from _cited([getattr(value, name) for name in value.__struct_fields__])
    elif isinstance(value, (list, tuple)):
        for child in _structs_in(value):
            yield from _cited(child)


def _structs_in(values: Iterable[Any]) -> Iterator[Any]:
    return (value for value in values if isinstance(value, (msgspec.Struct, list, tuple)))
