"""What stands beside the forms: other help, limits, questions to ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from content import words
from content.catalogue import Catalogue, Goal, IntakeKind, Prose, ReferenceIntake
from content.once import once
from content.pages import marks
from content.pages.citations import Citation, citations
from wizard.engine.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class Passage:
    """Beside forms, a phone `folds` what can wait."""

    title: str
    text: Prose
    folds: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class GoalHelp:
    """What to know about a wanted goal beside the forms; `more` is for those who want to read on."""

    slug: str
    name: str
    url: str
    passages: tuple[Passage, ...]
    more: tuple[Passage, ...]
    citations: tuple[Citation, ...]
    to_be_checked: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class AmountRow:
    """A limit or a reference intake; all bars of a page are drawn on one scale."""

    name: str
    authority: str
    amount: str
    bar: marks.Bar | None
    detail: str
    to_be_checked: bool


@dataclass(frozen=True, slots=True)
class Note:
    """What must be known beside a limit, by whose limit it is."""

    name: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Amounts:
    name: str
    rows: tuple[AmountRow, ...]
    notes: tuple[Note, ...]
    citations: tuple[Citation, ...]


def goal_help(catalogue: Catalogue, outcome: Outcome) -> tuple[GoalHelp, ...]:
    """For each wanted goal; where every form is withheld, only what sends to a person."""
    return tuple(
        GoalHelp(
            slug=wanted.goal.slug,
            name=wanted.goal.name,
            url=reverse("content:goal", args=[wanted.goal.slug]),
            passages=tuple(_passages(wanted.goal, withheld=outcome.withheld)),
            more=() if outcome.withheld else tuple(_more(wanted.goal)),
            citations=() if outcome.withheld else citations(catalogue, wanted.goal),
            to_be_checked=wanted.goal.to_be_checked,
        )
        for wanted in outcome.wanted
    )


def _passages(goal: Goal, *, withheld: bool) -> Iterator[Passage]:
    if goal.check_first:
        yield Passage(_("Check first"), goal.check_first)
    if goal.what_else and not withheld:
        yield Passage(_("What else can help"), goal.what_else, folds=True)
    if goal.support and withheld:
        yield Passage(_("Where to find support"), goal.support)


def _more(goal: Goal) -> Iterator[Passage]:
    if goal.known:
        yield Passage(_("What is known about magnesium for this"), goal.known)
    if goal.without_treatment:
        yield Passage(_("If you take nothing"), goal.without_treatment)
    if goal.support:
        yield Passage(_("Where to find support"), goal.support)


# Amounts ------------------------------------------------------------------------------


@once
def limits(catalogue: Catalogue) -> Amounts:
    """One line for each authority, since they differ."""
    rows = [row for row in _headlines(catalogue) if row.kind is IntakeKind.LIMIT]
    return Amounts(
        name=_("limits"),
        rows=tuple(
            _amount_row(catalogue, row, name=row.region, detail=f"{row.who}: {row.counts}") for row in rows
        ),
        notes=tuple(Note(row.region, row.note) for row in rows if row.note),
        citations=citations(catalogue, *rows),
    )


@once
def intakes(catalogue: Catalogue) -> Amounts:
    """How much the body needs; the notes stand on the page of intakes."""
    rows = [row for row in _headlines(catalogue) if row.kind is not IntakeKind.LIMIT]
    return Amounts(
        name=_("amounts"),
        rows=tuple(
            _amount_row(catalogue, row, name=row.who, detail=words.intake_kind(row.kind)) for row in rows
        ),
        notes=(),
        citations=citations(catalogue, *rows),
    )


def _headlines(catalogue: Catalogue) -> list[ReferenceIntake]:
    return [row for row in catalogue.intakes if row.headline]


def _amount_row(catalogue: Catalogue, row: ReferenceIntake, *, name: str, detail: str) -> AmountRow:
    most = max((other.mg for other in _headlines(catalogue) if other.mg), default=1.0)
    return AmountRow(
        name=name,
        authority=row.authority,
        amount=_("No value set") if row.mg is None else words.milligrams(row.mg),
        bar=None if row.mg is None else marks.bar(row.mg, most),
        detail=detail,
        to_be_checked=row.to_be_checked,
    )


# Questions to ask ---------------------------------------------------------------------


def questions_to_ask(outcome: Outcome) -> tuple[str, ...]:
    """What to ask a pharmacist or doctor: first what the answers call for, then what fits everybody."""
    return tuple(dict.fromkeys((*_called_for(outcome), *_asked_by_everybody(outcome))))


def own_asks(outcome: Outcome) -> frozenset[str]:
    """Those an editor wrote, in the language of the content."""
    return frozenset(_called_for(outcome))


def _called_for(outcome: Outcome) -> Iterator[str]:
    return (ask for raised in outcome.cautions for ask in raised.caution.ask)


def _asked_by_everybody(outcome: Outcome) -> Iterator[str]:
    if outcome.level.is_urgent:
        return
    if outcome.withheld:
        yield _("Is magnesium safe for me, or should I leave it?")
        yield _("If I take it already, should I go on?")
        yield _("What else could help with what I hope for?")
        return
    yield _("Is magnesium safe with my health and everything I take?")
    yield _("Is food enough for me, or is there a reason for a supplement?")
    if outcome.shown:
        yield _("How much magnesium itself is in one serving of this product?")
        yield _("When in the day should I take it, and how far from other medicines?")
        yield _("How will I know if it helps, and when should I stop?")
