"""Every citation: what it is, how it was checked, and which statements rest on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content import words
from content.catalogue import Catalogue, Reading, Source, Sourced
from content.pages.links import Link
from content.pages.safety import card_anchor


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceEntry:
    anchor: str
    title: str
    publisher: str
    year: str
    url: str
    reading: str
    needs_check: bool
    note: str
    cited_by: tuple[Link, ...]
    cited: str


@dataclass(frozen=True, slots=True)
class Letter:
    """The sources whose publisher begins with one letter."""

    letter: str
    anchor: str
    entries: tuple[SourceEntry, ...]


@dataclass(frozen=True, slots=True)
class ReadingCount:
    """How many sources were read in one way."""

    reading: str
    count: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SourcesPage:
    title: str
    description: str
    count: str
    readings: tuple[ReadingCount, ...]
    letters: tuple[Letter, ...]


def sources_page(catalogue: Catalogue) -> SourcesPage:
    count = len(catalogue.sources)
    return SourcesPage(
        title=_("Sources"),
        description=_(
            "Every source of this guide, how closely it was read, and the statements that rest on it."
        ),
        count=ngettext("%(count)s source", "%(count)s sources", count) % {"count": count},
        readings=tuple(_readings(catalogue)),
        letters=tuple(_letters(catalogue)),
    )


def _letters(catalogue: Catalogue) -> Iterator[Letter]:
    cited_by = _cited_by(catalogue)
    in_order = sorted(catalogue.sources, key=lambda source: (source.publisher.lower(), source.title))
    for letter, sources in groupby(in_order, lambda source: source.publisher[:1].upper()):
        entries = tuple(_entry(source, cited_by.get(source.slug, ())) for source in sources)
        yield Letter(letter, f"letter-{letter.lower()}", entries)


def _readings(catalogue: Catalogue) -> Iterator[ReadingCount]:
    for reading in Reading:
        count = sum(source.reading is reading for source in catalogue.sources)
        if count:
            yield ReadingCount(words.reading(reading), words.number(count))


def _entry(source: Source, cited_by: tuple[Link, ...]) -> SourceEntry:
    return SourceEntry(
        anchor=source.slug,
        title=source.title,
        publisher=source.publisher,
        year=str(source.year) if source.year else _("no date given"),
        url=source.url,
        reading=words.reading(source.reading),
        needs_check=words.needs_check(source.reading),
        note=source.note,
        cited_by=cited_by,
        cited=ngettext("Cited by %(count)s statement", "Cited by %(count)s statements", len(cited_by))
        % {"count": len(cited_by)},
    )


def _cited_by(catalogue: Catalogue) -> dict[str, tuple[Link, ...]]:
    places: dict[str, dict[Link, None]] = defaultdict(dict)
    for statement, place in _statements(catalogue):
        for slug in statement.sources:
            places[slug][place] = None
    return {slug: tuple(found) for slug, found in places.items()}


def _statements(catalogue: Catalogue) -> Iterator[tuple[Sourced, Link]]:
    """Every statement that names sources, with its place."""
    yield catalogue.food_first, Link(catalogue.food_first.title, f"{reverse('content:food')}#food-first")
    yield from _about_compounds(catalogue)
    safety = reverse("content:safety")
    for card in catalogue.guidance:
        yield card, Link(_("Advice card: %s") % card.title, f"{safety}#{card_anchor(card)}")
    for caution in catalogue.cautions:
        yield caution, Link(_("Caution: %s") % caution.name, f"{safety}#{caution.slug}")
    for goal in catalogue.goals:
        yield goal, Link(_("Goal: %s") % goal.name, reverse("content:goal", args=[goal.slug]))
    for article in catalogue.articles:
        yield article, Link(article.title, reverse("content:article", args=[article.slug]))
    for food in catalogue.foods:
        yield food, Link(_("Food: %s") % food.name, f"{reverse('content:food')}#{food.slug}")
    for intake in catalogue.intakes:
        name = _("%(kind)s: %(who)s, %(region)s") % {
            "kind": words.intake_kind(intake.kind),
            "who": intake.who,
            "region": intake.region,
        }
        yield intake, Link(name, f"{reverse('content:intake')}#{intake.slug}")
    for sign in catalogue.signs:
        name = f"{sign.system}: {words.severity(sign.severity).lower()}"
        yield sign, Link(_("Sign: %s") % name, f"{reverse('content:low_magnesium')}#{sign.slug}")
    for term in catalogue.terms:
        yield term, Link(_("Term: %s") % term.term, f"{reverse('content:glossary')}#{term.slug}")


def _about_compounds(catalogue: Catalogue) -> Iterator[tuple[Sourced, Link]]:
    for compound in catalogue.compounds:
        page = reverse("content:form", args=[compound.slug])
        yield compound, Link(compound.name, page)
        for placed in compound.traits:
            scale = catalogue.scale_of[catalogue.trait_of[placed.trait].scale]
            yield placed, Link(f"{compound.name}: {scale.name.lower()}", f"{page}#suits")
        for elemental in compound.elemental:
            yield elemental, Link(_("%s: magnesium by weight") % compound.name, f"{page}#weight")
    for claim in catalogue.claims:
        compound, goal = catalogue.compound_of[claim.compound], catalogue.goal_of[claim.goal]
        page = reverse("content:form", args=[compound.slug])
        yield claim, Link(f"{compound.name}: {goal.name.lower()}", f"{page}#for-{goal.slug}")
