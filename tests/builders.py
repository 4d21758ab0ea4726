"""Small Catalogues for tests, made without a database.

Each builder fills in whatever a test does not care about, so that a test names only what
it is about:

    catalogue(
        compounds=[compound("citrate")],
        goals=[goal("constipation")],
        claims=[claim("citrate", "constipation")],
        questions=[question("goals", option("constipation", wants=["constipation"]))],
    )

Parts keep the order they are given in. Lists may stand where the Catalogue holds tuples.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from content.catalogue import (
    NO_PROSE,
    Action,
    Catalogue,
    Caution,
    CautionGroup,
    Certainty,
    Claim,
    Compound,
    CompoundTrait,
    Direction,
    Expectation,
    FoodFirst,
    Goal,
    Guidance,
    Kind,
    Level,
    Option,
    Publisher,
    Question,
    Reading,
    Relevance,
    Route,
    Scale,
    Source,
    Trait,
)
from content.edition import Edition, PublicationKind

Part = TypeVar("Part", bound=msgspec.Struct)


def catalogue(**parts: Any) -> Catalogue:
    """A Catalogue with a publisher, an advice card for every level, and the given parts."""
    defaults: dict[str, Any] = {
        "publisher": publisher(),
        "food_first": food_first(),
        "guidance": every_guidance(),
    }
    return _build(Catalogue, defaults, parts)


def compound(slug: str, **parts: Any) -> Compound:
    defaults = {
        "slug": slug,
        "name": f"Magnesium {slug}",
        "short": slug.capitalize(),
        "number": 1,
        "route": Route.MOUTH,
        "summary": f"About {slug}.",
        "about": NO_PROSE,
        "risks": NO_PROSE,
        "ask_first": NO_PROSE,
    }
    return _build(Compound, defaults, parts)


def placed(trait: str, **parts: Any) -> CompoundTrait:
    return _build(CompoundTrait, {"trait": trait}, parts)


def goal(slug: str, **parts: Any) -> Goal:
    defaults = {
        "slug": slug,
        "name": slug.capitalize(),
        "hope": f"help with {slug}",
        "number": 1,
        "summary": f"About {slug}.",
        "known": NO_PROSE,
        "check_first": NO_PROSE,
        "what_else": NO_PROSE,
        "without_treatment": NO_PROSE,
        "support": NO_PROSE,
    }
    return _build(Goal, defaults, parts)


def claim(compound: str, goal: str, **parts: Any) -> Claim:
    """A form often chosen for a goal, with limited certainty that it may help."""
    defaults = {
        "compound": compound,
        "goal": goal,
        "relevance": Relevance.OFTEN,
        "direction": Direction.MAY_HELP,
        "certainty": Certainty.LIMITED,
        "statement": f"{compound} may help with {goal}.",
        "because": "Few and small studies.",
    }
    return _build(Claim, defaults, parts)


def scale(slug: str, **parts: Any) -> Scale:
    return _build(Scale, {"slug": slug, "name": slug.capitalize(), "number": 1}, parts)


def trait(slug: str, scale: str, step: int = 1, **parts: Any) -> Trait:
    defaults = {"slug": slug, "scale": scale, "step": step, "name": slug, "phrase": f"is {slug}"}
    return _build(Trait, defaults, parts)


def source(slug: str, **parts: Any) -> Source:
    defaults = {"slug": slug, "title": slug, "publisher": "A journal", "reading": Reading.PRIMARY}
    return _build(Source, defaults, parts)


def caution(slug: str, action: Action = Action.ASK_FIRST, **parts: Any) -> Caution:
    defaults = {
        "slug": slug,
        "name": slug.capitalize(),
        "group": CautionGroup.CONDITION,
        "action": action,
        "number": 1,
        "statement": f"Be careful: {slug}.",
        "advice": NO_PROSE,
    }
    return _build(Caution, defaults, parts)


def option(code: str, **parts: Any) -> Option:
    return _build(Option, {"code": code, "label": f"Answer {code}", "short": code}, parts)


def question(slug: str, *options: Option, **parts: Any) -> Question:
    """A question that allows one answer."""
    defaults = {
        "slug": slug,
        "number": 1,
        "kind": Kind.ONE,
        "text": f"What about {slug}?",
        "short": slug.capitalize(),
        "why": f"Why we ask about {slug}.",
        "options": options,
    }
    return _build(Question, defaults, parts)


def guidance(level: Level, **parts: Any) -> Guidance:
    defaults = {"level": level, "title": f"Advice: {level}", "body": NO_PROSE, "action": "Speak to somebody."}
    return _build(Guidance, defaults, parts)


def every_guidance() -> list[Guidance]:
    """An advice card for each level, and the one that replaces every form."""
    return [*(guidance(level) for level in Level), guidance(Level.ASK_FIRST, withheld=True)]


def expectation(slug: str, answers: Mapping[str, tuple[str, ...]], **parts: Any) -> Expectation:
    defaults = {"slug": slug, "story": f"Somebody with {slug}.", "number": 1, "answers": answers}
    return _build(Expectation, defaults, parts)


def publisher(**parts: Any) -> Publisher:
    prose = ("who", "need", "funding", "making", "updates", "testing", "feedback", "privacy", "accessibility")
    return _build(Publisher, {"name": "A publisher", **dict.fromkeys(prose, NO_PROSE)}, parts)


def food_first(**parts: Any) -> FoodFirst:
    prose = ("for_it", "against_it", "living_with")
    defaults = {"title": "Food first", "summary": "No supplement.", **dict.fromkeys(prose, NO_PROSE)}
    return _build(FoodFirst, defaults, parts)


def edition(contents: Catalogue, **parts: Any) -> Edition:
    """An Edition of a Catalogue: Release 1, first shown as a demonstration.

    Every question means the same in every Release named by `meanings`; unless a test
    gives its own, only the Edition's own Release is named.
    """
    number = parts.get("number", 1)
    defaults: dict[str, Any] = {
        "catalogue": contents,
        "number": number,
        "digest": "0" * 64,
        "publication": 1,
        "published_at": dt.datetime(2026, 1, 1, 12, 0, tzinfo=dt.UTC),
        "kind": PublicationKind.DEMONSTRATION,
        "meanings": {number: {question.slug: "as first asked" for question in contents.questions}},
    }
    return Edition(**{**defaults, **parts})


def _build(part_type: type[Part], defaults: Mapping[str, Any], parts: Mapping[str, Any]) -> Part:
    """A part with its values checked, as they are when a Catalogue is decoded."""
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in parts.items()}
    return msgspec.convert({**defaults, **values}, part_type)
