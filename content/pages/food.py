"""Magnesium in food: milligrams in a serving, and its share of a day's intake."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content import words
from content.catalogue import Catalogue, Food, IntakeKind, Prose
from content.pages import choosing, marks
from content.pages.choosing import Chooser, chooser
from content.pages.citations import Citation, citations
from content.pages.intake import adult_span, span_in_words

LINE = 200
"""Milligrams at which the bars end."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FoodRow:
    """`amount` and `share` are never blank: a value that was not read is "Not given"."""

    slug: str
    name: str
    group: str
    serving: str
    amount: str
    bar: marks.Bar | None
    share: str
    note: str
    citations: tuple[Citation, ...]
    to_be_checked: bool


@dataclass(frozen=True, slots=True)
class Reached:
    """Whether a day's foods come to one reference intake."""

    who: str
    authority: str
    amount: str
    answer: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Day:
    """One serving from each group of food, and what they add up to."""

    foods: tuple[FoodRow, ...]
    total: str
    reached: tuple[Reached, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class FoodFirst:
    title: str
    summary: str
    for_it: Prose
    against_it: Prose
    living_with: Prose
    citations: tuple[Citation, ...]
    to_be_checked: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class FoodPage:
    title: str
    description: str
    choosers: tuple[Chooser, ...]
    notice: str
    count: str
    rows: tuple[FoodRow, ...]
    span: str
    day: Day
    food_first: FoodFirst


def food_page(catalogue: Catalogue, asked: Mapping[str, str]) -> FoodPage:
    group, sort = choosers = _choosers(catalogue, asked)
    foods = [food for food in catalogue.foods if group.value in {"", food.group}]
    return FoodPage(
        title=_("Magnesium in food"),
        description=_(
            "Milligrams of magnesium in a serving of common foods, and the share of a day’s intake."
        ),
        choosers=choosers,
        notice=choosing.notice(choosers),
        count=ngettext("%(count)s food", "%(count)s foods", len(foods)) % {"count": len(foods)},
        rows=tuple(_row(catalogue, food) for food in _sorted(foods, sort.value)),
        span=span_in_words(catalogue),
        day=_day(catalogue),
        food_first=_food_first(catalogue),
    )


def _choosers(catalogue: Catalogue, asked: Mapping[str, str]) -> tuple[Chooser, Chooser]:
    groups = sorted({food.group for food in catalogue.foods})
    return (
        chooser(
            "group", _("Kind of food"), [("", _("All kinds")), *((name, name) for name in groups)], asked
        ),
        chooser(
            "sort",
            _("Sort by"),
            [("amount", _("Magnesium, most first")), ("name", _("Name")), ("group", _("Kind of food"))],
            asked,
        ),
    )


def _sorted(foods: Iterable[Food], by: str) -> list[Food]:
    """In the chosen order; foods without a value come last where the order is by amount."""

    def place(food: Food) -> tuple[Any, ...]:
        if by == "name":
            return (food.name,)
        amount = (food.mg is None, -(food.mg or 0), food.name)
        return (food.group, *amount) if by == "group" else amount

    return sorted(foods, key=place)


def _row(catalogue: Catalogue, food: Food) -> FoodRow:
    return FoodRow(
        slug=food.slug,
        name=food.name,
        group=food.group,
        serving=food.serving,
        amount=_("Not given") if food.mg is None else words.milligrams(food.mg),
        bar=None if food.mg is None else marks.bar(food.mg, LINE, words.milligrams(LINE)),
        share=_share(catalogue, food),
        note=food.note,
        citations=citations(catalogue, food),
        to_be_checked=food.to_be_checked,
    )


def _share(catalogue: Catalogue, food: Food) -> str:
    """The share of the most and of the least that authorities advise adults, since they differ."""
    span = adult_span(catalogue)
    if food.mg is None or span is None:
        return _("Not given")
    least, most = span
    low, high = round(100 * food.mg / most), round(100 * food.mg / least)
    if low == high:
        return words.percent(low)
    return _("%(low)s to %(high)s") % {"low": words.number(low), "high": words.percent(high)}


def _day(catalogue: Catalogue) -> Day:
    richest: dict[str, Food] = {}
    for food in _sorted(catalogue.foods, "group"):
        if food.mg is not None and not food.to_be_checked:
            richest.setdefault(food.group, food)
    total = sum(food.mg or 0 for food in richest.values())
    return Day(
        foods=tuple(_row(catalogue, food) for food in richest.values()),
        total=words.milligrams(total),
        reached=tuple(
            Reached(
                intake.who,
                intake.authority,
                words.milligrams(intake.mg),
                _("Reached") if total >= intake.mg else _("Not reached"),
            )
            for intake in catalogue.intakes
            if intake.headline and intake.kind is not IntakeKind.LIMIT and intake.mg is not None
        ),
    )


def _food_first(catalogue: Catalogue) -> FoodFirst:
    food_first = catalogue.food_first
    return FoodFirst(
        title=food_first.title,
        summary=food_first.summary,
        for_it=food_first.for_it,
        against_it=food_first.against_it,
        living_with=food_first.living_with,
        citations=citations(catalogue, food_first),
        to_be_checked=food_first.to_be_checked,
    )
