"""The kinds of result, a few to a page, for a reviewer to skim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from content import words
from content.catalogue import Catalogue
from wizard import background
from wizard.engine.answers import Answers
from wizard.engine.matching import outcome
from wizard.engine.outcomes import Outcome
from wizard.engine.standing import Group
from wizard.engine.walk import Progress, replay
from wizard.overviews.one_kind import SHOWN, told
from wizard.overviews.shares import share
from wizard.overviews.subject import PATIENCE, Subject, overview, render, still_counting
from wizard.presenters.phrasing import inline, listed
from wizard.presenters.reasons import against
from wizard.result_kinds import ResultKind, ResultKinds, plainest, result_kinds, weight

TITLE = gettext_lazy("The kinds of result")
ON_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class Given:
    """A question and what was answered, in their short words."""

    question: str
    chosen: str


@dataclass(frozen=True, slots=True)
class Aside:
    """The forms set aside for one and the same reason."""

    forms: str
    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class KindShown:
    """One kind of result with an example; `given` are the answers that do something."""

    number: int
    title: str
    share: str
    combinations: str
    cautions: str
    groups: tuple[tuple[str, str], ...]
    aside: tuple[Aside, ...]
    given: tuple[Given, ...]
    answers: Answers


@overview(TITLE)
def results_page(request: HttpRequest, subject: Subject) -> HttpResponse:
    """Twenty kinds at a time, commonest first, or the one that was asked for."""
    content = subject.catalogue
    progress = background.work(
        ("result kinds", subject.digest), partial(result_kinds, content), patience=PATIENCE
    )
    if not isinstance(progress, background.Done):
        return still_counting(request, subject, TITLE, progress)
    found: ResultKinds = progress.result
    if "kind" in request.GET:
        return _one(request, subject, found)
    page: Page[ResultKind] = Paginator(found.kinds, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": TITLE,
        "subject": subject,
        "page": page,
        "combinations": words.number(found.combinations),
        "kinds": [
            kind_shown(content, kind, number, found.combinations)
            for number, kind in enumerate(page.object_list, page.start_index())
        ],
    }
    return render(request, "results", context)


def _one(request: HttpRequest, subject: Subject, found: ResultKinds) -> HttpResponse:
    """One kind to itself, with all that its example tells."""
    asked = request.GET["kind"]
    number = int(asked) if asked.isascii() and asked.isdecimal() else 0
    if not 1 <= number <= len(found.kinds):
        raise Http404("There is no such kind of result.")
    kind = found.kinds[number - 1]
    shown = kind_shown(subject.catalogue, kind, number, found.combinations)
    context = {
        "title": TITLE,
        "subject": subject,
        "kind": shown,
        "count": len(found.kinds),
        "told": told(subject.catalogue, shown.answers),
    }
    return render(request, "kind", context)


def kind_shown(content: Catalogue, kind: ResultKind, number: int, combinations: int) -> KindShown:
    answers = plainest(content, kind)
    progress = replay(content, answers)
    result = outcome(content, progress)
    return KindShown(
        number=number,
        title=_title(content, kind),
        share=words.told(share(kind.combinations, combinations)),
        combinations=words.number(kind.combinations),
        cautions=listed([f"“{raised.caution.name}”" for raised in result.cautions]),
        groups=tuple(_groups(result)),
        aside=tuple(_aside(result)),
        given=tuple(_given(progress)),
        answers=answers,
    )


def _title(content: Catalogue, kind: ResultKind) -> str:
    level = {"level": words.level(kind.level)}
    if kind.level.is_urgent or kind.withheld:
        return _("%(level)s, no form is shown") % level
    if not kind.first:
        return _("%(level)s, every form is set aside") % level
    first = listed([inline(content.compound_of[slug].short) for slug in kind.first])
    title = ngettext("%(level)s, %(forms)s first", "%(level)s, %(forms)s together first", len(kind.first))
    return title % {**level, "forms": first}


def _groups(result: Outcome) -> Sequence[tuple[str, str]]:
    """The groups of forms, those that are shown with their places."""
    forms = {
        str(title): [
            f"{match.compound.short} ({match.rank})" if match.is_shown else match.compound.short
            for match in result.group(group)
        ]
        for group, title in {**SHOWN, Group.SET_ASIDE: _("Set aside")}.items()
    }
    return [(title, listed(names)) for title, names in forms.items() if names]


def _aside(result: Outcome) -> Sequence[Aside]:
    """The forms set aside, those for the same reason together."""
    forms: dict[str, list[str]] = {}
    for match in result.group(Group.SET_ASIDE):
        forms.setdefault(" ".join(against(match.reasons)), []).append(match.compound.short)
    return [Aside(listed(shorts), why) for why, shorts in forms.items()]


def _given(progress: Progress) -> Sequence[Given]:
    return [
        Given(step.question.short, listed([option.short for option in step.chosen]))
        for step in progress.steps
        if any(weight(option) for option in step.chosen)
    ]
