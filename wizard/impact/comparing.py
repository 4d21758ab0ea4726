"""What a change of content does to visitors, over every combination of answers. Pure.

`compare` walks two Catalogues together and puts every combination whose result changes
into one group, by the gravest thing that changes for it: a warning lost, a form newly
shown to somebody at risk, another first place … and wording last. Each group counts its
combinations exactly and holds one worked example.
"""

from __future__ import annotations

import functools
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import msgspec

from content.catalogue import Catalogue
from wizard.engine.answers import Answers
from wizard.impact.choices import AFTER, BEFORE, SIDES, Asked, Gone, Raised
from wizard.impact.difference import PLACE_OF, Difference, Kind, of_forms
from wizard.impact.differing import REWORDED, Differing, Slugs, Warned, always_counts
from wizard.impact.results import Line, Result, Standing, line, placing, result
from wizard.impact.side_by_side import Pair, Report, SideBySide, TooDifferent, Wishes


@dataclass(frozen=True, slots=True)
class Group:
    """Combinations for which the same thing changes, with one of them."""

    kind: Kind
    told: Difference
    combinations: int
    example: Answers


@dataclass(frozen=True, slots=True)
class Impact:
    """`combinations` is how many there are in all; `differences` counts those that change."""

    combinations: int
    differences: Mapping[Difference, int]
    groups: tuple[Group, ...]

    @property
    def changed(self) -> int:
        return sum(self.differences.values())


def _unheard(share: float) -> None:
    """Nobody wants to know how far the work is."""


WALKING = 0.7
"""What share of the work is walking; the rest is reading results."""


def compare(before: Catalogue, after: Catalogue, report: Report = _unheard) -> Impact:
    """Every combination of answers whose result changes from `before` to `after`.

    `report` is told now and then what share of the work is done.
    """
    reader = _Reader(before, after)
    combinations = 0
    differences: dict[Difference, int] = {}
    examples: dict[Difference, Pair] = {}
    for pair in reader.pairs(lambda share: report(WALKING * share)):
        combinations += pair.walks
        difference = reader.difference(pair)
        if difference is not None:
            differences[difference] = differences.get(difference, 0) + pair.walks
            examples[difference] = _plainer(examples.get(difference, pair), pair)
    return Impact(combinations, differences, _grouped(differences, examples))


def impact_counted(before: Catalogue, after: Catalogue, report: Report) -> Impact | None:
    """The impact of a change; None when too much differs at once to count it."""
    try:
        return compare(before, after, report)
    except TooDifferent:
        return None


def _grouped(differences: Mapping[Difference, int], examples: Mapping[Difference, Pair]) -> tuple[Group, ...]:
    members: dict[tuple[Kind, Difference], list[Difference]] = {}
    for difference in differences:
        members.setdefault((difference.kind, difference.told()), []).append(difference)
    groups = [
        Group(
            kind,
            told,
            combinations=sum(differences[difference] for difference in alike),
            example=functools.reduce(_plainer, (examples[difference] for difference in alike)).example,
        )
        for (kind, told), alike in members.items()
    ]
    return tuple(
        sorted(groups, key=lambda group: (PLACE_OF[group.kind], not group.told.falls, -group.combinations))
    )


def _plainer(one: Pair, other: Pair) -> Pair:
    """The pair whose example is easier to follow: it chooses less, and warns of less."""
    return min(one, other, key=lambda pair: (pair.length, pair.alarms))


class _Fit(NamedTuple):
    """The lines that the wishes of both sides lead to, and whether the words about them differ.

    `goals` are words of every result that is not urgent, `forms` those of results with forms.
    """

    before: int
    after: int
    goals: bool
    forms: bool


class _Warnings(NamedTuple):
    """The gravest caution of each kind of change; empty where there is none."""

    lost: str
    gained: str
    weaker: str
    stronger: str


class _Reader:
    """Reads the two results of merged combinations, each only once."""

    def __init__(self, before: Catalogue, after: Catalogue) -> None:
        self._sides = (before, after)
        self._placed_alike = placing(before) == placing(after)
        self._lines: list[Line] = []
        self._numbers: dict[Line, int] = {}
        self._line_of: dict[tuple[int, Wishes], int] = {}
        self._results: dict[tuple[int, int, int], Result] = {}
        self._differences: dict[Hashable, Difference | None] = {}
        self._differing = Differing(before, after, self._shown_differently())
        self._together = SideBySide(self._differing, self._fit)
        self._gravest_first = self._differing.gravest_first()

    def pairs(self, report: Report) -> Iterator[Pair]:
        return self._together.pairs(report)

    def difference(self, pair: Pair) -> Difference | None:
        """How the results of these combinations differ; `None` when they do not."""
        before, after = (self._result(side, pair) for side in SIDES)
        if before is None or after is None:
            return Difference(
                before=before.standing if before else None,
                after=after.standing if after else None,
                refused=next(note.question for note in pair.notes if isinstance(note, Gone)),
            )
        found = self._of_forms(pair, before, after)
        warnings, reworded = self._of_cautions(pair, before, after)
        asked = (Asked(BEFORE) in pair.notes, Asked(AFTER) in pair.notes)
        if any(warnings) or any(asked):
            found = found or Difference(before=before.standing, after=after.standing)
            return replace(found, **warnings._asdict(), asked=asked)
        if found is None and (reworded or self._reads_differently(pair, before.standing)):
            return Difference(before=before.standing, after=after.standing, reworded=True)
        return found

    def _result(self, side: int, pair: Pair) -> Result | None:
        warnings = pair.warnings[side]
        if warnings is None:
            return None
        key = (side, pair.fit[side], warnings)
        if key not in self._results:
            forms, effects = self._lines[pair.fit[side]], self._together.effects(side, warnings)
            self._results[key] = result(self._sides[side], forms, effects)
        return self._results[key]

    def _of_forms(self, pair: Pair, before: Result, after: Result) -> Difference | None:
        key = (pair.fit.before, pair.fit.after, *pair.warnings)
        if key not in self._differences:
            self._differences[key] = of_forms(before, after)
        return self._differences[key]

    def _of_cautions(self, pair: Pair, before: Result, after: Result) -> tuple[_Warnings, bool]:
        """How the warnings differ, and whether one that stays reads differently."""
        if before.standing.level.is_urgent is not after.standing.level.is_urgent:
            return _Warnings("", "", "", ""), False
        lost, gained, weaker, stronger = (set[str]() for _ in _Warnings._fields)
        reworded = False
        for slug, raised_before, raised_after in self._warned(pair):
            counted = raised_before and self._counts(BEFORE, slug, before)
            counts = raised_after and self._counts(AFTER, slug, after)
            if counted and counts:
                reworded = reworded or self._differing.is_reworded(slug)
                step = self._differing.step(slug)
                (weaker if step < 0 else stronger if step > 0 else set[str]()).add(slug)
            elif counted:
                lost.add(slug)
            elif counts:
                gained.add(slug)
        return _Warnings(*map(self._gravest, (lost, gained, weaker, stronger))), reworded

    def _warned(self, pair: Pair) -> Iterator[Warned]:
        """The cautions that may set the results apart, and the sides that raised them."""
        raised = {note.caution for note in pair.notes if isinstance(note, Raised)}
        for slug in raised:
            yield Warned(slug, Raised(BEFORE, slug) in pair.notes, Raised(AFTER, slug) in pair.notes)
        yield from (note for note in pair.notes if isinstance(note, Warned))

    def _counts(self, side: int, slug: str, result: Result) -> bool:
        caution = self._sides[side].caution_of[slug]
        return always_counts(caution) or not result.fitting.isdisjoint(caution.compounds)

    def _gravest(self, slugs: set[str]) -> str:
        return min(slugs, key=self._gravest_first.index, default="")

    def _reads_differently(self, pair: Pair, standing: Standing) -> bool:
        """Whether results that agree in level, cautions, groups and ranks show other words."""
        if REWORDED in pair.notes or standing in self._differing.cards:
            return True
        return (pair.fit.goals and not standing.level.is_urgent) or (pair.fit.forms and standing.has_forms)

    # Wishes -----------------------------------------------------------------------------

    def _fit(self, before: Wishes, after: Wishes) -> _Fit:
        wanted, still_wanted = (
            {slug for name, slug in wishes if name == "wants"} for wishes in (before, after)
        )
        told_anew = wanted & self._differing.goals_of_claims
        return _Fit(
            self._line(BEFORE, before),
            self._line(AFTER, after),
            goals=wanted != still_wanted or bool(wanted & self._differing.goals),
            forms=self._differing.forms_differ or before != after or bool(told_anew),
        )

    def _line(self, side: int, wishes: Wishes) -> int:
        """The number of the line these wishes lead to."""
        key = (BEFORE if self._placed_alike else side, wishes)
        if key not in self._line_of:
            found = line(self._sides[side], wishes)
            self._line_of[key] = self._numbers.setdefault(found, len(self._numbers))
            if len(self._numbers) > len(self._lines):
                self._lines.append(found)
        return self._line_of[key]

    def _shown_differently(self) -> Slugs:
        """The forms that the same goals and tolerances lead to on one side only.

        Warnings can end a walk early but add no wishes, so they are left out here.
        """
        before, after = (_without_warnings(side) for side in self._sides)
        together = SideBySide(Differing(before, after, ()), self._both_lines)
        found: set[str] = set()
        for pair in together.pairs(_unheard):
            if None not in pair.warnings:
                shown, still_shown = ({it.compound for it in self._lines[number]} for number in pair.fit)
                found |= shown ^ still_shown
        return frozenset(found)

    def _both_lines(self, before: Wishes, after: Wishes) -> tuple[int, int]:
        return self._line(BEFORE, before), self._line(AFTER, after)


def _without_warnings(catalogue: Catalogue) -> Catalogue:
    return msgspec.structs.replace(
        catalogue,
        questions=tuple(
            msgspec.structs.replace(
                question, options=tuple(msgspec.structs.replace(it, raises=()) for it in question.options)
            )
            for question in catalogue.questions
        ),
    )
