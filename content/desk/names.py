"""What editors and reviewers call a kind, a record and a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from django.contrib.auth.models import User
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy, pgettext

from content import diff, documents, integrity, words
from content.catalogue import Catalogue, Claim, ReferenceIntake
from content.models import KINDS
from content.models.naming import CHOICE, FIELD
from content.telling import Sentence

SIDES = frozenset({diff.ORDER, diff.HTML})
"""What a path may end with beside a field: the order of its parts, or the HTML made of it."""

NOBODY = gettext_lazy("Set up with the site")


def kind(code: str) -> str:
    """One record of a kind: “Form of magnesium”."""
    return capfirst(str(KINDS[code]._meta.verbose_name))


def kinds(code: str) -> str:
    """All records of a kind: “Forms of magnesium”."""
    return capfirst(str(KINDS[code]._meta.verbose_name_plural))


def person(user: User | None) -> str:
    """A name somebody can be asked for by."""
    return (user.get_full_name() or user.get_username()) if user is not None else str(NOBODY)


def place(path: Sequence[str]) -> str:
    """A place within a record: “Options, none, rules out”; its parts keep their names in every language.

    Every other step of a path leads to a field, and the one after that to a part of it.
    """
    last = len(path) - 1
    return ", ".join(
        _field(step) if position % 2 == 0 or (position == last and step in SIDES) else _spaced(step)
        for position, step in enumerate(path)
    )


def place_of(problem: integrity.Problem) -> str:
    """The same for a problem, whose place is written as one text; the name of a part may hold a comma."""
    field, *within = problem.field.split(", ")
    if len(within) > 1:
        within = [", ".join(within[:-1]), within[-1]]
    return place([field, *within])


def entry(text: str) -> str:
    """An entry of a list: a choice and a yes in the language of the page, a name as it is."""
    match text:
        case Sentence():
            return words.told(text)
        case diff.Code():
            choice = pgettext(CHOICE, _spaced(text).capitalize())
            return choice[:1].lower() + choice[1:]
    return _spaced(text)


def _field(name: str) -> str:
    return pgettext(FIELD, _spaced(name))


def _spaced(code: str) -> str:
    return code.replace("_", " ")


class Titles:
    """What the records of a change are called; what it has now counts before what it had."""

    def __init__(self, before: Catalogue | None = None, after: Catalogue | None = None) -> None:
        self._sides = [side for side in (after, before) if side is not None]
        self._records = [_by_name(side) for side in self._sides]

    def of(self, kind: str, name: str) -> str:
        """The title of a record; its name when neither side holds it."""
        for side, records in zip(self._sides, self._records, strict=True):
            if (kind, name) in records:
                return title(records[kind, name], side)
        return name or kinds(kind)


def title(record: msgspec.Struct, content: Catalogue) -> str:
    """What a record is called by those who read it."""
    match record:
        case Claim():
            compound, goal = content.compound_of.get(record.compound), content.goal_of.get(record.goal)
            if compound is None or goal is None:
                return integrity.named(record)
            return gettext("%(form)s for %(goal)s") % {"form": compound.name, "goal": goal.name}
        case ReferenceIntake():
            return f"{record.authority}: {record.who}"
    for field in ("name", "title", "text", "term", "statement", "story"):
        if hasattr(record, field):
            return str(getattr(record, field))
    return integrity.named(record)


def told(problems: Iterable[integrity.Problem], content: Catalogue) -> tuple[str, ...]:
    """Problems as sentences with the titles that editors know, rather than the names of files."""
    titles = Titles(after=content)
    return tuple(f"{_place(problem, titles)}: {words.told(problem.message)}" for problem in problems)


def _place(problem: integrity.Problem, titles: Titles) -> str:
    """“Form of magnesium, Magnesium citrate, summary”."""
    title = titles.of(problem.kind, problem.record) if problem.record else ""
    return ", ".join(part for part in (kind(problem.kind), title, place_of(problem)) if part)


def _by_name(content: Catalogue) -> Mapping[tuple[str, str], msgspec.Struct]:
    return {
        (kind, "" if kind in documents.SINGLE else integrity.named(record)): record
        for kind, record in integrity.records(content)
    }
