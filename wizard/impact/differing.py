"""Where the warnings and the words of two Catalogues differ. Pure.

Two results can differ in any of dozens of cautions and texts, but telling each of them
apart in every combination of answers would multiply the combinations out. So this module
says beforehand what an answer adds to the difference between the two results. Most add
nothing.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple, TypeAlias, TypeVar

import msgspec

from content.catalogue import Catalogue, Caution, Compound, ContactKind, Level, Question
from wizard.engine.cautioning import GRAVEST
from wizard.engine.walk import ends_the_walk

Slugs: TypeAlias = frozenset[str]

NOT_SHOWN = frozenset({"facts", "number", "reviewed_on"})
"""Fields that no result shows."""
ON_ITS_OWN_PAGE = frozenset({"about", "risks", "ask_first", "labels"})
"""Fields of a form that stand on its page only."""


class Warned(NamedTuple):
    """A caution that counts on a side if it was raised there, and if it names forms, while one is shown."""

    caution: str
    before: bool
    after: bool


class Reworded(NamedTuple):
    """Something both results say in other words."""


REWORDED = Reworded()
Note: TypeAlias = Warned | Reworded
"""What an answer adds to the difference between two results."""


class Differing:
    """What differs between two Catalogues, asked answer by answer.

    `shown_differently` are the forms that the same answers show on one side only.
    """

    def __init__(self, before: Catalogue, after: Catalogue, shown_differently: Collection[str]) -> None:
        self.before = before
        self.after = after
        self._shown_differently = frozenset(shown_differently)
        self._raisers = (_raisers(before), _raisers(after))
        self.unsettled = self._unsettled()
        """Cautions for which one option alone does not say whether they are raised on both sides."""
        self._first_reworded: dict[Slugs, str] = {}

    # Cautions -----------------------------------------------------------------------------

    def of_caution(self, slug: str, *, before: bool, after: bool) -> Note | None:
        """What it means that a caution was raised on these sides; `None` when it makes no difference."""
        if not (before and after) or self.step(slug):
            return Warned(slug, before, after)
        old, new = self.before.caution_of[slug], self.after.caution_of[slug]
        forms = frozenset(old.compounds)
        if always_counts(old) and always_counts(new):
            return REWORDED if slug in self._reworded else None
        if always_counts(old) or always_counts(new) or forms != frozenset(new.compounds):
            return Warned(slug, before, after)
        if forms & self._shown_differently:
            return Warned(slug, before, after)
        if slug in self._reworded:  # those that count together need not be told apart
            return Warned(self._first_reworded.setdefault(forms, slug), before, after)
        return None

    def step(self, slug: str) -> int:
        """Below 0 where a caution of both sides asks for less than before, above 0 where for more."""
        old, new = (GRAVEST.index(side.caution_of[slug].action) for side in self._sides)
        return old - new

    def is_settled_by(self, slug: str, question: str) -> bool:
        """Whether the answer to this one question says where an unsettled caution is raised."""
        return {key.split("/", 1)[0] for side in self._raisers for key in side.get(slug, ())} == {question}

    def is_reworded(self, slug: str) -> bool:
        return slug in self._reworded

    def gravest_first(self) -> tuple[str, ...]:
        """The cautions of both, each by the graver of what it does, which is the same from both sides."""
        ranks: dict[str, tuple[int, int, str]] = {}
        for caution in (*self.before.cautions, *self.after.cautions):
            rank = (GRAVEST.index(caution.action), caution.number, caution.slug)
            ranks[caution.slug] = min(rank, ranks.get(caution.slug, rank))
        return tuple(sorted(ranks, key=ranks.__getitem__))

    def _unsettled(self) -> Slugs:
        """One side alone raising a caution settles it; so do the same answers to the same questions."""
        before, after = self._raisers
        same_walk = _walk_of(self.before) == _walk_of(self.after)
        return frozenset(
            slug
            for slug in before.keys() & after.keys()
            if before[slug] != after[slug]
            or not (same_walk or len({key.split("/", 1)[0] for key in before[slug]}) == 1)
        )

    # Words --------------------------------------------------------------------------------

    def asks_in_other_words(self, slug: str) -> bool:
        before, after = self.before.question_of[slug], self.after.question_of[slug]
        return (before.text, before.short) != (after.text, after.short)

    def answers_in_other_words(self, code: str, before: Question, after: Question) -> bool:
        old, new = before.option(code), after.option(code)
        return bool(old and new and (old.label, old.short) != (new.label, new.short))

    @functools.cached_property
    def _reworded(self) -> Slugs:
        return _changed(_warnings(self.before), _warnings(self.after))

    @functools.cached_property
    def goals(self) -> Slugs:
        """Goals whose own texts differ."""
        return _changed(*({it.slug: shown(side, it) for it in side.goals} for side in self._sides))

    @functools.cached_property
    def goals_of_claims(self) -> Slugs:
        """Goals for which something else is said about some form."""
        keys = _changed(
            *({(it.compound, it.goal): shown(side, it) for it in side.claims} for side in self._sides)
        )
        return frozenset(goal for _, goal in keys)

    @functools.cached_property
    def cards(self) -> frozenset[tuple[Level, bool]]:
        """Level, and whether forms are withheld, of the advice cards that differ."""
        return _changed(_cards(self.before), _cards(self.after))

    @functools.cached_property
    def forms_differ(self) -> bool:
        """Whether every result that shows forms reads differently."""
        before, after = (tuple(_beside_forms(side)) for side in self._sides)
        return before != after

    @property
    def _sides(self) -> tuple[Catalogue, Catalogue]:
        return self.before, self.after


def always_counts(caution: Caution) -> bool:
    """Whether a caution counts whatever is shown."""
    return not caution.compounds or caution.action.level.is_urgent


def shown(catalogue: Catalogue, value: object) -> object:
    """What of a record, or of several, a result may show: two of them compare equal or not."""
    if isinstance(value, msgspec.Struct):
        hidden = NOT_SHOWN | ON_ITS_OWN_PAGE if isinstance(value, Compound) else NOT_SHOWN
        return tuple(
            _field(catalogue, name, getattr(value, name))
            for name in value.__struct_fields__
            if name not in hidden
        )
    if isinstance(value, tuple):
        return tuple(shown(catalogue, part) for part in value)
    return value


def _field(catalogue: Catalogue, name: str, value: object) -> object:
    """Sources stand there as citations."""
    if name == "sources" and isinstance(value, tuple):
        return tuple(shown(catalogue, catalogue.source_of[slug]) for slug in value)
    return shown(catalogue, value)


Key = TypeVar("Key")


def _changed(before: Mapping[Key, object], after: Mapping[Key, object]) -> frozenset[Key]:
    """Keys of what reads differently, or stands on one side only."""
    return frozenset(key for key in before.keys() | after.keys() if before.get(key) != after.get(key))


def _warnings(catalogue: Catalogue) -> Mapping[str, object]:
    """Caution slug → all that a result shows with it."""
    return {
        caution.slug: (
            shown(catalogue, caution),
            _numbers(catalogue, caution.contact),
            [catalogue.compound_of[slug].short for slug in caution.compounds],
        )
        for caution in catalogue.cautions
    }


def _cards(catalogue: Catalogue) -> Mapping[tuple[Level, bool], object]:
    return {
        (card.level, card.withheld): (
            shown(catalogue, card),
            _numbers(catalogue, ContactKind.EMERGENCY) if card.level.is_urgent else None,
        )
        for card in catalogue.guidance
    }


def _numbers(catalogue: Catalogue, kind: ContactKind | None) -> object:
    return shown(catalogue, tuple(contact for contact in catalogue.contacts if kind and contact.kind is kind))


def _beside_forms(catalogue: Catalogue) -> Iterator[object]:
    """All that every result with forms shows, whatever the answers."""
    for part in (catalogue.food_first, catalogue.compounds, catalogue.scales, catalogue.traits):
        yield shown(catalogue, part)
    yield shown(catalogue, tuple(intake for intake in catalogue.intakes if intake.headline))


def _raisers(catalogue: Catalogue) -> Mapping[str, Slugs]:
    """Caution slug → the answers that raise it, as "question/option"."""
    found: dict[str, Slugs] = {}
    for question in catalogue.questions:
        for option in question.options:
            for slug in option.raises:
                found[slug] = found.get(slug, frozenset()) | {f"{question.slug}/{option.code}"}
    return found


def _walk_of(catalogue: Catalogue) -> object:
    """All that decides which questions are met and which answers they allow."""
    return [
        (
            question.slug,
            question.limit,
            frozenset(question.shown_when),
            {it.code: (it.exclusive, ends_the_walk(catalogue, [it])) for it in question.options},
        )
        for question in catalogue.questions
    ]
