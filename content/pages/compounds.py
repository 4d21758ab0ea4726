"""The list of all forms, to sort and to filter, with the table of everything known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import npgettext

from content import words
from content.catalogue import Catalogue, Compound, Goal, Route
from content.pages import choosing
from content.pages.cells import Known, Suits, Weight, claim_of, known, suits, weight
from content.pages.choosing import Chooser, chooser
from content.pages.matrix import Matrix, matrix

ANY = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """One form in the list. `known` is there when the list is about one goal."""

    slug: str
    name: str
    url: str
    summary: str
    route: str
    known: Known | None
    suits: tuple[Suits, ...]
    weight: Weight
    to_be_checked: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class CompoundsPage:
    title: str
    description: str
    choosers: tuple[Chooser, ...]
    notice: str
    count: str
    goal: str
    cards: tuple[Card, ...]
    matrix: Matrix


def compounds_page(catalogue: Catalogue, asked: Mapping[str, str]) -> CompoundsPage:
    goal, gut, absorption, route, sort = choosers = _choosers(catalogue, asked)
    wanted = catalogue.goal_of.get(goal.value)
    listed = [
        compound
        for compound in catalogue.compounds
        if (wanted is None or claim_of(catalogue, compound, wanted))
        and all(
            not trait.value or trait.value in catalogue.traits_of[compound.slug]
            for trait in (gut, absorption)
        )
        and route.value in {ANY, compound.route.value}
    ]
    return CompoundsPage(
        title=_("All forms of magnesium"),
        description=_(
            "Every form of magnesium in this guide, with what is known about each goal, "
            "its effect on the gut, its absorption and its share of magnesium."
        ),
        choosers=choosers,
        notice=choosing.notice(choosers),
        count=_count(len(listed), len(catalogue.compounds)),
        goal=wanted.name if wanted else "",
        cards=tuple(
            _card(catalogue, compound, wanted) for compound in _sorted(catalogue, listed, sort.value)
        ),
        matrix=matrix(catalogue, catalogue.compounds),
    )


def _count(listed: int, in_all: int) -> str:
    if listed == in_all:
        return npgettext("the whole list", "%(count)s form", "All %(count)s forms", in_all) % {
            "count": in_all
        }
    return _("%(listed)s of %(count)s forms") % {"listed": listed, "count": in_all}


def _choosers(
    catalogue: Catalogue, asked: Mapping[str, str]
) -> tuple[Chooser, Chooser, Chooser, Chooser, Chooser]:
    return (
        chooser("goal", _("Goal"), _offers(_("Any goal"), _named(catalogue.goals)), asked),
        chooser("gut", _("Effect on the gut"), _offers(_("Any effect"), _steps(catalogue, "gut")), asked),
        chooser("absorption", _("Absorption"), _offers(_("Any"), _steps(catalogue, "absorption")), asked),
        chooser(
            "route",
            _("How it is used"),
            _offers(_("Any way"), ((r.value, words.route(r)) for r in Route)),
            asked,
        ),
        chooser("sort", _("Sort by"), _sort_offers(), asked),
    )


def _offers(nothing: str, offers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(ANY, nothing), *offers]


def _named(goals: Sequence[Goal]) -> Iterable[tuple[str, str]]:
    return ((goal.slug, goal.name) for goal in goals)


def _steps(catalogue: Catalogue, scale: str) -> Iterable[tuple[str, str]]:
    return ((trait.slug, trait.name) for trait in catalogue.traits if trait.scale == scale)


def _sort_offers() -> list[tuple[str, str]]:
    return [
        ("name", _("Name")),
        ("gut", _("Effect on the gut, gentlest first")),
        ("absorption", _("Absorption, better first")),
        ("weight", _("Magnesium by weight, most first")),
    ]


def _sorted(catalogue: Catalogue, compounds: Iterable[Compound], by: str) -> list[Compound]:
    """By the chosen order, then by name. What was not assessed or stated comes last."""

    def step(compound: Compound, scale: str) -> int | None:
        return (
            suits(catalogue, compound, catalogue.scale_of[scale]).step
            if scale in catalogue.scale_of
            else None
        )

    measures: Mapping[str, Callable[[Compound], float | None]] = {
        "gut": lambda compound: step(compound, "gut"),
        "absorption": lambda compound: _negative(step(compound, "absorption")),
        "weight": lambda compound: _negative(weight(compound).percent),
    }

    def place(compound: Compound) -> tuple[Any, ...]:
        value = measures[by](compound) if by in measures else 0
        return (value is None, value or 0, compound.name.casefold())

    return sorted(compounds, key=place)


def _negative(value: float | None) -> float | None:
    return None if value is None else -value


def _card(catalogue: Catalogue, compound: Compound, goal: Goal | None) -> Card:
    return Card(
        slug=compound.slug,
        name=compound.name,
        url=reverse("content:form", args=[compound.slug]),
        summary=compound.summary,
        route=words.route(compound.route),
        known=known(catalogue, compound, goal) if goal else None,
        suits=tuple(
            suits(catalogue, compound, catalogue.scale_of[scale])
            for scale in ("gut", "absorption")
            if scale in catalogue.scale_of
        ),
        weight=weight(compound),
        to_be_checked=compound.to_be_checked,
    )
