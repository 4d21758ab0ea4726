"""What the answers to one question do to two walks at once. Pure.

Most options of a question do the same, so choices are merged by what they do, as in
`wizard.engine.enumeration`.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias, TypeVar

from content.catalogue import Option, Question
from wizard.engine.enumeration import Bits
from wizard.impact.differing import REWORDED, Differing, Warned, always_counts

Codes: TypeAlias = tuple[str, ...]
BEFORE, AFTER = SIDES = (0, 1)
SHUT = -1
"""The room of a side that does not allow what was chosen."""


class Gone(NamedTuple):
    """One side does not offer an answer to this question: its walk ends there."""

    side: int
    question: str


class Asked(NamedTuple):
    """One side asked a question that the other did not."""

    side: int


class Raised(NamedTuple):
    """One side raised a caution; what that means is known only when both walks have ended."""

    side: int
    caution: str


class Notes:
    """One bit for each thing that sets the two results apart."""

    def __init__(self, differing: Differing) -> None:
        self._bits: dict[Hashable, int] = {}
        self._notes: dict[int, Hashable] = {}
        self.lost = self._all_told_once(differing, before=True)
        self.gained = self._all_told_once(differing, before=False)
        self.weaker = self._all_that_step(differing, down=True)
        self.stronger = self._all_that_step(differing, down=False)
        self.gone = [0, 0]

    def _all_told_once(self, differing: Differing, *, before: bool) -> int:
        """The cautions that one side alone may bring, whatever is shown: the gravest has the lowest bit."""
        known = (differing.before if before else differing.after).caution_of
        slugs = [slug for slug in differing.gravest_first() if slug in known and always_counts(known[slug])]
        return sum(self.bit(Warned(slug, before, not before)) for slug in slugs)

    def _all_that_step(self, differing: Differing, *, down: bool) -> int:
        """The cautions that count on both sides whatever is shown, and ask for less there, or for more."""
        old, new = differing.before.caution_of, differing.after.caution_of
        return sum(
            self.bit(Warned(slug, before=True, after=True))
            for slug in differing.gravest_first()
            if slug in old and slug in new and always_counts(old[slug]) and always_counts(new[slug])
            if (differing.step(slug) < 0 if down else differing.step(slug) > 0)
        )

    def bit(self, note: Hashable) -> int:
        if note not in self._bits:
            bit = self._bits[note] = 1 << len(self._bits)
            self._notes[bit] = note
            if isinstance(note, Gone):
                self.gone[note.side] |= bit
        return self._bits[note]

    def read(self, bits: int) -> Iterator[Hashable]:
        while bits:
            lowest = bits & -bits
            yield self._notes[lowest]
            bits ^= lowest

    def only_gravest(self, bits: int) -> int:
        """`bits` with at most one caution of each kind of change: one of each is told, the gravest."""
        for told in (self.lost, self.gained, self.weaker, self.stronger):
            of_this_kind = bits & told
            bits ^= of_this_kind & of_this_kind - 1
        return bits


class Choice(NamedTuple):
    """What choosing some options adds: to the bits of both walks, and to the notes.

    A question may stand at another place on the other side. `alone` are the notes if only
    the side that comes to it first asks it.
    """

    before: int
    after: int
    notes: int
    alone: int

    def of(self, side: int) -> int:
        return self.before if side == BEFORE else self.after


Choices: TypeAlias = Mapping[Choice, tuple[int, Codes]]
"""What choices do → how many do it, and the shortest of them."""


class _Ticked(NamedTuple):
    """Some options: how many more each side allows, and what they add."""

    rooms: tuple[int, int]
    choice: Choice


@dataclass(frozen=True, slots=True)
class Ask:
    """A question as two sides ask it, `None` where one does not.

    `first` is the side that comes to it first, where they come to it at different places.
    """

    before: Question | None
    after: Question | None
    first: int | None
    differing: Differing
    bits: tuple[Bits, Bits]
    notes: Notes

    def choices(self) -> dict[Choice, tuple[int, Codes]]:
        """All that some side allows."""
        nothing = _Ticked((_room(self.before), _room(self.after)), Choice(0, 0, 0, 0))
        partial: dict[_Ticked, tuple[int, Codes]] = {nothing: (1, ())}
        for code in self._codes():
            adds = self._adds(code)
            for ticked, (times, codes) in list(partial.items()):
                more = self._more(ticked, code, adds)
                if more.rooms != (SHUT, SHUT):
                    _add(partial, more, times, (*codes, code))
        del partial[nothing]
        found: dict[Choice, tuple[int, Codes]] = {}
        for ticked, (times, codes) in partial.items():
            _add(found, self._finished(ticked), times, codes)
        return found

    @property
    def _asked(self) -> Question:
        asked = self.before or self.after
        if asked is None:
            raise ValueError("Nobody asks this question.")
        return asked

    def _codes(self) -> list[str]:
        """The codes of both, those without any effect first, so that examples prefer them."""
        options = [it for question in (self.before, self.after) if question for it in question.options]
        options.sort(key=has_effect)
        return list(dict.fromkeys(option.code for option in options))

    def _more(self, ticked: _Ticked, code: str, adds: Choice) -> _Ticked:
        before, after = ticked.rooms
        one = ticked.choice
        return _Ticked(
            (_room_left(self.before, before, code), _room_left(self.after, after, code)),
            Choice(
                one.before | adds.before,
                one.after | adds.after,
                self.notes.only_gravest(one.notes | adds.notes),
                self.notes.only_gravest(one.alone | adds.alone),
            ),
        )

    def _adds(self, code: str) -> Choice:
        """What one option adds."""
        notes = self._notes(code, self.before, self.after)
        alone = 0
        if self.first is not None:
            sides = (self.before, None) if self.first == BEFORE else (None, self.after)
            alone = self._notes(code, *sides)
        return Choice(self._effect(BEFORE, code), self._effect(AFTER, code), notes, alone)

    def _effect(self, side: int, code: str) -> int:
        question = self.after if side else self.before
        return self.bits[side].of_option(question, code) if question and question.option(code) else 0

    def _notes(self, code: str, before: Question | None, after: Question | None) -> int:
        raised = [_raises(before, code), _raises(after, code)]
        notes = 0
        for slug in raised[BEFORE] | raised[AFTER]:
            if slug in self.differing.unsettled:
                for side in SIDES:
                    notes |= self.notes.bit(Raised(side, slug)) if slug in raised[side] else 0
            else:
                notes |= self._of_caution(slug, before=slug in raised[BEFORE], after=slug in raised[AFTER])
        if before and after and self.differing.answers_in_other_words(code, before, after):
            notes |= self.notes.bit(REWORDED)
        return notes

    def _of_caution(self, slug: str, *, before: bool, after: bool) -> int:
        note = self.differing.of_caution(slug, before=before, after=after)
        return 0 if note is None else self.notes.bit(note)

    def _finished(self, ticked: _Ticked) -> Choice:
        """What these options add once no more are ticked."""
        slug = self._asked.slug
        effects, notes = [ticked.choice.before, ticked.choice.after], self._settled(ticked.choice.notes)
        for side, question in enumerate((self.before, self.after)):
            if question and ticked.rooms[side] == SHUT:
                effects[side] = 0
                notes |= self.notes.bit(Gone(side, slug))
            if question is None:
                notes |= self.notes.bit(Asked(1 - side))
        if self.before and self.after and self.differing.asks_in_other_words(slug):
            notes |= self.notes.bit(REWORDED)
        alone = self._settled(ticked.choice.alone)
        if self.first is not None:
            alone |= self.notes.bit(Asked(self.first))
        return Choice(effects[BEFORE], effects[AFTER], notes, alone)

    def _settled(self, notes: int) -> int:
        """`notes` with the cautions settled that no other question raises."""
        for slug in {note.caution for note in self.notes.read(notes) if isinstance(note, Raised)}:
            if self.differing.is_settled_by(slug, self._asked.slug):
                before, after = (self.notes.bit(Raised(side, slug)) for side in SIDES)
                settled = self._of_caution(slug, before=bool(notes & before), after=bool(notes & after))
                notes = notes & ~(before | after) | settled
        return self.notes.only_gravest(notes)


def has_effect(option: Option) -> bool:
    return any((option.wants, option.welcomes, option.avoids, option.rules_out, option.raises))


def _room(question: Question | None) -> int:
    """How many options may be ticked; 2 stands for any number."""
    if question is None:
        return SHUT
    return 2 if _is_unlimited(question) else question.limit


def _room_left(question: Question | None, room: int, code: str) -> int:
    """How many more options may be ticked after this one."""
    option = question.option(code) if question else None
    if question is None or option is None or room < 1:
        return SHUT
    if option.exclusive:
        return 0 if room == _room(question) else SHUT
    return 1 if _is_unlimited(question) else room - 1


def _is_unlimited(question: Question) -> bool:
    return question.limit >= sum(not option.exclusive for option in question.options)


def _raises(question: Question | None, code: str) -> set[str]:
    option = question.option(code) if question else None
    return set(option.raises) if option else set()


Key = TypeVar("Key")


def _add(ways: dict[Key, tuple[int, Codes]], key: Key, times: int, codes: Codes) -> None:
    known = ways.get(key)
    if known is not None:
        times, codes = known[0] + times, min(known[1], codes, key=len)
    ways[key] = (times, codes)
