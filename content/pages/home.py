"""The first page: what the guide answers, an honest example, and why to trust it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from content import words
from content.catalogue import (
    Catalogue,
    Caution,
    Certainty,
    Claim,
    ContactKind,
    Direction,
    Relevance,
)
from content.edition import Edition
from content.pages.cells import Known, Suits, Weight, known, suits, weight
from content.pages.telephones import Telephones, telephones


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """One form for one goal, as a result would say it."""

    hope: str
    name: str
    url: str
    known: Known
    statement: str
    gut: Suits | None
    weight: Weight


@dataclass(frozen=True, slots=True)
class Topic:
    name: str
    url: str
    summary: str


@dataclass(frozen=True, kw_only=True, slots=True)
class HomePage:
    title: str
    description: str
    example: Example | None
    urgent: tuple[str, ...]
    telephones: tuple[Telephones, ...]
    goals: tuple[Topic, ...]
    forms: tuple[Topic, ...]
    food_first: str
    counts: str
    release: str
    review: str
    reviewed: bool


def home_page(edition: Edition) -> HomePage:
    catalogue = edition.catalogue
    return HomePage(
        title=_("Magnesium: which form, if any?"),
        description=_(
            "A short guide that helps you decide whether to take magnesium, and if so which form. "
            "It sells nothing, names its sources and says how sure anyone can be."
        ),
        example=_example(catalogue),
        urgent=tuple(caution.name for caution in catalogue.cautions if _is_emergency(caution)),
        telephones=telephones(catalogue.contacts, ContactKind.EMERGENCY),
        goals=tuple(
            Topic(goal.name, reverse("content:goal", args=[goal.slug]), goal.summary)
            for goal in catalogue.goals
        ),
        forms=tuple(
            Topic(compound.short, reverse("content:form", args=[compound.slug]), compound.summary)
            for compound in catalogue.compounds
        ),
        food_first=catalogue.food_first.summary,
        counts=_("%(forms)s, %(goals)s goals and %(sources)s sources")
        % {
            "forms": words.forms(len(catalogue.compounds)),
            "goals": len(catalogue.goals),
            "sources": len(catalogue.sources),
        },
        release=words.release_line(edition),
        review=words.review_line(edition),
        reviewed=edition.reviewed,
    )


def _is_emergency(caution: Caution) -> bool:
    return caution.action.level.is_urgent


def _example(catalogue: Catalogue) -> Example | None:
    """The first goal, in reading order, that a form is often chosen for and was tested for."""
    candidates = [claim for claim in catalogue.claims if _is_telling(claim)]
    if not candidates:
        return None
    goals = list(catalogue.goal_of)
    claim = min(candidates, key=lambda claim: goals.index(claim.goal))
    compound, goal = catalogue.compound_of[claim.compound], catalogue.goal_of[claim.goal]
    gut = catalogue.scale_of.get("gut")
    return Example(
        hope=goal.hope,
        name=compound.name,
        url=reverse("content:form", args=[compound.slug]),
        known=known(catalogue, compound, goal),
        statement=claim.statement,
        gut=suits(catalogue, compound, gut) if gut else None,
        weight=weight(compound),
    )


def _is_telling(claim: Claim) -> bool:
    return (
        claim.relevance is Relevance.OFTEN
        and claim.direction is Direction.MAY_HELP
        and claim.certainty is not Certainty.NOT_KNOWN
    )
