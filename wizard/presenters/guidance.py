"""The advice that comes before everything else: its card, the cautions, whom to call."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.urls import reverse

from content import words
from content.catalogue import Catalogue, Contact, ContactKind, Level, Prose
from content.pages.citations import Citation, citations
from wizard.engine.matching import Outcome, Raised
from wizard.presenters.phrasing import Answer, answers, listed


@dataclass(frozen=True, kw_only=True, slots=True)
class ContactLine:
    region: str
    name: str
    number: str
    url: str
    note: str
    to_be_checked: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ContactGroup:
    title: str
    lines: tuple[ContactLine, ...]


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
    url: str
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
        url=f"{reverse('content:safety')}#{caution.slug}",
        asks_first=caution.action.level is not Level.ROUTINE,
        citations=citations(catalogue, caution),
        to_be_checked=caution.to_be_checked,
    )


def contact_groups(catalogue: Catalogue, outcome: Outcome) -> tuple[ContactGroup, ...]:
    """Whom to call, by what was ticked; an urgent page always ends with the emergency numbers."""
    kinds = dict.fromkeys(raised.caution.contact for raised in outcome.cautions if raised.caution.contact)
    if outcome.level.is_urgent:
        kinds.setdefault(ContactKind.EMERGENCY)
    return tuple(
        ContactGroup(title=words.contact_kind(kind), lines=contact_lines(catalogue, kind)) for kind in kinds
    )


def contact_lines(catalogue: Catalogue, kind: ContactKind) -> tuple[ContactLine, ...]:
    return tuple(_contact_line(contact) for contact in catalogue.contacts if contact.kind is kind)


def _contact_line(contact: Contact) -> ContactLine:
    return ContactLine(
        region=contact.region,
        name=contact.name,
        number=contact.number,
        url="tel:" + re.sub(r"[^0-9+]", "", contact.number),
        note=contact.note,
        to_be_checked=contact.to_be_checked,
    )
