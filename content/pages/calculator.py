"""From the milligrams on a label to magnesium itself, with the sum shown.

What is typed here are numbers from a label and say nothing about a visitor, so they may
stand in the address: the page works by plain GET and can be shared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content import calculator, words
from content.calculator import BadAmount, Standing
from content.catalogue import Catalogue, Compound, Elemental, IntakeKind, LifeStage, ReferenceIntake, Route
from content.pages.choosing import Choice
from content.pages.citations import Citation, citations
from content.search import tidy

LONGEST = 20
"""Signs of a typed amount that are shown again."""

STANDINGS = {
    Standing.BELOW: gettext_lazy("Below this limit"),
    Standing.AT: gettext_lazy("At this limit"),
    Standing.ABOVE: gettext_lazy("Above this limit"),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a field, and the id of the field to mend."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Share:
    who: str
    authority: str
    kind: str
    amount: str
    share: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LimitRow:
    who: str
    authority: str
    region: str
    amount: str
    counts: str
    standing: str
    passed: bool
    citations: tuple[Citation, ...]
    to_be_checked: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """The sum and what it is measured against. For a form used on the skin it is not measured."""

    magnesium: str
    sentence: str
    formula: str
    compound_url: str
    compound: str
    swallowed: bool
    shares: tuple[Share, ...]
    limits: tuple[LimitRow, ...]
    citations: tuple[Citation, ...]
    to_be_checked: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class CalculatorPage:
    """`salts` is empty unless the chosen form is sold as more than one."""

    title: str
    description: str
    compounds: tuple[Choice, ...]
    salts: tuple[Choice, ...]
    amount: str
    problems: tuple[Problem, ...]
    answer: Answer | None

    @property
    def problem_of(self) -> Mapping[str, str]:
        return {problem.field: problem.message for problem in self.problems}


def calculator_page(catalogue: Catalogue, asked: Mapping[str, str]) -> CalculatorPage:
    offered = [compound for compound in catalogue.compounds if compound.elemental]
    compound = next((compound for compound in offered if compound.slug == asked.get("form")), None)
    salts = _salts(compound, asked.get("salt", "")) if compound else {}
    problems, amount = _read(asked, compound)
    return CalculatorPage(
        title=_("How much magnesium does a label mean?"),
        description=_(
            "Turn the milligrams on a label into magnesium itself, and see them beside "
            "reference intakes and limits. The sum is shown."
        ),
        compounds=tuple(Choice(offer.slug, offer.name, offer is compound) for offer in offered),
        salts=tuple(salts) if len(salts) > 1 else (),
        amount=tidy(asked.get("mg", ""))[:LONGEST],
        problems=problems,
        answer=_answer(catalogue, compound, _chosen(salts), amount) if compound and amount else None,
    )


def _salts(compound: Compound, asked: str) -> Mapping[Choice, Elemental]:
    """What the form is sold as. A salt of another form, chosen before, counts as none: the first is taken."""
    values = {f"{compound.slug}-{n}": salt for n, salt in enumerate(compound.elemental, start=1)}
    value = asked if asked in values else next(iter(values))
    return {
        Choice(name, f"{salt.salt} ({words.percent(salt.percent)})", name == value): salt
        for name, salt in values.items()
    }


def _chosen(salts: Mapping[Choice, Elemental]) -> Elemental:
    return next(salt for choice, salt in salts.items() if choice.selected)


def _read(asked: Mapping[str, str], compound: Compound | None) -> tuple[tuple[Problem, ...], Decimal | None]:
    """Everything wrong with what was asked, or the amount. Nothing asked is nothing wrong."""
    if not asked.keys() & {"form", "mg"}:
        return (), None
    problems = [] if compound else [Problem("form", _("Choose the form that the label names."))]
    try:
        amount = calculator.milligrams(asked.get("mg", ""), decimal_comma=words.writes_decimal_comma())
    except BadAmount as error:
        return (*problems, Problem("mg", words.told(error.sentence))), None
    return tuple(problems), amount


def _answer(catalogue: Catalogue, compound: Compound, salt: Elemental, amount: Decimal) -> Answer:
    magnesium = calculator.magnesium_in(amount, salt.percent)
    held, weighed, percent = _mg(magnesium), _exactly(amount), words.percent(salt.percent)
    swallowed = compound.route is Route.MOUTH
    return Answer(
        magnesium=_("About %s of magnesium") % held,
        sentence=_("A label that says %(weighed)s of %(salt)s means about %(held)s of magnesium itself.")
        % {"weighed": weighed, "salt": salt.salt[:1].lower() + salt.salt[1:], "held": held},
        formula=_("%(weighed)s × %(percent)s = about %(held)s")
        % {"weighed": weighed, "percent": percent, "held": held},
        compound_url=f"{reverse('content:form', args=[compound.slug])}#weight",
        compound=compound.name,
        swallowed=swallowed,
        shares=tuple(_shares(catalogue.intakes, magnesium)) if swallowed else (),
        limits=tuple(_limits(catalogue, magnesium)) if swallowed else (),
        citations=citations(catalogue, salt),
        to_be_checked=salt.to_be_checked,
    )


def _shares(intakes: Sequence[ReferenceIntake], magnesium: Decimal) -> Iterable[Share]:
    for intake in intakes:
        if intake.headline and intake.kind is not IntakeKind.LIMIT and intake.mg:
            share = calculator.rounded(calculator.share_of(magnesium, intake.mg))
            yield Share(
                who=intake.who,
                authority=intake.authority,
                kind=words.intake_kind(intake.kind),
                amount=words.milligrams(intake.mg),
                share=words.percent(float(share)),
            )


def _limits(catalogue: Catalogue, magnesium: Decimal) -> Iterable[LimitRow]:
    """The limits for adults, which are those that stand side by side on the page of intakes."""
    for limit in catalogue.intakes:
        for_adults = limit.stage in {LifeStage.ADULT, LifeStage.EVERYBODY}
        if limit.kind is IntakeKind.LIMIT and for_adults and limit.mg:
            stands = calculator.standing(magnesium, limit.mg)
            yield LimitRow(
                who=limit.who,
                authority=limit.authority,
                region=limit.region,
                amount=words.milligrams(limit.mg),
                counts=limit.counts,
                standing=str(STANDINGS[stands]),
                passed=stands is Standing.ABOVE,
                citations=citations(catalogue, limit),
                to_be_checked=limit.to_be_checked,
            )


def _mg(amount: Decimal) -> str:
    return words.milligrams(float(calculator.rounded(amount)))


def _exactly(amount: Decimal) -> str:
    """What was typed, as it was meant, so that a reader sees how it was read."""
    return _("%(amount)s mg") % {"amount": formats.number_format(amount.normalize(), force_grouping=True)}
