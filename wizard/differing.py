"""Where two Catalogues differ in what a result warns of and in the words it shows. Pure.

Walking two Catalogues together must not multiply out every caution and every text. So
this module says beforehand what choosing one answer adds to the difference between the
two results, as a few `Mark`s. Most answers add none.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import msgspec

from content.catalogue import Catalogue, ContactKind, Level, Option, Question
from wizard.engine.enumeration import WISHES
from wizard.engine.matching import serves

Counts: TypeAlias = frozenset[str] | None
"""When a caution counts: `None` when it was not raised, always when the set is empty, and
otherwise while one of these forms would be shown."""

ALWAYS: frozenset[str] = frozenset()

UNNAMED = ""
"""Stands for cautions that are not told apart."""

FEW = 4
"""How many cautions are told apart: each may double the number of cases."""

NOT_SHOWN = frozenset({"facts", "number", "reviewed_on"})
"""Fields of records that a result never shows."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A difference that some answers bring with them: a caution, or a text.

    `reworded` says that its words differ. A text is always there on both sides. A `steady`
    mark counts on both sides or on neither, so that only its words matter. `caution` names
    a caution where only few could be lost or gained; otherwise they are not told apart.
    """

    before: Counts
    after: Counts
    reworded: bool
    steady: bool = False
    caution: str = UNNAMED

    def counts_before(self, shown: Callable[[], Iterable[str]]) -> bool:
        return _counts(self.before, shown)

    def counts_after(self, shown: Callable[[], Iterable[str]]) -> bool:
        return _counts(self.after, shown)


def _counts(when: Counts, shown: Callable[[], Iterable[str]]) -> bool:
    return when is not None and (not when or not when.isdisjoint(shown()))


TEXT = Mark(ALWAYS, ALWAYS, reworded=True, steady=True)


def visible(value: Any) -> Any:
    """What of a record, or of several, a result may show: two of them compare equal or not."""
    if isinstance(value, msgspec.Struct):
        return tuple(
            visible(getattr(value, name)) for name in value.__struct_fields__ if name not in NOT_SHOWN
        )
    if isinstance(value, tuple):
        return tuple(map(visible, value))
    return value


class Differing:
    """What differs between two Catalogues, asked answer by answer."""

    def __init__(self, before: Catalogue, after: Catalogue) -> None:
        self.before = before
        self.after = after
        self.same_walk = _walk_of(before) == _walk_of(after)
        self._same_showing = self.same_walk or _decides_forms(before) == _decides_forms(after) is not None
        self._raisers_before = _raisers(before)
        self._raisers_after = _raisers(after)
        self.tracked = frozenset(slug for slug in self._slugs if not self._is_settled_at_once(slug))

    # Cautions ---------------------------------------------------------------------------

    def marks(self, code: str, before: Question | None, after: Question | None) -> frozenset[Mark]:
        """What one answer adds. A side is `None` when it does not ask the question."""
        old = before.option(code) if before else None
        new = after.option(code) if after else None
        raised_before = set(old.raises) if old else set()
        raised_after = set(new.raises) if new else set()
        found = {
            self.caution_mark(slug, before=slug in raised_before, after=slug in raised_after)
            for slug in (raised_before | raised_after) - self.tracked
        }
        if old and new and _answer_words(old) != _answer_words(new):
            found.add(TEXT)
        return frozenset(mark for mark in found if mark is not None)

    def caution_mark(self, slug: str, *, before: bool, after: bool) -> Mark | None:
        """The mark of a caution raised on these sides, unless it can make no difference."""
        mark = Mark(
            _when(self.before, slug) if before else None,
            _when(self.after, slug) if after else None,
            reworded=before and after and slug in self._reworded,
        )
        if mark.before == mark.after and self._is_steady(mark.before):
            return replace(mark, steady=True) if mark.reworded else None
        return replace(mark, caution=slug if slug in self._told_apart else UNNAMED)

    def _is_settled_at_once(self, slug: str) -> bool:
        """Whether the answer to one question alone decides if a caution is raised, and where.

        That is so when both walks are the same, when one side never raises it, and when
        the same answers to one question raise it on both sides.
        """
        before, after = self._raisers_before.get(slug, {}), self._raisers_after.get(slug, {})
        return self.same_walk or not before or not after or (before == after and len(before) == 1)

    def _is_steady(self, when: Counts) -> bool:
        """Whether a caution that counts `when` counts on both sides or on neither."""
        return not when or (self._same_showing and self._is_shown_alike(when))

    def _is_shown_alike(self, compounds: Iterable[str]) -> bool:
        """Whether these forms are shown for the same wishes on both sides."""
        before, after = self._showing_before, self._showing_after
        return all(before.get(slug) == after.get(slug) for slug in compounds)

    @functools.cached_property
    def _told_apart(self) -> frozenset[str]:
        """The cautions that are raised by other answers, or count at other times, if they are few."""
        found = frozenset(
            slug
            for slug in self._slugs
            if self._raisers_before.get(slug) != self._raisers_after.get(slug)
            or _when(self.before, slug) != _when(self.after, slug)
            or not self._is_shown_alike(_when(self.after, slug) or ())
        )
        return found if len(found) <= FEW else frozenset()

    @property
    def _slugs(self) -> set[str]:
        return {*self._raisers_before, *self._raisers_after}

    @functools.cached_property
    def _reworded(self) -> frozenset[str]:
        return _changed(_warnings(self.before), _warnings(self.after))

    @functools.cached_property
    def _showing_before(self) -> Mapping[str, object]:
        return _showing(self.before, _ruled_out(self.before) | _ruled_out(self.after))

    @functools.cached_property
    def _showing_after(self) -> Mapping[str, object]:
        return _showing(self.after, _ruled_out(self.before) | _ruled_out(self.after))

    # Words ------------------------------------------------------------------------------

    def question_words_differ(self, slug: str) -> bool:
        """Whether two results name this question differently."""
        before, after = self.before.question_of[slug], self.after.question_of[slug]
        return (before.text, before.short) != (after.text, after.short)

    @functools.cached_property
    def goals(self) -> frozenset[str]:
        """Goals whose own texts differ."""
        return _changed(self.before.goal_of, self.after.goal_of)

    @functools.cached_property
    def claimed_goals(self) -> frozenset[str]:
        """Goals for which what is known about some form is told differently."""
        return frozenset(goal for _, goal in _changed(_claims(self.before), _claims(self.after)))

    @functools.cached_property
    def cards(self) -> frozenset[tuple[Level, bool]]:
        """Level, and whether forms are withheld, of the advice cards that differ."""
        return _changed(_cards(self.before), _cards(self.after))

    @functools.cached_property
    def forms_differ(self) -> bool:
        """Whether every result that shows forms reads differently."""
        return bool(_beside_forms(self.before) != _beside_forms(self.after))

    # Places -----------------------------------------------------------------------------

    @functools.cached_property
    def placing_goals(self) -> frozenset[str] | None:
        """Goals for which forms may be placed differently; `None` when it may be any goal."""
        if _standing_of_forms(self.before) != _standing_of_forms(self.after):
            return None
        before, after = _placing(self.before), _placing(self.after)
        return frozenset(goal for goal in {*before, *after} if before.get(goal) != after.get(goal))


def _when(catalogue: Catalogue, slug: str) -> Counts:
    """When a caution counts that was raised; `None` where the Catalogue does not have it."""
    caution = catalogue.caution_of.get(slug)
    if caution is None:
        return None
    return ALWAYS if caution.action.level.is_urgent else frozenset(caution.compounds)


def _answer_words(option: Option) -> tuple[str, str]:
    return option.label, option.short


def _warnings(catalogue: Catalogue) -> Mapping[str, tuple[object, ...]]:
    """Caution slug → the caution and the telephone numbers that stand with it."""
    numbers = {
        kind: tuple(contact for contact in catalogue.contacts if contact.kind is kind) for kind in ContactKind
    }
    return {
        caution.slug: (caution, *(numbers[caution.contact] if caution.contact else ()))
        for caution in catalogue.cautions
    }


def _raisers(catalogue: Catalogue) -> Mapping[str, Mapping[str, frozenset[str]]]:
    """Caution slug → question slug → codes of the answers that raise it."""
    found: dict[str, dict[str, frozenset[str]]] = {}
    for question in catalogue.questions:
        for option in question.options:
            for slug in option.raises:
                codes = found.setdefault(slug, {})
                codes[question.slug] = codes.get(question.slug, frozenset()) | {option.code}
    return found


def _changed(before: Mapping[Any, Any], after: Mapping[Any, Any]) -> frozenset[Any]:
    """Keys of the records that read differently, or stand on one side only."""
    return frozenset(key for key in {*before, *after} if visible(before.get(key)) != visible(after.get(key)))


def _walk_of(catalogue: Catalogue) -> object:
    """All that decides which questions are met and what their answers do."""
    questions = tuple(
        (question.slug, question.limit, question.safety, frozenset(question.shown_when), _options(question))
        for question in catalogue.questions
    )
    ending = {slug for slug in _raisers(catalogue) if catalogue.caution_of[slug].action.level.is_urgent}
    return questions, ending


def _decides_forms(catalogue: Catalogue) -> object:
    """The questions whose answers decide which forms are shown.

    `None` when other questions decide whether they are asked.
    """
    deciding = {
        question.slug: (question.limit, frozenset(question.shown_when), _options_for_forms(question))
        for question in catalogue.questions
        if not question.safety and any(option.wants or option.rules_out for option in question.options)
    }
    keys = {key for _, shown_when, _ in deciding.values() for key in shown_when}
    if any(key.split("/", 1)[0] not in deciding for key in keys):
        return None
    return list(deciding.items())


def _options_for_forms(question: Question) -> object:
    return {
        option.code: (option.exclusive, frozenset(option.wants), frozenset(option.rules_out))
        for option in question.options
    }


def _options(question: Question) -> object:
    return {
        option.code: (
            option.exclusive,
            frozenset(option.raises),
            tuple(frozenset(getattr(option, name)) for name in WISHES),
        )
        for option in question.options
    }


def _ruled_out(catalogue: Catalogue) -> frozenset[str]:
    """The traits that some answer rules out."""
    return frozenset(
        slug for question in catalogue.questions for option in question.options for slug in option.rules_out
    )


def _showing(catalogue: Catalogue, ruled_out: frozenset[str]) -> Mapping[str, object]:
    """Compound slug → all that decides for which wishes it is shown."""
    return {
        slug: (
            frozenset(goal for goal, claim in catalogue.claims_of[slug].items() if serves(claim)),
            ruled_out.intersection(traits),
        )
        for slug, traits in catalogue.traits_of.items()
    }


def _cards(catalogue: Catalogue) -> Mapping[tuple[Level, bool], object]:
    return {(card.level, card.withheld): card for card in catalogue.guidance}


def _claims(catalogue: Catalogue) -> Mapping[tuple[str, str], object]:
    return {(claim.compound, claim.goal): claim for claim in catalogue.claims}


def _standing_of_forms(catalogue: Catalogue) -> object:
    """What places forms whatever the goal."""
    return {slug: frozenset(traits) for slug, traits in catalogue.traits_of.items()}


def _placing(catalogue: Catalogue) -> Mapping[str, object]:
    """Goal slug → all that places forms for it."""
    return {
        goal.slug: (
            frozenset(goal.hindered_by),
            frozenset(
                (claim.compound, claim.relevance, claim.direction, claim.certainty)
                for claim in catalogue.claims
                if claim.goal == goal.slug
            ),
        )
        for goal in catalogue.goals
    }


def _beside_forms(catalogue: Catalogue) -> object:
    """All that every result with forms shows, whatever the answers."""
    return visible(tuple(_always_shown(catalogue)))


def _always_shown(catalogue: Catalogue) -> Iterator[object]:
    yield catalogue.food_first
    yield from catalogue.compounds
    yield from catalogue.scales
    yield from catalogue.traits
    for intake in catalogue.intakes:
        if intake.headline:
            yield intake
