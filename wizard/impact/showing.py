"""An impact made ready for a page: what changes under headings, the gravest first.

Counting is done beside the requests and kept; its words are made for each page, in the
language of whoever reads it.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import msgspec
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from content import words
from content.catalogue import Catalogue, Option
from wizard.engine.answers import Answers
from wizard.impact.choices import has_effect
from wizard.impact.comparing import Group, Impact
from wizard.impact.difference import Kind
from wizard.impact.sentences import Sentences
from wizard.overviews.shares import share

RARE = 1_000_000
"""Beyond 1 in so many, a share tells nobody anything."""


@dataclass(frozen=True, slots=True)
class Given:
    question: str
    chosen: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Way:
    """One thing that changes, with a worked example. It `says_more` than its heading, or the same.

    `given` are the answers of the example that do something. The example is looked at as
    it was where `is_before`, and as it would be where `is_after`: answers that one side
    does not offer lead nowhere there.
    """

    what: str
    says_more: bool
    counted: str
    given: tuple[Given, ...]
    answers: Answers
    is_before: bool
    is_after: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """Ways of one kind. A reviewer says of each heading that they have seen it."""

    slug: str
    title: str
    flagged: bool
    counted: str
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class ImpactShown:
    summary: str
    headings: tuple[Heading, ...]

    @property
    def flagged(self) -> bool:
        return any(heading.flagged for heading in self.headings)


def impact_shown(before: Catalogue, after: Catalogue, impact: Impact) -> ImpactShown:
    say = Sentences(before, after)
    headings = (
        _heading(kind, tuple(groups), say, impact.combinations) for kind, groups in _apart(impact.groups)
    )
    return ImpactShown(say.summary(impact), tuple(headings))


def _apart(groups: tuple[Group, ...]) -> Iterator[tuple[Kind, Iterator[Group]]]:
    """What a reviewer must look at stands apart, one by one; the rest together by kind."""
    for kind, found in itertools.groupby(groups, key=lambda group: group.kind):
        if kind.is_flagged:
            yield from ((kind, iter([group])) for group in found)
        else:
            yield kind, found


def _heading(kind: Kind, groups: tuple[Group, ...], say: Sentences, whole: int) -> Heading:
    ways = tuple(
        Way(
            what=say.of_group(group),
            says_more=say.of_group(group) != f"{_TITLES[kind]}.",
            counted=_counted(group.combinations, whole, flagged=kind.is_flagged),
            given=tuple(_given(say, group.example)),
            answers=group.example,
            is_before=kind is not Kind.ANSWER_NEW,
            is_after=kind not in (Kind.ANSWER_GONE, Kind.WARNED_ANSWER_GONE),
        )
        for group in groups
    )
    counted = _counted(sum(group.combinations for group in groups), whole, flagged=kind.is_flagged)
    return Heading(
        slug=f"{kind.value}-{_mark(groups)}",
        title=str(_TITLES[kind]),
        flagged=kind.is_flagged,
        counted=counted,
        ways=ways,
    )


def _mark(groups: tuple[Group, ...]) -> str:
    """Stands for what changes and for how many, in whatever language that is told."""
    told = [(group.told, group.combinations) for group in groups]
    return hashlib.sha256(msgspec.json.encode(told, order="deterministic")).hexdigest()[:12]


def _counted(part: int, whole: int, *, flagged: bool) -> str:
    """How many, and what share; none beside a warning lost, which must not look small."""
    counted = ngettext("%(count)s combination of answers", "%(count)s combinations of answers", part) % {
        "count": words.number(part)
    }
    if flagged:
        return counted
    return _("%(counted)s: %(share)s") % {"counted": counted, "share": _share(part, whole)}


def _share(part: int, whole: int) -> str:
    if part * RARE > whole:
        return words.told(share(part, whole)).lower()
    return _("fewer than 1 in %(count)s") % {"count": words.number(RARE)}


def _given(say: Sentences, answers: Answers) -> Iterator[Given]:
    """The answers that do something, or read differently; the others would only fill the page."""
    for (slug, codes), (question, chosen) in zip(say.in_order(answers), say.of_example(answers), strict=True):
        options = [_option(side, slug, code) for code in codes for side in (say.before, say.after)]
        if any(it is None or has_effect(it) for it in options) or options[::2] != options[1::2]:
            yield Given(question, chosen)


def _option(catalogue: Catalogue, slug: str, code: str) -> Option | None:
    question = catalogue.question_of.get(slug)
    return question.option(code) if question else None


_TITLES: Mapping[Kind, Promise] = {
    Kind.WARNING_LOST: gettext_lazy("A warning is lost"),
    Kind.WARNING_WEAKER: gettext_lazy("A warning is made weaker"),
    Kind.WARNED_ANSWER_GONE: gettext_lazy("An answer that warned is gone"),
    Kind.NEWLY_SHOWN_AT_RISK: gettext_lazy("A form is newly shown to people at risk"),
    Kind.FIRST_PLACES: gettext_lazy("Other forms stand first"),
    Kind.WARNING_ADDED: gettext_lazy("Warnings are added"),
    Kind.WARNING_STRONGER: gettext_lazy("Warnings are made stronger"),
    Kind.FORMS_MOVED: gettext_lazy("Forms stand in another group"),
    Kind.ORDER: gettext_lazy("The order of forms changes"),
    Kind.ANSWER_GONE: gettext_lazy("Answers are gone"),
    Kind.ANSWER_NEW: gettext_lazy("Answers are new"),
    Kind.ASKED_ANEW: gettext_lazy("Other questions are asked"),
    Kind.WORDING: gettext_lazy("Only words change"),
}
