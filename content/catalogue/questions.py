"""The questions of the guide, and the promises about what answers lead to."""

from __future__ import annotations

import enum
from collections.abc import Mapping

from content.catalogue.base import Frozen
from content.catalogue.safety import Level


class Kind(enum.StrEnum):
    ONE = "one"
    MANY = "many"


class Option(Frozen, frozen=True, kw_only=True):
    """One answer to a Question.

    `short` names it in chips and reasons. `exclusive` answers ("none of these") stand
    alone. In a safety question an Option only raises Cautions.
    """

    code: str
    label: str
    short: str
    hint: str = ""
    exclusive: bool = False
    wants: tuple[str, ...] = ()
    welcomes: tuple[str, ...] = ()
    avoids: tuple[str, ...] = ()
    rules_out: tuple[str, ...] = ()
    raises: tuple[str, ...] = ()


class Question(Frozen, frozen=True, kw_only=True):
    """One page of the guide.

    `shown_when` holds option keys, "question/option"; the Question is reached when one
    of them was chosen, or always when it is empty. `most` bounds the choices of a MANY
    question (`None`: no bound).
    """

    slug: str
    number: int
    kind: Kind
    text: str
    short: str
    hint: str = ""
    why: str
    safety: bool = False
    most: int | None = None
    shown_when: tuple[str, ...] = ()
    options: tuple[Option, ...]

    @property
    def limit(self) -> int:
        """How many options an answer may hold."""
        if self.kind is Kind.ONE:
            return 1
        return self.most or len(self.options)

    def option(self, code: str) -> Option | None:
        return next((option for option in self.options if option.code == code), None)


class Expectation(Frozen, frozen=True, kw_only=True):
    """What these answers must, or must never, lead to. Forms are Compound slugs.

    `shows`: among matches, partly or to discuss. `leads`: of rank 1, and a match as far as
    goals and tolerances go. `level` is `None` when the promise is not about it.
    """

    slug: str
    story: str
    number: int
    answers: Mapping[str, tuple[str, ...]]
    level: Level | None = None
    withheld: bool | None = None
    leads: tuple[str, ...] = ()
    never_leads: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    never_shows: tuple[str, ...] = ()
    sets_aside: tuple[str, ...] = ()
    never_sets_aside: tuple[str, ...] = ()
