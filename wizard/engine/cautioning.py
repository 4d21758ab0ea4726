"""What the cautions do to the forms: they may move one down or take all away, and move none up.

A caution naming forms counts when one of them would be shown on goals and tolerances
alone, so no second caution can hide the first.
"""

from __future__ import annotations

from collections.abc import Sequence

from content.catalogue import Action, Catalogue, Caution, Compound, Level
from wizard.engine.effects import Effects
from wizard.engine.index import NO_COMPOUNDS, CompoundSet, index_of
from wizard.engine.outcomes import Raised
from wizard.engine.standing import Group

GRAVEST = (
    Action.URGENT_NOW,
    Action.URGENT_TODAY,
    Action.WITHHOLD,
    Action.ASK_FIRST,
    Action.SET_ASIDE,
    Action.MENTION,
)


def counted_cautions(catalogue: Catalogue, effects: Effects, shown: CompoundSet) -> tuple[Raised, ...]:
    """The raised cautions that count, gravest first; `shown` are the forms that would be without them."""
    index = index_of(catalogue)
    counted = [
        Raised(caution, said)
        for caution, said in ((catalogue.caution_of[slug], said) for slug, said in effects.raised.items())
        if not caution.compounds or caution.action.level.is_urgent or shown & index.set_of(caution.compounds)
    ]
    return tuple(
        sorted(counted, key=lambda raised: (GRAVEST.index(raised.caution.action), raised.caution.number))
    )


def barred_by(catalogue: Catalogue, cautions: Sequence[Raised]) -> CompoundSet:
    """The forms these cautions set aside."""
    index = index_of(catalogue)
    barred = NO_COMPOUNDS
    for raised in cautions:
        if raised.caution.action is Action.SET_ASIDE:
            barred |= index.set_of(raised.caution.compounds) if raised.caution.compounds else index.all
    return barred


def ask_first(cautions: Sequence[Raised]) -> bool:
    """Whether one of these wants a clinician asked before any form."""
    return any(raised.caution.action.level is Level.ASK_FIRST for raised in cautions)


def group_after(group: Group, *, set_aside: bool, ask_first: bool) -> Group:
    """Where a form of this group stands once the cautions have acted."""
    if set_aside:
        return Group.SET_ASIDE
    return Group.DISCUSS if ask_first and group is not Group.SET_ASIDE else group


def concerns(caution: Caution, compound: Compound) -> bool:
    """A caution that names no form concerns them all."""
    return not caution.compounds or compound.slug in caution.compounds
