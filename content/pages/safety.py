"""Every caution on one page, with anchors, so that no condition or medicine stands in an address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from content import words
from content.catalogue import (
    Catalogue,
    Caution,
    CautionGroup,
    ContactKind,
    Guidance,
    Prose,
)
from content.pages import links
from content.pages.citations import Citation, citations
from content.pages.links import Link
from content.pages.telephones import Telephones, telephones


@dataclass(frozen=True, kw_only=True, slots=True)
class CautionEntry:
    anchor: str
    name: str
    action: str
    urgent: bool
    statement: str
    advice: Prose
    examples: tuple[str, ...]
    ask: tuple[str, ...]
    forms: tuple[Link, ...]
    contact_url: str
    contact: str
    citations: tuple[Citation, ...]
    to_be_checked: bool


@dataclass(frozen=True, slots=True)
class Group:
    anchor: str
    name: str
    urgent: bool
    entries: tuple[CautionEntry, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class AdviceCard:
    """A card of the guide, as a result may show it."""

    anchor: str
    level: str
    title: str
    body: Prose
    action: str
    citations: tuple[Citation, ...]
    to_be_checked: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class SafetyPage:
    title: str
    description: str
    groups: tuple[Group, ...]
    telephones: tuple[Telephones, ...]
    cards: tuple[AdviceCard, ...]


def safety_page(catalogue: Catalogue) -> SafetyPage:
    return SafetyPage(
        title=_("Who should ask first"),
        description=_(
            "Conditions, medicines, life stages and symptoms that come before any magnesium, "
            "what to ask a pharmacist or doctor, and whom to call in an emergency."
        ),
        groups=tuple(_groups(catalogue)),
        telephones=telephones(catalogue.contacts, *ContactKind),
        cards=tuple(_card(catalogue, card) for card in catalogue.guidance),
    )


def card_anchor(card: Guidance) -> str:
    return "card-withheld" if card.withheld else f"card-{card.level.value.replace('_', '-')}"


def _groups(catalogue: Catalogue) -> Iterator[Group]:
    for group in CautionGroup:
        entries = tuple(
            _entry(catalogue, caution) for caution in catalogue.cautions if caution.group is group
        )
        if entries:
            urgent = group is CautionGroup.URGENT
            yield Group(f"group-{group.value.replace('_', '-')}", words.caution_group(group), urgent, entries)


def _entry(catalogue: Catalogue, caution: Caution) -> CautionEntry:
    return CautionEntry(
        anchor=caution.slug,
        name=caution.name,
        action=words.action(caution.action),
        urgent=caution.action.level.is_urgent,
        statement=caution.statement,
        advice=caution.advice,
        examples=caution.examples,
        ask=caution.ask,
        forms=tuple(links.to_compound(catalogue.compound_of[slug]) for slug in caution.compounds),
        contact_url=f"#call-{caution.contact.value}" if caution.contact else "",
        contact=words.contact_kind(caution.contact) if caution.contact else "",
        citations=citations(catalogue, caution),
        to_be_checked=caution.to_be_checked,
    )


def _card(catalogue: Catalogue, card: Guidance) -> AdviceCard:
    level = _("Ask first, without any form shown") if card.withheld else words.level(card.level)
    return AdviceCard(
        anchor=card_anchor(card),
        level=level,
        title=card.title,
        body=card.body,
        action=card.action,
        citations=citations(catalogue, card),
        to_be_checked=card.to_be_checked,
    )
