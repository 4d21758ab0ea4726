"""The page of one goal: what to check first, then what is known over all forms."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from content import words
from content.catalogue import Catalogue, Certainty, Compound, Direction, Goal, Prose, Relevance
from content.pages import links
from content.pages.cells import Known, claim_of, known
from content.pages.citations import Citation, citations
from content.pages.links import Link
from content.pages.prose import ready

_RELEVANCE = list(Relevance)
_DIRECTION = (Direction.MAY_HELP, Direction.NOT_TESTED, Direction.NO_EFFECT, Direction.HARM)
_CERTAINTY = list(Certainty)


@dataclass(frozen=True, kw_only=True, slots=True)
class FormRow:
    """One form that labels or studies connect with the goal."""

    name: str
    url: str
    known: Known
    statement: str
    effect: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class GoalPage:
    title: str
    description: str
    name: str
    summary: str
    check_first: Prose
    known: Prose
    rows: tuple[FormRow, ...]
    untested: tuple[Link, ...]
    what_else: Prose
    without_treatment: Prose
    support: Prose
    citations: tuple[Citation, ...]
    to_be_checked: bool
    reviewed: str


def goal_page(catalogue: Catalogue, goal: Goal) -> GoalPage:
    claimed = [compound for compound in catalogue.compounds if claim_of(catalogue, compound, goal)]
    claimed.sort(key=lambda compound: _place(catalogue, compound, goal))
    return GoalPage(
        title=_("%s: what is known") % goal.name,
        description=goal.summary,
        name=goal.name,
        summary=goal.summary,
        check_first=goal.check_first,
        known=ready(catalogue, goal.known),
        rows=tuple(_row(catalogue, compound, goal) for compound in claimed),
        untested=tuple(
            links.to_compound(compound) for compound in catalogue.compounds if compound not in claimed
        ),
        what_else=goal.what_else,
        without_treatment=goal.without_treatment,
        support=goal.support,
        citations=citations(catalogue, goal),
        to_be_checked=goal.to_be_checked,
        reviewed=words.date(goal.reviewed_on) if goal.reviewed_on else "",
    )


def _place(catalogue: Catalogue, compound: Compound, goal: Goal) -> tuple[int, int, int, str]:
    """By what a form is chosen for, then by direction and certainty, then by name."""
    claim = catalogue.claims_of[compound.slug][goal.slug]
    return (
        _RELEVANCE.index(claim.relevance),
        _DIRECTION.index(claim.direction),
        _CERTAINTY.index(claim.certainty),
        compound.name.casefold(),
    )


def _row(catalogue: Catalogue, compound: Compound, goal: Goal) -> FormRow:
    claim = catalogue.claims_of[compound.slug][goal.slug]
    return FormRow(
        name=compound.short,
        url=reverse("content:form", args=[compound.slug]),
        known=known(catalogue, compound, goal),
        statement=claim.statement,
        effect=claim.effect,
        citations=citations(catalogue, claim),
    )
