"""Small turns of phrase that several presenters share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from content.catalogue import Goal
from wizard.engine.effects import Said

_COUNTED = (
    pgettext_lazy("count", "No"),  # elsewhere it is the answer to a question
    gettext_lazy("One"),
    gettext_lazy("Two"),
    gettext_lazy("Three"),
    gettext_lazy("Four"),
    gettext_lazy("Five"),
    gettext_lazy("Six"),
    gettext_lazy("Seven"),
    gettext_lazy("Eight"),
    gettext_lazy("Nine"),
)

_PLACES = (
    (gettext_lazy("First"), gettext_lazy("Joint first")),
    (gettext_lazy("Second"), gettext_lazy("Joint second")),
    (gettext_lazy("Third"), gettext_lazy("Joint third")),
)


class Answer(msgspec.Struct, frozen=True):
    """A question and what the visitor answered, in the same short words everywhere."""

    question: str
    chosen: str


def answers(said: Iterable[Said]) -> tuple[Answer, ...]:
    """The visitor's answers behind a reason, one line for each question."""
    chosen: dict[str, list[str]] = {}
    for one in said:
        chosen.setdefault(one.question.short, []).append(one.option.short)
    return tuple(Answer(question, ", ".join(shorts)) for question, shorts in chosen.items())


def counted_forms(count: int) -> str:
    """How many forms, in a word at the start of a sentence."""
    word = str(_COUNTED[count]) if count < len(_COUNTED) else str(count)
    return ngettext("%(count)s form", "%(count)s forms", count) % {"count": word}


def place(rank: int, *, tied: bool) -> str:
    """A place in the order: first, joint first."""
    if rank <= len(_PLACES):
        return str(_PLACES[rank - 1][tied])
    return _("Joint number %(rank)s") % {"rank": rank} if tied else _("Number %(rank)s") % {"rank": rank}


def inline(name: str) -> str:
    """A name within a sentence: its first letter is small unless it begins a short form such as POTS."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def listed(names: Sequence[str]) -> str:
    """Names in a row: a, b and c."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def either(choices: Iterable[str]) -> str:
    """Choices in a row, of which one will do: a or b or c."""
    return f" {_('or')} ".join(choices)


def listed_shortly(names: Sequence[str], *, of: int) -> str:
    """The first of so many names, and how many more there are."""
    if of <= len(names):
        return listed(names)
    more = ngettext("%(count)s more", "%(count)s more", of - len(names)) % {"count": of - len(names)}
    return listed([*names, more])


def goal_names(goals: Iterable[Goal]) -> str:
    return listed([inline(goal.name) for goal in goals])
