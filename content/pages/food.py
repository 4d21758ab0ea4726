"""Magnesium in food: milligrams in a serving, and its share of a day's intake."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content import words
from content.catalogue import Catalogue, Food
from content.pages import choosing, marks
from content.pages.choosing import Chooser, chooser
from content.pages.citations import Citation, citations
from content.pages.food_first import FoodFirst, food_first
from content.pages.intake import adult_span, headline_intakes, span_in_words

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


@dataclass(frozen=True, kw_only=True, slots=True)
class Serving:
    """One more serving in a day: what it adds, the sum so far, and the intakes this reaches."""

    food: str
    amount: str
    total: str
    reaches: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class FoodPage:
    title: str
    description: str
    choosers: tuple[Chooser, ...]
    notice: str
    count: str
    rows: tuple[FoodRow, ...]
    span: str
    day: tuple[Serving, ...]
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
        day=tuple(_day(catalogue)),
        food_first=food_first(catalogue),
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


def _day(catalogue: Catalogue) -> Iterator[Serving]:
    """The richest food of each kind, one serving after the other, until every intake is reached."""
    advised = sorted(_advised(catalogue), key=lambda intake: intake[0])
    total = 0.0
    for food in _richest(catalogue.foods):
        if not advised or food.mg is None:
            return
        total += food.mg
        reached = [who for amount, who in advised if amount <= total]
        advised = advised[len(reached) :]
        yield Serving(
            food=f"{food.name}, {food.serving}",
            amount=words.milligrams(food.mg),
            total=words.milligrams(total),
            reaches=tuple(reached),
        )


def _advised(catalogue: Catalogue) -> Iterator[tuple[float, str]]:
    for intake in headline_intakes(catalogue):
        if intake.mg is not None:
            yield (
                intake.mg,
                _("%(amount)s: %(who)s, %(region)s")
                % {"amount": words.milligrams(intake.mg), "who": intake.who, "region": intake.region},
            )


def _richest(foods: Iterable[Food]) -> list[Food]:
    """The food with most magnesium of each kind, most first, leaving out values to be checked."""
    richest: dict[str, Food] = {}
    for food in _sorted(foods, "amount"):
        if food.mg is not None and not food.to_be_checked:
            richest.setdefault(food.group, food)
    return list(richest.values())
