"""The page of one form: cautions first, then what is known, then what it is."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from content import words
from content.catalogue import Catalogue, Caution, Claim, Compound, Direction, Elemental, Prose
from content.pages import marks
from content.pages.cells import Known, Suits, known, suits, weight_bar
from content.pages.citations import Citation, citations
from content.pages.prose import ready

EXAMPLE = 400
"""Milligrams of compound in the example that shows what a share by weight means."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CautionLink:
    name: str
    url: str
    action: str
    statement: str
    to_be_checked: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """A claim in full; it stands below its own `known` line."""

    anchor: str
    goal: str
    goal_url: str
    known: Known
    statement: str
    effect: str
    because: str
    population: str
    unsaid: str
    limits: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Untested:
    anchor: str
    goal: str
    goal_url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Salt:
    """Magnesium by weight in one salt, with its arithmetic."""

    name: str
    formula: str
    percent: str
    bar: marks.Bar
    arithmetic: str
    holds: str
    note: str
    citations: tuple[Citation, ...]
    to_be_checked: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class CompoundPage:
    title: str
    description: str
    slug: str
    name: str
    short: str
    route: str
    summary: str
    ask_first: Prose
    cautions: tuple[CautionLink, ...]
    risks: Prose
    findings: tuple[Finding, ...]
    untested: tuple[Untested, ...]
    suits: tuple[Suits, ...]
    salts: tuple[Salt, ...]
    labels: tuple[str, ...]
    about: Prose
    citations: tuple[Citation, ...]
    to_be_checked: bool
    reviewed: str
    compare_url: str


def compound_page(catalogue: Catalogue, compound: Compound) -> CompoundPage:
    claims = catalogue.claims_of[compound.slug]
    return CompoundPage(
        title=compound.name,
        description=f"{compound.name}. {compound.summary}",
        slug=compound.slug,
        name=compound.name,
        short=compound.short,
        route=words.route(compound.route),
        summary=compound.summary,
        ask_first=compound.ask_first,
        cautions=tuple(
            _caution(caution) for caution in catalogue.cautions if compound.slug in caution.compounds
        ),
        risks=ready(catalogue, compound.risks),
        findings=tuple(
            _finding(catalogue, compound, claims[goal.slug])
            for goal in catalogue.goals
            if goal.slug in claims
        ),
        untested=tuple(
            Untested(f"for-{goal.slug}", goal.name, reverse("content:goal", args=[goal.slug]))
            for goal in catalogue.goals
            if goal.slug not in claims
        ),
        suits=tuple(suits(catalogue, compound, scale) for scale in catalogue.scales),
        salts=tuple(_salt(catalogue, elemental) for elemental in compound.elemental),
        labels=compound.labels,
        about=ready(catalogue, compound.about),
        citations=citations(catalogue, compound),
        to_be_checked=compound.to_be_checked,
        reviewed=words.date(compound.reviewed_on) if compound.reviewed_on else "",
        compare_url=f"{reverse('content:compare')}?form={compound.slug}",
    )


def _caution(caution: Caution) -> CautionLink:
    return CautionLink(
        name=caution.name,
        url=f"{reverse('content:safety')}#{caution.slug}",
        action=words.action(caution.action),
        statement=caution.statement,
        to_be_checked=caution.to_be_checked,
    )


def _finding(catalogue: Catalogue, compound: Compound, claim: Claim) -> Finding:
    goal = catalogue.goal_of[claim.goal]
    return Finding(
        anchor=f"for-{goal.slug}",
        goal=goal.name,
        goal_url=reverse("content:goal", args=[goal.slug]),
        known=known(catalogue, compound, goal),
        statement=claim.statement,
        effect=claim.effect,
        because=claim.because,
        population=claim.population,
        unsaid="" if claim.population else _population_unsaid(claim),
        limits=claim.limits,
        citations=citations(catalogue, claim),
    )


def _population_unsaid(claim: Claim) -> str:
    if claim.direction is Direction.NOT_TESTED:
        return _("Nobody, for this goal")
    return _("Not said in what was read")


def _salt(catalogue: Catalogue, elemental: Elemental) -> Salt:
    holds = EXAMPLE * elemental.percent / 100
    return Salt(
        name=elemental.salt,
        formula=elemental.formula,
        percent=words.percent(elemental.percent),
        bar=weight_bar(elemental),
        arithmetic=elemental.arithmetic,
        holds=_("%(example)s of this compound holds about %(held)s of magnesium.")
        % {"example": words.milligrams(EXAMPLE), "held": words.milligrams(round(holds))},
        note=elemental.note,
        citations=citations(catalogue, elemental),
        to_be_checked=elemental.to_be_checked,
    )
