"""Which forms goals and tolerances lead to, and where they stand by these alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from content.catalogue import Catalogue
from wizard.engine.effects import Effects
from wizard.engine.index import NO_COMPOUNDS, CompoundSet, Index, Service, index_of
from wizard.engine.standing import Group, Key


class Alike(NamedTuple):
    """Forms that goals and tolerances put in the same place."""

    compounds: CompoundSet
    merit: Group
    key: Key


def led_to(catalogue: Catalogue, effects: Effects) -> CompoundSet:
    """The forms chosen for a wanted goal that nothing rules out: those of any group but set aside."""
    index = index_of(catalogue)
    return index.chosen_for(effects.wanted) & ~index.standing_on(effects.ruled_out)


def place(catalogue: Catalogue, effects: Effects) -> tuple[Alike, ...]:
    """Every form once, by goals and tolerances alone; those that come out equal stand together."""
    index = index_of(catalogue)
    ruled_out, avoided = index.standing_on(effects.ruled_out), index.standing_on(effects.avoided)
    fits = _by_fit(index, effects)
    found: dict[tuple[Group, Key], CompoundSet] = {}
    for served, serving in _by_service(index, effects.wanted).items():
        for fit, fitting in fits.items():
            if compounds := serving & fitting:
                key = Key(*served[:-1], fit)
                for merit, part in _by_merit(served, compounds, ruled_out, avoided):
                    if part:
                        found[merit, key] = found.get((merit, key), NO_COMPOUNDS) | part
    return tuple(Alike(compounds, merit, key) for (merit, key), compounds in found.items())


def _by_merit(
    served: _Served, compounds: CompoundSet, ruled_out: CompoundSet, avoided: CompoundSet
) -> tuple[tuple[Group, CompoundSet], ...]:
    """Forms that serve the same, by the group that what is ruled out and avoided leaves them in."""
    if not served.goals:
        return ((Group.SET_ASIDE, compounds),)
    led_to = compounds & ~ruled_out
    matches = led_to & ~avoided if served.fully else NO_COMPOUNDS
    return (
        (Group.MATCHES, matches),
        (Group.PARTLY, led_to ^ matches),
        (Group.SET_ASIDE, compounds ^ led_to),
    )


# Goals --------------------------------------------------------------------------------


class _Served(NamedTuple):
    """What a form counts for all wanted goals together."""

    goals: int = 0
    relevance: int = 0
    certainty: int = 0
    clear: int = 0
    fully: bool = False

    def and_for(self, service: Service) -> _Served:
        return _Served(
            self.goals + 1,
            self.relevance + service.relevance,
            self.certainty + service.certainty,
            self.clear - service.hindered,
            self.fully or service.fully,
        )


def _by_service(index: Index, wanted: Iterable[str]) -> Mapping[_Served, CompoundSet]:
    """Every form, by what it counts for all of these goals."""
    found = {_Served(): index.all}
    for goal in wanted:
        divided: dict[_Served, CompoundSet] = {}
        for served, compounds in found.items():
            rest = compounds
            for service, serving in index.serving.get(goal, {}).items():
                if both := rest & serving:
                    rest ^= both
                    now = served.and_for(service)
                    divided[now] = divided.get(now, NO_COMPOUNDS) | both
            if rest:
                divided[served] = divided.get(served, NO_COMPOUNDS) | rest
        found = divided
    return found


# Tolerances ---------------------------------------------------------------------------

Fit: TypeAlias = tuple[int, ...]


def _by_fit(index: Index, effects: Effects) -> Mapping[Fit, CompoundSet]:
    """Every form, by how it fits what is wished, one scale after the other."""
    found: dict[Fit, CompoundSet] = {(): index.all}
    for fits, unfit in _wished(index, effects):
        found = {
            (*fit, step): part
            for fit, compounds in found.items()
            for step, part in (
                (1, compounds & fits),
                (0, compounds & ~(fits | unfit)),
                (-1, compounds & unfit),
            )
            if part
        }
    return found


def _wished(index: Index, effects: Effects) -> Iterator[tuple[CompoundSet, CompoundSet]]:
    """For each scale of which something is wished: who stands where it is welcomed, and where avoided."""
    welcomed, avoided = index.standing_by_scale(effects.welcomed), index.standing_by_scale(effects.avoided)
    for scale in sorted(welcomed.keys() | avoided.keys()):
        fits, unfit = welcomed.get(scale, NO_COMPOUNDS), avoided.get(scale, NO_COMPOUNDS)
        yield fits & ~unfit, unfit & ~fits
