"""One page to print and take along: what a pharmacist or doctor needs to answer quickly.

It says nothing that the result does not say. It leaves out what only the visitor needs,
so that it fits on one sheet with room to write.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from content import words
from content.catalogue import Catalogue, IntakeKind
from content.edition import Edition
from content.pages import cells
from wizard.engine.outcomes import Match, Outcome
from wizard.engine.standing import Group
from wizard.engine.walk import Progress
from wizard.presenters.beside import own_asks, questions_to_ask
from wizard.presenters.cards import group_name
from wizard.presenters.paging import PER_PAGE
from wizard.presenters.phrasing import listed_shortly

GUT = "gut"
"""The slug of the scale that matters most at a counter."""


@dataclass(frozen=True, slots=True)
class Told:
    question: str
    chosen: str


@dataclass(frozen=True, slots=True)
class ToLookAt:
    """A caution in one line."""

    name: str
    statement: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FormLine:
    """A form that came up, in one row of a table."""

    name: str
    group: str
    known: tuple[str, ...]
    gut: str
    weight: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PharmacistPage:
    title: str
    release: str
    review: str
    told: tuple[Told, ...]
    cautions: tuple[ToLookAt, ...]
    goals: tuple[str, ...]
    forms: tuple[FormLine, ...]
    set_aside: str
    withheld: bool
    limits: str
    asks: tuple[str, ...]
    own_asks: frozenset[str]


def pharmacist_page(edition: Edition, progress: Progress, outcome: Outcome) -> PharmacistPage:
    content = edition.catalogue
    return PharmacistPage(
        title=_("For a pharmacist or doctor"),
        release=words.release_line(edition),
        review=words.review_line(edition),
        told=tuple(
            Told(step.question.short, ", ".join(option.short for option in step.chosen))
            for step in progress.steps
        ),
        cautions=tuple(ToLookAt(it.caution.name, it.caution.statement) for it in outcome.cautions),
        goals=tuple(wanted.goal.name for wanted in outcome.wanted),
        forms=tuple(_form(content, match, outcome) for match in outcome.shown[:PER_PAGE]),
        set_aside=_names(outcome.group(Group.SET_ASIDE)),
        withheld=outcome.withheld,
        limits="; ".join(_limits(content)),
        asks=questions_to_ask(outcome),
        own_asks=own_asks(outcome),
    )


def _form(catalogue: Catalogue, match: Match, outcome: Outcome) -> FormLine:
    scale = catalogue.scale_of.get(GUT)
    return FormLine(
        name=match.compound.name,
        group=group_name(match.group),
        known=tuple(cells.known(catalogue, match.compound, it.goal).words for it in outcome.wanted),
        gut=cells.suits(catalogue, match.compound, scale).name if scale else str(words.NOT_ASSESSED),
        weight=cells.weight(match.compound).text,
    )


def _names(matches: Sequence[Match]) -> str:
    return listed_shortly([match.compound.short for match in matches[:PER_PAGE]], of=len(matches))


def _limits(catalogue: Catalogue) -> list[str]:
    """The limit of each authority that has one, in a few words."""
    return [
        _("%(region)s %(amount)s (%(authority)s)")
        % {"region": row.region, "amount": words.milligrams(row.mg), "authority": row.authority}
        for row in catalogue.intakes
        if row.headline and row.kind is IntakeKind.LIMIT and row.mg is not None
    ]
