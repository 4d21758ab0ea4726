"""The forms of a result: cards for those shown, short rows for those set aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import msgspec
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.catalogue import Catalogue
from content.once import once
from content.pages import cells
from wizard.engine.changes import Change, Edit
from wizard.engine.outcomes import Match, Outcome
from wizard.engine.standing import About, Group
from wizard.presenters.phrasing import goal_names, listed, place
from wizard.presenters.reasons import ReasonLine, against, reason_lines

_GROUP_NAMES: Mapping[Group, Promise] = MappingProxyType(
    {
        Group.MATCHES: gettext_lazy("Matches"),
        Group.PARTLY: gettext_lazy("Matches in part"),
        Group.DISCUSS: gettext_lazy("To discuss"),
        Group.SET_ASIDE: gettext_lazy("Set aside"),
    }
)


def group_name(group: Group) -> str:
    """The group of one form, in words for a table."""
    return str(_GROUP_NAMES[group])


SCALES_ON_CARDS = 2
"""The first ones an editor put in order: gut effect and absorption."""


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What stands at the foot of every card in the same order, so that cards compare sideways.

    `leading` are the scales a card has room for; the table shows all of them.
    """

    known: tuple[cells.Known, ...]
    suits: tuple[cells.Suits, ...]
    weight: cells.Weight

    @property
    def leading(self) -> tuple[cells.Suits, ...]:
        return self.suits[:SCALES_ON_CARDS]


class FormCard(msgspec.Struct, frozen=True, kw_only=True):
    """A form that is shown. `served` names its goals when the visitor has several.

    `place` is its place in the order in words; `is_tied` when another form shares it.
    """

    slug: str
    name: str
    short: str
    url: str
    summary: str
    rank: int
    place: str
    is_tied: bool
    served: str
    reasons: tuple[ReasonLine, ...]
    facts: Facts


class AsideRow(msgspec.Struct, frozen=True, kw_only=True):
    """A form set aside."""

    slug: str
    name: str
    short: str
    url: str
    reasons: tuple[ReasonLine, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class AsidePart:
    """Forms that the same change would bring in. `change` says which, or that nothing would."""

    change: str
    rows: tuple[AsideRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class AsideGroup:
    """Forms set aside for the same reasons, which are said once for all of them."""

    why: str
    parts: tuple[AsidePart, ...]

    @property
    def names(self) -> str:
        return listed([row.short for row in self.rows])

    @property
    def rows(self) -> tuple[AsideRow, ...]:
        return tuple(row for part in self.parts for row in part.rows)


class CompareRow(msgspec.Struct, frozen=True, kw_only=True):
    slug: str
    name: str
    url: str
    group: str
    is_shown: bool
    facts: Facts


def form_cards(
    catalogue: Catalogue, outcome: Outcome, group: Group, ties: Mapping[int | None, int]
) -> tuple[FormCard, ...]:
    """The cards of one group, in the order of the outcome. `ties` counts the forms of each rank."""
    ticks = outcome.shown_to_help and group is not Group.DISCUSS
    return tuple(
        FormCard(
            slug=match.compound.slug,
            name=match.compound.name,
            short=match.compound.short,
            url=_address(catalogue, match.compound.slug),
            summary=match.compound.summary,
            rank=match.rank,
            place=place(match.rank, tied=ties[match.rank] > 1),
            is_tied=ties[match.rank] > 1,
            served=_served(match, outcome),
            reasons=reason_lines(catalogue, match, ticks=ticks),
            facts=_facts(catalogue, match, outcome),
        )
        for match in outcome.group(group)
        if match.rank is not None
    )


def aside_groups(
    catalogue: Catalogue, outcome: Outcome, changes: Mapping[str, Change | None]
) -> tuple[AsideGroup, ...]:
    """The forms set aside: those with the same reasons together, and of them those with the same way in."""
    groups: dict[str, dict[str, list[AsideRow]]] = {}
    for match in outcome.group(Group.SET_ASIDE):
        row = AsideRow(
            slug=match.compound.slug,
            name=match.compound.name,
            short=match.compound.short,
            url=_address(catalogue, match.compound.slug),
            reasons=reason_lines(catalogue, match, ticks=False),
        )
        parts = groups.setdefault(" ".join(against(match.reasons)), {})
        parts.setdefault(_hint(match, changes.get(match.compound.slug)), []).append(row)
    return tuple(
        AsideGroup(
            why=why, parts=tuple(AsidePart(change=hint, rows=tuple(rows)) for hint, rows in parts.items())
        )
        for why, parts in groups.items()
    )


def compare_rows(catalogue: Catalogue, outcome: Outcome) -> tuple[CompareRow, ...]:
    """Every form in the order of the result, for the table that sets them side by side."""
    return tuple(
        CompareRow(
            slug=match.compound.slug,
            name=match.compound.short,
            url=_address(catalogue, match.compound.slug),
            group=group_name(match.group),
            is_shown=match.is_shown,
            facts=_facts(catalogue, match, outcome),
        )
        for match in outcome.matches
    )


@once
def _address(catalogue: Catalogue, compound: str) -> str:
    return reverse("content:form", args=[compound])


def _served(match: Match, outcome: Outcome) -> str:
    if len(outcome.wanted) < 2:
        return ""
    return _("Chosen for %(goals)s") % {"goals": goal_names(match.served)}


def _facts(catalogue: Catalogue, match: Match, outcome: Outcome) -> Facts:
    slug = match.compound.slug
    suits, weight = _always_so(catalogue, slug)
    known = tuple(_known(catalogue, slug, wanted.goal.slug) for wanted in outcome.wanted)
    return Facts(known=known, suits=suits, weight=weight)


@once
def _known(catalogue: Catalogue, compound: str, goal: str) -> cells.Known:
    return cells.known(catalogue, catalogue.compound_of[compound], catalogue.goal_of[goal])


@once
def _always_so(catalogue: Catalogue, slug: str) -> tuple[tuple[cells.Suits, ...], cells.Weight]:
    """What holds of a form whatever somebody answered."""
    compound = catalogue.compound_of[slug]
    suits = tuple(cells.suits(catalogue, compound, scale) for scale in catalogue.scales)
    return suits, cells.weight(compound)


# What would bring a form in -----------------------------------------------------------


def _hint(match: Match, change: Change | None) -> str:
    """Never the safety answer itself: nobody should learn here which illness to leave out."""
    if any(reason.about is About.CAUTION for reason in match.reasons):
        return _("No change of your other answers brings this in:")
    if change is None:
        return _("No change of your answers brings this in:")
    return _("If you %(changes)s, this would come in:") % {
        "changes": listed([_edit(edit) for edit in change])
    }


def _edit(edit: Edit) -> str:
    added = _labels([option.label for option in edit.added])
    removed = _labels([option.label for option in edit.removed])
    if not removed:
        return _("also chose %(added)s") % {"added": added}
    if not added:
        return _("left out %(removed)s") % {"removed": removed}
    return _("chose %(added)s instead of %(removed)s") % {"added": added, "removed": removed}


def _labels(labels: Sequence[str]) -> str:
    return listed([f"“{label}”" for label in labels])
