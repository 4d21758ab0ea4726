"""In which order the forms stand: by group, merit and key, then by name. Ties share a rank."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wizard.engine.cautioning import group_after
from wizard.engine.index import NO_COMPOUNDS, CompoundSet
from wizard.engine.placing import Alike
from wizard.engine.standing import GROUP_RANK, Group, Key, Place


def ranked(
    placed: Iterable[Alike], *, barred: CompoundSet = NO_COMPOUNDS, ask_first: bool = False
) -> tuple[Place, ...]:
    """The places in the order shown, after cautions set some forms aside or want somebody asked."""
    found: dict[tuple[Group, Group, Key], CompoundSet] = {}
    for compounds, merit, key in placed:
        for part, set_aside in ((compounds & ~barred, False), (compounds & barred, True)):
            if part:
                at = group_after(merit, set_aside=set_aside, ask_first=ask_first), merit, key
                found[at] = found.get(at, NO_COMPOUNDS) | part
    places: list[Place] = []
    rank = 1
    for at in sorted(found, key=_strength, reverse=True):
        places.append(Place(found[at], *at, None if at[0] is Group.SET_ASIDE else rank))
        rank += found[at].bit_count()
    return tuple(places)


def _strength(at: tuple[Group, Group, Key]) -> tuple[int, int, Key]:
    """What forms are sorted by: larger comes first, equal is a tie."""
    group, merit, key = at
    return -GROUP_RANK[group], -GROUP_RANK[merit], key


def ranks_of(orders: Sequence[tuple[int, ...]]) -> Sequence[int]:
    """The ranks of sorted orders, counted from 1; ties share one."""
    ranks: list[int] = []
    for place_in_order, this in enumerate(orders, 1):
        tied = ranks and this == orders[place_in_order - 2]
        ranks.append(ranks[-1] if tied else place_in_order)
    return ranks
