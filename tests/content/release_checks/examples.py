"""For each check of the content: something it finds, and the same done well."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from content import markdown, release_checks
from content.catalogue import (
    Action,
    Article,
    Catalogue,
    Certainty,
    Contact,
    ContactKind,
    Direction,
    Elemental,
    GlossaryTerm,
    IntakeKind,
    Kind,
    LifeStage,
    Option,
    Prose,
    Reading,
    ReferenceIntake,
    Region,
)
from content.release_checks import Problem
from tests import builders as b

TODAY = dt.date(2026, 3, 31)


@dataclass(frozen=True, kw_only=True)
class Example:
    """`place` is where the problem of `bad` is found: kind, record, field."""

    bad: Catalogue
    good: Catalogue
    place: str


def found(content: Catalogue, check: str, today: dt.date = TODAY) -> list[Problem]:
    return [p for p in release_checks.run(content, today=today) if p.check.slug == check]


def text(body: str) -> Catalogue:
    """Content that says `body` in an article."""
    article = Article(slug="a", title="A", number=1, summary="About it.", body=markdown.prose(body))
    return b.catalogue(articles=[article])


def _prose(words: str = "Plain words.") -> Prose:
    return markdown.prose(words)


def _claim(**parts: Any) -> Catalogue:
    return b.catalogue(
        compounds=[b.compound("citrate")],
        goals=[b.goal("sleep")],
        sources=[b.source("paper")],
        claims=[b.claim("citrate", "sleep", **{"sources": ("paper",), "population": "Adults.", **parts})],
    )


def _asked(*options: Option, **parts: Any) -> Catalogue:
    """One question, with a form for sleep that stands on the step "gentle"."""
    return b.catalogue(
        compounds=[b.compound("citrate", traits=[b.placed("gentle")])],
        goals=[b.goal("sleep"), b.goal("calm", number=2)],
        claims=[b.claim("citrate", "sleep")],
        cautions=[b.caution("kidneys")],
        scales=[b.scale("gut")],
        traits=[b.trait("gentle", "gut"), b.trait("rough", "gut", step=2)],
        questions=[b.question("q", *options, **parts)],
    )


def _urgent_in(*slugs: str) -> Catalogue:
    """Two questions, of which the named ones ask about chest pain."""
    return b.catalogue(
        cautions=[b.caution("chest", Action.URGENT_NOW)],
        questions=[
            b.question(slug, b.option("chest", raises=["chest"] if slug in slugs else []), b.option("fine"))
            for slug in ("first", "second")
        ],
    )


def _sources(*sources: Any, used: tuple[str, ...]) -> Catalogue:
    return b.catalogue(sources=list(sources), goals=[b.goal("sleep", sources=used)])


def _limited(body: str, **parts: Any) -> Catalogue:
    """An article beside a limit of 250 mg a day."""
    limit = ReferenceIntake(
        slug="limit",
        authority="An authority",
        region="Here",
        kind=IntakeKind.LIMIT,
        who="Adults",
        stage=LifeStage.ADULT,
        mg=250,
        counts="supplements",
        number=1,
    )
    article = Article(slug="a", title="A", number=1, summary="It.", body=_prose(body), **parts)
    return b.catalogue(
        intakes=[limit], articles=[article], sources=[b.source("paper")], compounds=[b.compound("citrate")]
    )


def _region(slug: str = "gb", emergency: bool = True, kind: IntakeKind = IntakeKind.LIMIT) -> Catalogue:
    """A region with one telephone number and one amount."""
    contact = Contact(
        slug="call",
        kind=ContactKind.EMERGENCY if emergency else ContactKind.ADVICE,
        region="Here",
        name="Somebody",
        number="1",
        order=1,
    )
    amount = ReferenceIntake(
        slug="amount",
        authority="An authority",
        region="Here",
        kind=kind,
        who="Adults",
        stage=LifeStage.ADULT,
        mg=250,
        counts="supplements",
        number=1,
    )
    region = Region(slug=slug, name="Here", number=1, contacts=("call",), leading_limit="amount")
    return b.catalogue(contacts=[contact], intakes=[amount], regions=[region])


def _salt(**parts: Any) -> Catalogue:
    values: dict[str, Any] = {"salt": "Citrate", "formula": "C", "percent": 16.2, "arithmetic": "= 16.17%"}
    return b.catalogue(compounds=[b.compound("citrate", elemental=[Elemental(**{**values, **parts})])])


def _reviewed(on: dt.date | None) -> Catalogue:
    return b.catalogue(goals=[b.goal("sleep", reviewed_on=on)])


_WHOLE_GOAL = dict.fromkeys(("known", "check_first", "what_else", "without_treatment", "support"), _prose())
_RISKS = {"risks": _prose(), "ask_first": _prose()}
_WANTS = b.option("a", wants=["sleep"])
_NONE = b.option("none", exclusive=True)
_LONG = (
    "Some people take one tablet in the evening with a meal, others take it in the morning before work, "
    "and there are some who like to split it over the whole day."
)
_HARD = "Considerable heterogeneity characterises intervention studies investigating supplementation. "

EXAMPLES: Mapping[str, Example] = {
    "does-not-hold-together": Example(
        bad=b.catalogue(goals=[b.goal("sleep", sources=["paper"])]),
        good=b.catalogue(goals=[b.goal("sleep", sources=["paper"])], sources=[b.source("paper")]),
        place="goals, sleep, sources",
    ),
    "claim-without-source": Example(
        bad=_claim(sources=()), good=_claim(), place="claims, citrate for sleep, sources"
    ),
    "statement-without-source": Example(
        bad=b.catalogue(cautions=[b.caution("kidneys")]),
        good=b.catalogue(cautions=[b.caution("kidneys", sources=["paper"])], sources=[b.source("paper")]),
        place="cautions, kidneys, sources",
    ),
    "source-twice": Example(
        bad=_sources(
            b.source("one", title="A  Title"), b.source("two", title="a title"), used=("one", "two")
        ),
        good=_sources(b.source("one"), b.source("two"), used=("one", "two")),
        place="sources, two, title",
    ),
    "source-without-use": Example(
        bad=_sources(b.source("one"), used=()),
        good=_sources(b.source("one"), used=("one",)),
        place="sources, one",
    ),
    "weak-source-unmarked": Example(
        bad=_sources(b.source("one", reading=Reading.RECALLED), used=("one",)),
        good=_sources(b.source("one", reading=Reading.ABSTRACT), used=("one",)),
        place="goals, sleep, to_be_checked",
    ),
    "question-without-answers": Example(bad=_asked(), good=_asked(_WANTS), place="questions, q, options"),
    "question-without-effect": Example(
        bad=_asked(b.option("a"), b.option("b")),
        good=_asked(_WANTS, b.option("b")),
        place="questions, q, options",
    ),
    "option-without-effect": Example(
        bad=_asked(_WANTS, b.option("b"), _NONE, kind=Kind.MANY),
        good=_asked(_WANTS, b.option("b", raises=["kidneys"]), _NONE, kind=Kind.MANY),
        place="questions, q, options, b",
    ),
    "option-meets-no-form": Example(
        bad=_asked(_WANTS, b.option("b", avoids=["rough"])),
        good=_asked(_WANTS, b.option("b", avoids=["gentle", "rough"])),
        place="questions, q, options, b, avoids",
    ),
    "question-without-none": Example(
        bad=_asked(_WANTS, kind=Kind.MANY),
        good=_asked(_WANTS, _NONE, kind=Kind.MANY),
        place="questions, q, options",
    ),
    "never-asked-about": Example(
        bad=_asked(_WANTS),
        good=_asked(_WANTS, b.option("b", wants=["calm"], raises=["kidneys"])),
        place="cautions, kidneys",
    ),
    "answers-at-odds": Example(
        bad=_asked(
            b.option("a", welcomes=["gentle"]), b.option("b", avoids=["gentle"]), _NONE, kind=Kind.MANY
        ),
        good=_asked(b.option("a", welcomes=["gentle"]), b.option("b", avoids=["gentle"]), _NONE),
        place="questions, q, options, a, welcomes",
    ),
    "same-words-twice": Example(
        bad=_asked(_WANTS, b.option("b", label="Answer  A")),
        good=_asked(_WANTS, b.option("b")),
        place="questions, q, options, b, label",
    ),
    "option-at-odds": Example(
        bad=_asked(_WANTS, b.option("b", welcomes=["gentle"], avoids=["gentle"])),
        good=_asked(_WANTS, b.option("b", welcomes=["gentle"], avoids=["rough"])),
        place="questions, q, options, b, avoids",
    ),
    "urgent-signs-in-two-questions": Example(
        bad=_urgent_in("first", "second"),
        good=_urgent_in("second"),
        place="questions, second, options",
    ),
    "words-beyond-certainty": Example(
        bad=_claim(statement="One trial clearly shows better sleep."),
        good=_claim(statement="One trial clearly shows better sleep.", certainty=Certainty.STRONG),
        place="claims, citrate for sleep, statement",
    ),
    "claim-at-odds": Example(
        bad=_claim(direction=Direction.NOT_TESTED),
        good=_claim(direction=Direction.NOT_TESTED, certainty=Certainty.NOT_KNOWN),
        place="claims, citrate for sleep, certainty",
    ),
    "certainty-without-reason": Example(
        bad=_claim(because=""), good=_claim(), place="claims, citrate for sleep, because"
    ),
    "promise-to-heal": Example(
        bad=text("It cures migraine."), good=text("It does not cure migraine."), place="articles, a, body"
    ),
    "illness-with-remedy": Example(
        bad=text("Glycinate relieves insomnia."),
        good=text("Glycinate may relieve insomnia."),
        place="articles, a, body",
    ),
    "praise": Example(
        bad=text("Citrate is the best form."), good=text("No form is the best."), place="articles, a, body"
    ),
    "absolute-word": Example(
        bad=text("It always works."), good=text("It is always one of the options."), place="articles, a, body"
    ),
    "form-without-risks": Example(
        bad=b.catalogue(compounds=[b.compound("citrate", **{**_RISKS, "risks": Prose()})]),
        good=b.catalogue(compounds=[b.compound("citrate", **_RISKS)]),
        place="compounds, citrate, risks",
    ),
    "form-half-told": Example(
        bad=_claim(),
        good=msgspec.structs.replace(_claim(), compounds=(b.compound("citrate", about=_prose()),)),
        place="compounds, citrate, about",
    ),
    "goal-told-in-part": Example(
        bad=b.catalogue(goals=[b.goal("sleep", **{**_WHOLE_GOAL, "support": Prose()})]),
        good=b.catalogue(goals=[b.goal("sleep", **_WHOLE_GOAL)]),
        place="goals, sleep, support",
    ),
    "no-food-first": Example(
        bad=b.catalogue(food_first=b.food_first(for_it=_prose())),
        good=b.catalogue(food_first=b.food_first(for_it=_prose(), against_it=_prose())),
        place="food_first, against_it",
    ),
    "caution-without-advice": Example(
        bad=b.catalogue(guidance=[], cautions=[b.caution("kidneys")]),
        good=b.catalogue(guidance=[], cautions=[b.caution("kidneys", advice=_prose())]),
        place="cautions, kidneys, advice",
    ),
    "amount-above-limit": Example(
        bad=_limited("Trials used 600 mg of magnesium.", sources=("paper",)),
        good=_limited("Trials used 600 mg of magnesium. That is above the limit.", sources=("paper",)),
        place="articles, a, body",
    ),
    "compound-or-elemental": Example(
        bad=_limited("Trials used 400 mg of magnesium citrate.", sources=("paper",)),
        good=_limited("400 mg of citrate holds 65 mg of magnesium.", sources=("paper",)),
        place="articles, a, body",
    ),
    "sum-does-not-agree": Example(
        bad=_salt(percent=61.2), good=_salt(), place="compounds, citrate, elemental, Citrate, percent"
    ),
    "long-sentence": Example(
        bad=text(_LONG), good=text(_LONG.replace(", and there", ". There")), place="articles, a, body"
    ),
    "hard-text": Example(
        bad=text(_HARD * 6), good=text("This is how we say it. " * 10), place="articles, a, body"
    ),
    "demanding-text": Example(
        bad=text("Somebody notices tiredness late in the day. " * 8),
        good=text("Somebody is very tired after a long day. " * 8),
        place="articles, a, body",
    ),
    "unexplained-word": Example(
        bad=text("It acts on the GABA system."),
        good=b.catalogue(
            articles=text("It acts on the GABA system.").articles,
            terms=[GlossaryTerm(slug="gaba", term="GABA", meaning="A messenger.")],
        ),
        place="articles, a, body",
    ),
    "never-reviewed": Example(bad=_reviewed(None), good=_reviewed(TODAY), place="goals, sleep, reviewed_on"),
    "review-due": Example(
        bad=_reviewed(dt.date(2025, 3, 31)),
        good=_reviewed(dt.date(2025, 4, 1)),
        place="goals, sleep, reviewed_on",
    ),
    "review-overdue": Example(
        bad=_reviewed(dt.date(2023, 3, 31)),
        good=_reviewed(dt.date(2023, 4, 1)),
        place="goals, sleep, reviewed_on",
    ),
    "review-in-the-future": Example(
        bad=_reviewed(dt.date(2026, 4, 1)), good=_reviewed(TODAY), place="goals, sleep, reviewed_on"
    ),
    "broken-link": Example(
        bad=text("See [citrate](/forms/citrate/)."),
        good=text("See [all forms](/forms/)."),
        place="articles, a, body",
    ),
    "link-says-nothing": Example(
        bad=text("For food click [here](/food/)."),
        good=text("See the [food table](/food/)."),
        place="articles, a, body",
    ),
    "region-without-emergency-number": Example(
        bad=_region(emergency=False), good=_region(), place="regions, gb, contacts"
    ),
    "region-without-limit": Example(
        bad=_region(kind=IntakeKind.RECOMMENDED), good=_region(), place="regions, gb, leading_limit"
    ),
    "region-without-address": Example(
        bad=_region("united-kingdom"), good=_region(), place="regions, united-kingdom, slug"
    ),
    "image-in-text": Example(
        bad=text("![](/chart.png)"), good=text("A chart in words."), place="articles, a, body"
    ),
}
