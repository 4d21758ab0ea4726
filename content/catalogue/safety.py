"""Is it safe: cautions, what they ask of a reader, and whom to call."""

from __future__ import annotations

import enum

from content.catalogue.base import Prose, Reviewed


class Level(enum.StrEnum):
    """How strongly a page sends its reader to somebody else; compare with `rank`."""

    ROUTINE = "routine"
    ASK_FIRST = "ask_first"
    URGENT_TODAY = "urgent_today"
    URGENT_NOW = "urgent_now"

    @property
    def rank(self) -> int:
        """0 for routine; larger is graver."""
        return _LEVEL_RANK[self]

    @property
    def is_urgent(self) -> bool:
        return self is Level.URGENT_TODAY or self is Level.URGENT_NOW


_LEVEL_RANK = {level: rank for rank, level in enumerate(Level)}


class Action(enum.StrEnum):
    MENTION = "mention"  # a line on the result
    SET_ASIDE = "set_aside"  # the named forms only
    ASK_FIRST = "ask_first"  # the card above everything; forms are "to discuss"
    WITHHOLD = "withhold"  # advice and questions replace every form
    URGENT_TODAY = "urgent_today"  # ends the walk
    URGENT_NOW = "urgent_now"  # ends the walk

    @property
    def level(self) -> Level:
        return _LEVEL_OF[self]


_LEVEL_OF = {
    Action.MENTION: Level.ROUTINE,
    Action.SET_ASIDE: Level.ROUTINE,
    Action.ASK_FIRST: Level.ASK_FIRST,
    Action.WITHHOLD: Level.ASK_FIRST,
    Action.URGENT_TODAY: Level.URGENT_TODAY,
    Action.URGENT_NOW: Level.URGENT_NOW,
}


class CautionGroup(enum.StrEnum):
    URGENT = "urgent"
    LIFE_STAGE = "life_stage"
    SYMPTOM = "symptom"
    CONDITION = "condition"
    MEDICINE = "medicine"


class ContactKind(enum.StrEnum):
    EMERGENCY = "emergency"
    CRISIS = "crisis"
    ADVICE = "advice"


class Caution(Reviewed, frozen=True, kw_only=True):
    """A reason to be careful, and what it does to a result.

    `compounds` empty: it concerns every form. Otherwise it counts only while one of
    them would be shown. `ask` are questions to put to a pharmacist or doctor.
    `contact` picks the telephone numbers shown with it.
    """

    slug: str
    name: str
    group: CautionGroup
    action: Action
    number: int
    statement: str
    advice: Prose
    ask: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    compounds: tuple[str, ...] = ()
    contact: ContactKind | None = None


class Guidance(Reviewed, frozen=True, kw_only=True):
    """The card of one Level. `withheld` is the ask-first card that replaces every form."""

    level: Level
    withheld: bool = False
    title: str
    body: Prose
    action: str
