"""What one side's result holds, read from what its answers ask for and warn of. Pure.

A merged combination has no answers to name in reasons, and there are many of them. So a
result is read here from the same parts of `wizard.engine` that make a whole one.
A test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

from content.catalogue import Action, Catalogue, Level
from wizard.engine.cautioning import group_after
from wizard.engine.effects import Because, Effects
from wizard.engine.enumeration import WISHES
from wizard.engine.index import index_of
from wizard.engine.placing import place
from wizard.engine.ranking import ranked, ranks_of
from wizard.engine.standing import Group
from wizard.impact.differing import Slugs
from wizard.impact.side_by_side import Wishes

NONE: Slugs = frozenset()


class Fitting(NamedTuple):
    """A form that goals and tolerances lead to; `place` orders those of one group, ties alike."""

    compound: str
    merit: Group
    place: int


Line: TypeAlias = tuple[Fitting, ...]
"""Where goals and tolerances put the forms, before any caution acts."""


class Standing(NamedTuple):
    """How strongly a result sends its reader to somebody else."""

    level: Level
    withheld: bool

    @property
    def strength(self) -> tuple[int, bool]:
        return self.level.rank, self.withheld

    @property
    def has_forms(self) -> bool:
        return not self.withheld and not self.level.is_urgent


@dataclass(frozen=True, slots=True)
class Result:
    """`fitting` are the forms that goals and tolerances lead to, by which cautions count.

    `groups` and `ranks` are empty where no form stands on the result. `at_risk` says that
    the answers warn of something.
    """

    standing: Standing
    fitting: Slugs
    groups: Mapping[str, Group]
    ranks: Mapping[str, int]
    at_risk: bool

    @property
    def shown(self) -> Slugs:
        return frozenset(self.ranks)

    @property
    def first(self) -> Slugs:
        return frozenset(compound for compound, rank in self.ranks.items() if rank == 1)


def line(catalogue: Catalogue, wishes: Wishes) -> Line:
    """Where the forms stand for these wishes alone."""
    asked: dict[str, dict[str, tuple[()]]] = {name: {} for name in WISHES}
    for name, slug in sorted(wishes):
        asked[name][slug] = ()
    by_name = index_of(catalogue).by_name
    return tuple(
        Fitting(slug, it.merit, it.rank)
        for it in ranked(place(catalogue, _effects(asked)))
        if it.rank is not None
        for slug in sorted(compound.slug for compound in by_name(it.compounds))
    )


def placing(catalogue: Catalogue) -> object:
    """All of a Catalogue that `line` looks at."""
    return (
        {slug: frozenset(traits) for slug, traits in catalogue.traits_of.items()},
        tuple(scale.slug for scale in catalogue.scales),
        {trait.slug: trait.scale for trait in catalogue.traits},
        {goal.slug: frozenset(goal.hindered_by) for goal in catalogue.goals},
        {
            (claim.compound, claim.goal): (claim.relevance, claim.direction, claim.certainty)
            for claim in catalogue.claims
        },
    )


def _effects(asked: Mapping[str, Because]) -> Effects:
    return Effects(asked["wants"], asked["welcomes"], asked["avoids"], asked["rules_out"], raised={})


def result(catalogue: Catalogue, line: Line, warnings: Iterable[Any]) -> Result:
    """The result of these warnings: actions, alone or with the forms they are about."""
    actions = list(warnings)
    urgent = [it.level for it in actions if isinstance(it, Action) and it.level.is_urgent]
    if urgent:
        level = max(urgent, key=lambda level: level.rank)
        return Result(Standing(level, withheld=False), NONE, {}, {}, at_risk=True)
    fitting = frozenset(it.compound for it in line)
    counting = [it if isinstance(it, tuple) else (it, None) for it in actions]
    counting = [(action, forms) for action, forms in counting if forms is None or forms & fitting]
    acting = {action for action, _ in counting}
    withheld = Action.WITHHOLD in acting
    ask_first = withheld or Action.ASK_FIRST in acting
    standing = Standing(Level.ASK_FIRST if ask_first else Level.ROUTINE, withheld)
    if withheld:
        return Result(standing, fitting, {}, {}, at_risk=True)
    aside = [forms for action, forms in counting if action is Action.SET_ASIDE]
    left = fitting if not aside else NONE if None in aside else fitting.difference(*aside)
    groups = {
        it.compound: group_after(it.merit, set_aside=it.compound not in left, ask_first=ask_first)
        for it in line
    }
    shown = sorted((groups[it.compound].rank, it.place, it.compound) for it in line if it.compound in left)
    ranks = ranks_of([(group, place) for group, place, _ in shown])
    return Result(
        standing=standing,
        fitting=fitting,
        groups={**dict.fromkeys(catalogue.compound_of, Group.SET_ASIDE), **groups},
        ranks={compound: rank for rank, (_, _, compound) in zip(ranks, shown, strict=True)},
        at_risk=ask_first or left != fitting,
    )
