"""A page of a preview: every question at once, to start the guide anywhere with made-up answers.

Answers come in by POST only and go on in the cookie of the preview, as a visitor's do.
Nothing that was ticked is dropped in silence: the page says what does not fit, and goes
on with it only when asked again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from content import words
from content.catalogue import Catalogue, Kind, Question
from wizard import cookies
from wizard.engine.answers import Answers
from wizard.engine.walk import Progress, replay
from wizard.http import GuideRequest, SeeOther
from wizard.made_up import RESULT, Misfit, attempt
from wizard.presenters.phrasing import either
from wizard.privacy import guide_page, unlisted

FIELD = "answer-"
"""A field is called this and the slug of its question; its values are option codes."""

START = "start"
AS_GIVEN = "as-given"
"""Both name the place to start at, a question or the result; the second with exactly the answers given."""


@dataclass(frozen=True, slots=True)
class Choice:
    id: str
    code: str
    label: str
    chosen: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """One question with all its options."""

    slug: str
    field: str
    text: str
    notes: tuple[str, ...]
    input_type: str
    choices: tuple[Choice, ...]
    left_open: bool
    misfits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why something given can't count, and the slug of its question, if it has one."""

    question: str
    sentence: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TryPage:
    """`start` is the place that was asked for; it matters when something does not fit."""

    title: str
    questions: tuple[Asked, ...]
    misfits: tuple[Wrong, ...] = ()
    start: str = RESULT


@guide_page
@unlisted
@require_http_methods(["GET", "HEAD", "POST"])
def made_up_answers(request: GuideRequest) -> HttpResponse:
    content = request.edition.catalogue
    if request.method != "POST":
        return _page(request, try_page(content, cookies.read(request).answers))
    given, start = _given(request.POST), request.POST.get(START, RESULT)
    if AS_GIVEN in request.POST:
        return _start(request, given, replay(content, given), request.POST[AS_GIVEN])
    tried = attempt(content, given, start)
    if tried.misfits:
        page = try_page(content, given, misfits=tried.misfits, start=start)
        return _page(request, page, status=422)
    return _start(request, tried.answers, tried.progress, start)


def fields(answers: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    """What a form posts here to see the result of exactly these answers."""
    given = [(f"{FIELD}{slug}", code) for slug, codes in answers.items() for code in codes]
    return [*given, (AS_GIVEN, RESULT)]


def _given(posted: QueryDict) -> Answers:
    """What was ticked; the empty choice of a question stands for leaving it open."""
    return Answers(
        {
            name.removeprefix(FIELD): filter(None, posted.getlist(name))
            for name in posted
            if name.startswith(FIELD)
        }
    )


def _start(request: GuideRequest, answers: Answers, progress: Progress, start: str) -> HttpResponse:
    number = progress.position(start)
    # The result sends whoever has not come so far to the first open question.
    response = SeeOther(reverse("wizard:question", args=[number]) if number else reverse("wizard:result"))
    try:
        cookies.write(response, answers, release=request.edition.number)
    except cookies.TooMuchToKeep as error:
        page = try_page(
            request.edition.catalogue, answers, misfits=(Misfit("", error.sentence),), start=start
        )
        return _page(request, page, status=422)
    return response


def try_page(
    catalogue: Catalogue, given: Answers, *, misfits: tuple[Misfit, ...] = (), start: str = RESULT
) -> TryPage:
    return TryPage(
        title=_("Try the guide with made-up answers"),
        questions=tuple(_asked(catalogue, question, given, misfits) for question in catalogue.questions),
        misfits=tuple(Wrong(misfit.question, words.told(misfit.sentence)) for misfit in misfits),
        start=start,
    )


def _asked(catalogue: Catalogue, question: Question, given: Answers, misfits: tuple[Misfit, ...]) -> Asked:
    chosen = given.get(question.slug, ())
    return Asked(
        slug=question.slug,
        field=f"{FIELD}{question.slug}",
        text=question.text,
        notes=tuple(_notes(catalogue, question)),
        input_type="radio" if question.kind is Kind.ONE else "checkbox",
        choices=tuple(
            Choice(f"{FIELD}{question.slug}--{option.code}", option.code, option.label, option.code in chosen)
            for option in question.options
        ),
        left_open=not chosen,
        misfits=tuple(words.told(misfit.sentence) for misfit in misfits if misfit.question == question.slug),
    )


def _notes(catalogue: Catalogue, question: Question) -> list[str]:
    """What decides whether the question is asked, and how much it lets somebody choose."""
    notes = []
    if question.shown_when:
        after = either(_told(catalogue, key) for key in question.shown_when)
        notes.append(_("Asked only after %(answers)s.") % {"answers": after})
    if question.kind is Kind.MANY and question.most:
        most = ngettext("At most %(count)s answer.", "At most %(count)s answers.", question.most)
        notes.append(most % {"count": question.most})
    return notes


def _told(catalogue: Catalogue, key: str) -> str:
    slug, code = key.split("/", 1)
    question = catalogue.question_of[slug]
    option = question.option(code)
    return f"“{question.short}: {option.short if option else code}”"


def _page(request: GuideRequest, page: TryPage, status: int = 200) -> HttpResponse:
    return render(request, "preview/try.html", {"page": page}, status=status)
