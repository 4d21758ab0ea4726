"""How much magnesium: what authorities advise, their limits, and why they differ.

Ages and life stages are anchors on one page, so that no address says anything about a
reader.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content import words
from content.catalogue import Catalogue, IntakeKind, LifeStage, ReferenceIntake
from content.pages import marks
from content.pages.citations import Citation, citations

LINE = 450
"""Milligrams at which the bars end."""

STAGES = {
    LifeStage.INFANT: gettext_lazy("Babies"),
    LifeStage.CHILD: gettext_lazy("Children"),
    LifeStage.TEEN: gettext_lazy("Teenagers"),
    LifeStage.ADULT: gettext_lazy("Adults"),
    LifeStage.PREGNANCY: gettext_lazy("Pregnancy"),
    LifeStage.BREASTFEEDING: gettext_lazy("Breastfeeding"),
    LifeStage.EVERYBODY: gettext_lazy("On labels"),
}


@dataclass(frozen=True, slots=True)
class Advised:
    """What adults are advised to take in, to stand beside a limit and on the same line."""

    text: str
    span: marks.Span


@dataclass(frozen=True, kw_only=True, slots=True)
class IntakeRow:
    """`amount` is never blank: an authority may have set no value, or it was left out.

    `advised` stands beside the limits for adults.
    """

    slug: str
    who: str
    authority: str
    region: str
    kind: str
    amount: str
    bar: marks.Bar | None
    advised: Advised | None = None
    counts: str
    note: str
    citations: tuple[Citation, ...]
    to_be_checked: bool


@dataclass(frozen=True, slots=True)
class Stage:
    """Rows of one life stage, with an anchor of their own."""

    anchor: str
    name: str
    rows: tuple[IntakeRow, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    name: str
    meaning: str


@dataclass(frozen=True, kw_only=True, slots=True)
class IntakePage:
    title: str
    description: str
    stages: tuple[Stage, ...]
    limits: tuple[IntakeRow, ...]
    other_limits: tuple[IntakeRow, ...]
    kinds: tuple[Kind, ...]
    span: str


def intake_page(catalogue: Catalogue) -> IntakePage:
    limits = [intake for intake in catalogue.intakes if intake.kind is IntakeKind.LIMIT]
    return IntakePage(
        title=_("How much magnesium a day"),
        description=_(
            "Reference intakes for every age, and limits for supplements, by authority. "
            "They differ, and this page says why."
        ),
        stages=tuple(_stages(catalogue)),
        limits=tuple(
            dataclasses.replace(_row(catalogue, limit), advised=_advised(catalogue, limit))
            for limit in limits
            if _is_for_adults(limit)
        ),
        other_limits=tuple(_row(catalogue, limit) for limit in limits if not _is_for_adults(limit)),
        kinds=tuple(Kind(words.intake_kind(kind), words.intake_meaning(kind)) for kind in IntakeKind),
        span=span_in_words(catalogue),
    )


def headline_intakes(catalogue: Catalogue) -> list[ReferenceIntake]:
    """What authorities advise adults to take in, as every result shows it."""
    return [intake for intake in catalogue.intakes if intake.headline and intake.kind is not IntakeKind.LIMIT]


def adult_span(catalogue: Catalogue) -> tuple[float, float] | None:
    """The least and the most that authorities advise adults to take in a day."""
    return _span(headline_intakes(catalogue))


def _span(intakes: Iterable[ReferenceIntake]) -> tuple[float, float] | None:
    amounts = [intake.mg for intake in intakes if intake.mg is not None]
    return (min(amounts), max(amounts)) if amounts else None


def span_in_words(catalogue: Catalogue) -> str:
    """Such as "270 to 420 mg"; empty when no amount is known."""
    span = adult_span(catalogue)
    return _in_words(span) if span else ""


def _in_words(span: tuple[float, float]) -> str:
    return _("%(least)s to %(most)s") % {"least": words.number(span[0]), "most": words.milligrams(span[1])}


def _advised(catalogue: Catalogue, limit: ReferenceIntake) -> Advised | None:
    """By the region of the limit, or over all regions where the region's own intakes are not here."""
    of_region = _span(intake for intake in headline_intakes(catalogue) if intake.region == limit.region)
    span = of_region or adult_span(catalogue)
    if span is None:
        return None
    told = _("Advised there, food counted: %s") if of_region else _("Advised elsewhere, food counted: %s")
    return Advised(told % _in_words(span), marks.span(*span, LINE))


def _stages(catalogue: Catalogue) -> Iterator[Stage]:
    for stage, name in STAGES.items():
        rows = tuple(
            _row(catalogue, intake)
            for intake in catalogue.intakes
            if intake.stage is stage and intake.kind is not IntakeKind.LIMIT
        )
        if rows:
            yield Stage(stage.value, str(name), rows)


def _is_for_adults(limit: ReferenceIntake) -> bool:
    return limit.stage in {LifeStage.ADULT, LifeStage.EVERYBODY}


def _row(catalogue: Catalogue, intake: ReferenceIntake) -> IntakeRow:
    return IntakeRow(
        slug=intake.slug,
        who=intake.who,
        authority=intake.authority,
        region=intake.region,
        kind=words.intake_kind(intake.kind),
        amount=_("No amount given") if intake.mg is None else words.milligrams(intake.mg),
        bar=None if intake.mg is None else marks.bar(intake.mg, LINE, words.milligrams(LINE)),
        counts=intake.counts,
        note=intake.note,
        citations=citations(catalogue, intake),
        to_be_checked=intake.to_be_checked,
    )
