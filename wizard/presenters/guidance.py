"""The advice that comes before everything else: its card, the cautions, whom to call."""

from __future__ import annotations

from dataclasses import dataclass

from content.catalogue import Catalogue, ContactKind, Level, Prose
from content.pages.citations import Citation, citations
from content.pages.telephones import Telephones, telephones
from wizard.engine.outcomes import Outcome, Raised
from wizard.presenters.phrasing import Answer, answers, listed


@dataclass(frozen=True, kw_only=True, slots=True)
class GuidanceCard:
    title: str
    action: str
    body: Prose
    citations: tuple[Citation, ...]
    to_be_checked: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class CautionCard:
    """A caution that counts. `forms` names the forms it concerns, empty for every form."""

    slug: str
    name: str
    answers: tuple[Answer, ...]
    statement: str
    advice: Prose
    forms: str
    asks_first: bool
    citations: tuple[Citation, ...]
    to_be_checked: bool


def guidance_card(catalogue: Catalogue, outcome: Outcome) -> GuidanceCard:
    card = outcome.guidance
    return GuidanceCard(
        title=card.title,
        action=card.action,
        body=card.body,
        citations=citations(catalogue, card),
        to_be_checked=card.to_be_checked,
    )


def caution_card(catalogue: Catalogue, raised: Raised) -> CautionCard:
    caution = raised.caution
    return CautionCard(
        slug=caution.slug,
        name=caution.name,
        answers=answers(raised.said),
        statement=caution.statement,
        advice=caution.advice,
        forms=listed([catalogue.compound_of[slug].short for slug in caution.compounds]),
        asks_first=caution.action.level is not Level.ROUTINE,
        citations=citations(catalogue, caution),
        to_be_checked=caution.to_be_checked,
    )


def whom_to_call(catalogue: Catalogue, outcome: Outcome) -> tuple[Telephones, ...]:
    """By what was ticked; an urgent page always ends with the emergency numbers."""
    kinds = dict.fromkeys(raised.caution.contact for raised in outcome.cautions if raised.caution.contact)
    if outcome.level.is_urgent:
        kinds.setdefault(ContactKind.EMERGENCY)
    return telephones(catalogue.contacts, *kinds)
