"""A small Catalogue in which every field of every kind says something, and no check blocks."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import msgspec

from content import documents, markdown
from content.catalogue import (
    Action,
    Article,
    Catalogue,
    CompoundTrait,
    Contact,
    ContactKind,
    DeficiencySign,
    Elemental,
    Food,
    GlossaryTerm,
    IntakeKind,
    Kind,
    Level,
    LifeStage,
    ReferenceIntake,
    Region,
    Route,
    Severity,
    Sex,
)
from tests import builders as b

SOURCED: dict[str, Any] = {
    "sources": ("first-paper", "second-paper"),
    "facts": ("F-2", "F-1"),
    "to_be_checked": True,
}
REVIEWED_ON = dt.datetime.now(tz=dt.UTC).date() - dt.timedelta(days=30)
"""Always recent, because a review that is too old blocks a release."""

REVIEWED: dict[str, Any] = {**SOURCED, "reviewed_on": REVIEWED_ON}
PROSE = markdown.prose("Some *plain* words.\n\n- and a list")


def everything() -> Catalogue:
    """The Catalogue, in reading order."""
    return documents.in_order(
        b.catalogue(
            publisher=b.publisher(who=PROSE, privacy=PROSE),
            food_first=b.food_first(for_it=PROSE, against_it=PROSE, **REVIEWED),
            contacts=[
                _contact("poisons", 20, ContactKind.ADVICE),
                _contact("ambulance", 10, ContactKind.EMERGENCY),
            ],
            sources=[
                b.source("first-paper", year=2020, url="https://example.org/", note="Small.", facts=("F-1",)),
                b.source("second-paper"),
                b.source("third-paper"),
            ],
            scales=[b.scale("gut", hint="What it does to the gut."), b.scale("cost", number=2)],
            traits=[
                b.trait("gut-gentle", "gut", step=1, hint="Seldom loosens."),
                b.trait("gut-laxative", "gut", step=2),
                b.trait("cost-less", "cost", step=1),
            ],
            goals=[
                b.goal("sleep", known=PROSE, hindered_by=("cost-less", "gut-laxative"), **REVIEWED),
                b.goal("constipation", number=2),
            ],
            compounds=[
                b.compound(
                    "citrate",
                    number=2,
                    labels=("Tri-magnesium dicitrate", "Citrate of magnesium"),
                    about=PROSE,
                    risks=PROSE,
                    ask_first=PROSE,
                    elemental=(_elemental("Citrate, hydrated", 11.9), _elemental("Citrate, anhydrous", 16.2)),
                    traits=(_place("gut-laxative", note="Draws water."), _place("cost-less")),
                    **REVIEWED,
                ),
                b.compound(
                    "skin",
                    number=1,
                    route=Route.SKIN,
                    risks=PROSE,
                    ask_first=PROSE,
                    traits=(_place("gut-gentle"),),
                ),
            ],
            claims=[
                b.claim(
                    "citrate", "sleep", effect="None.", population="Adults.", limits="Small.", **REVIEWED
                ),
                b.claim("citrate", "constipation", sources=("first-paper",)),
            ],
            cautions=[
                b.caution(
                    "kidneys",
                    ask=("Is it safe?", "And how much?"),
                    examples=("Dialysis",),
                    compounds=("skin", "citrate"),
                    contact=ContactKind.ADVICE,
                    **REVIEWED,
                ),
                b.caution("chest-pain", Action.URGENT_NOW, number=2),
            ],
            questions=[
                b.question(
                    "goals",
                    b.option("sleep", wants=("sleep",), hint="At night."),
                    b.option("constipation", wants=("constipation",), welcomes=("gut-laxative",)),
                    b.option("cheap", wants=("sleep",), avoids=("gut-laxative",), rules_out=("gut-gentle",)),
                    b.option("not-sure", exclusive=True, wants=("sleep",)),
                    kind=Kind.MANY,
                    most=2,
                    hint="Up to two.",
                ),
                b.question(
                    "conditions",
                    b.option("kidneys", raises=("kidneys", "chest-pain")),
                    b.option("none", exclusive=True),
                    number=2,
                    safety=True,
                    shown_when=("goals/sleep", "goals/cheap"),
                ),
            ],
            articles=[
                Article(slug="what-it-is", title="What", number=1, summary="It is.", body=PROSE, **REVIEWED)
            ],
            foods=[
                Food(
                    slug="spinach",
                    name="Spinach",
                    group="Leaves",
                    serving="90 g",
                    mg=78.5,
                    note="Boiled.",
                    **SOURCED,
                ),
                Food(slug="tea", name="Tea", group="Drinks", serving="1 cup"),
            ],
            intakes=[_intake("women", Sex.FEMALE, 320.0), _intake("nobody", Sex.ANY, None), _limit()],
            signs=[
                DeficiencySign(
                    slug="twitch",
                    system="Muscles",
                    severity=Severity.MILD,
                    statement="Twitches.",
                    number=1,
                    **SOURCED,
                ),
                DeficiencySign(
                    slug="fit",
                    system="Nerves",
                    severity=Severity.SEVERE,
                    statement="A fit.",
                    urgent=True,
                    number=2,
                ),
            ],
            terms=[
                GlossaryTerm(
                    slug="salt", term="Salt", also=("salts", "Salts"), meaning="A compound.", **SOURCED
                )
            ],
            regions=[
                Region(
                    slug="gb",
                    name="Here",
                    number=10,
                    contacts=("ambulance", "poisons"),
                    leading_limit="limit",
                    whom="A pharmacist, or your doctor.",
                )
            ],
            expectations=[
                b.expectation(
                    "sleeper",
                    {"goals": ("cheap", "sleep"), "conditions": ("none",)},
                    level=Level.ROUTINE,
                    withheld=False,
                    shows=("citrate",),
                    sets_aside=("skin",),
                    never_sets_aside=("citrate",),
                ),
                b.expectation(
                    "constipated",
                    {"goals": ("constipation",)},
                    number=2,
                    leads=("citrate",),
                    never_leads=("skin",),
                ),
                b.expectation(
                    "patient",
                    {"goals": ("sleep",), "conditions": ("kidneys",)},
                    number=3,
                    level=Level.URGENT_NOW,
                    never_shows=("citrate", "skin"),
                ),
            ],
        )
    )


def shuffled(content: Catalogue, seed: int) -> Catalogue:
    """`content` with its collections and references in another order; lists with an order keep theirs."""
    result: Catalogue = _shuffled(content, random.Random(seed))  # noqa: S311  no secret
    return result


def _shuffled(value: Any, chance: random.Random, name: str = "") -> Any:
    if isinstance(value, msgspec.Struct):
        changes = {
            field.name: _shuffled(getattr(value, field.name), chance, field.name)
            for field in msgspec.structs.fields(value)
        }
        return msgspec.structs.replace(value, **changes)
    if isinstance(value, dict):
        return {key: tuple(chance.sample(codes, len(codes))) for key, codes in value.items()}
    if isinstance(value, tuple):
        children = [_shuffled(child, chance) for child in value]
        if name in {*documents.KINDS, *documents.REFERENCES, "traits"}:
            chance.shuffle(children)
        return tuple(children)
    return value


def _contact(slug: str, order: int, kind: ContactKind) -> Contact:
    return Contact(
        slug=slug,
        kind=kind,
        region="Here",
        name=slug,
        number="1",
        note="Day and night.",
        order=order,
        to_be_checked=True,
    )


def _limit() -> ReferenceIntake:
    return msgspec.structs.replace(
        _intake("limit", Sex.ANY, 5000.0), kind=IntakeKind.LIMIT, counts="supplements"
    )


def _elemental(salt: str, percent: float) -> Elemental:
    return Elemental(
        salt=salt, formula="Mg", percent=percent, arithmetic="24.3 of 150.0", note="By weight.", **SOURCED
    )


def _place(trait: str, note: str = "") -> CompoundTrait:
    return CompoundTrait(trait=trait, note=note, **SOURCED)


def _intake(slug: str, sex: Sex, mg: float | None) -> ReferenceIntake:
    return ReferenceIntake(
        slug=slug,
        authority="An authority",
        region="Here",
        kind=IntakeKind.RECOMMENDED,
        who="Adults",
        stage=LifeStage.ADULT,
        sex=sex,
        age_from=19.0,
        age_to=30.5,
        mg=mg,
        counts="all sources",
        note="By age.",
        number=10,
        headline=True,
        **SOURCED,
    )
