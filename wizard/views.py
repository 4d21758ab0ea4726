"""The guide in the browser: a start page, a page for each question, and the result.

Every view recalls the answers from their cookie, replays them over this request's
Edition, and answers from the replay. The number in a question's address only says which
page to show; what a POST answers is the question it names, so that two tabs on different
questions do not corrupt each other.
"""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from content import words
from content.catalogue import Question
from content.limits import GUIDE, limited
from content.whole_pages import made_once
from wizard import cookies, presenters
from wizard.engine.changes import smallest_changes
from wizard.engine.matching import outcome
from wizard.engine.walk import BadChoice, Progress, check_choice, passing_over, replay, signs_first
from wizard.forms import TO_RESULT, Submission, submission
from wizard.http import GuideRequest, SeeOther, wants_fragment
from wizard.keeping import Recalled, means_the_same, recall
from wizard.notices import Notice
from wizard.privacy import guide_page, unlisted
from wizard.running import still_running, ticked


@guide_page
@require_safe
def start(request: GuideRequest) -> HttpResponse:
    """The first page. It asks nothing yet: it neither reads nor sets a cookie, and is made once for all."""
    return made_once(request, lambda: _start(request))


def _start(request: GuideRequest) -> HttpResponse:
    return render(request, "wizard/start.html", {"page": presenters.start_page(request.edition)})


@guide_page
@unlisted
@limited(GUIDE)
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: GuideRequest, number: int) -> HttpResponse:
    """The question at this place of the visitor's path, and the way to answer any question on it."""
    return _answer(request) if request.method == "POST" else _ask(request, number)


@guide_page
@unlisted
@require_POST
def running(request: GuideRequest, number: int) -> HttpResponse:
    """The side panel while boxes are being ticked. Nothing is saved; empty when there is nothing to say."""
    posted = submission(request.POST, live=request.edition.number)
    recalled = recall(request.edition, cookies.read(request))
    asked = _on_path(recalled.progress, posted.question)
    progress = asked and ticked(request.edition.catalogue, recalled.answers, asked, posted.codes)
    panel = asked and progress and _panel(request, progress, asked)
    if not panel:
        return HttpResponse()
    return render(request, "wizard/_step.html#running", {"panel": panel, "is_update": True})


@guide_page
@unlisted
@require_safe
def result(request: GuideRequest) -> HttpResponse:
    """What the answers come to, once there are no open questions."""
    carried = cookies.read(request)
    recalled = recall(request.edition, carried)
    progress = recalled.progress
    if not progress.finished:
        return redirect(_furthest(progress))
    found = outcome(request.edition.catalogue, progress)
    part = presenters.part_of(found, request.GET.get(presenters.PAGE, ""))
    changes = smallest_changes(request.edition.catalogue, progress, part.outcome)
    page = presenters.result_page(request.edition, progress, found, changes, part)
    notice = recalled.notice or carried.notice
    context = {"page": page, "notice": notice.sentence if notice else ""}
    response = _page(request, "wizard/result.html", "result", context)
    cookies.forget_notice(response, carried)
    return response


@guide_page
@unlisted
@require_safe
def pharmacist(request: GuideRequest) -> HttpResponse:
    """The result on one sheet to take along. Somebody who needs help now needs the result instead."""
    progress = recall(request.edition, cookies.read(request)).progress
    found = outcome(request.edition.catalogue, progress)
    if not progress.finished or found.level.is_urgent:
        return redirect(_furthest(progress))
    page = presenters.pharmacist_page(request.edition, progress, found)
    return render(request, "wizard/pharmacist.html", {"page": page})


@guide_page
@unlisted
@require_http_methods(["GET", "HEAD", "POST"])
def clear(request: GuideRequest) -> HttpResponse:
    """Forget the answers and go back to the start; only looking at the address forgets nothing."""
    response = SeeOther(reverse("wizard:start"))
    if request.method == "POST":
        cookies.clear(response)
    return response


def _ask(request: GuideRequest, number: int) -> HttpResponse:
    carried = cookies.read(request)
    recalled = recall(request.edition, carried)
    progress = recalled.progress
    to_result = TO_RESULT in request.GET
    if not 1 <= number <= len(progress.path):
        return redirect(_furthest(progress, to_result=to_result))
    asked = progress.path[number - 1]
    notice = recalled.notice or carried.notice
    page = presenters.question_page(
        request.edition,
        progress,
        asked,
        number=number,
        chosen=progress.chosen(asked.slug),
        to_result=to_result,
        notice=notice.sentence if notice else "",
        panel=_panel(request, progress, asked),
    )
    response = _page(request, "wizard/question.html", "step", {"page": page})
    if carried.state.is_broken:
        cookies.clear(response)  # the page has told what was lost
    cookies.forget_notice(response, carried)
    return response


def _answer(request: GuideRequest) -> HttpResponse:
    posted = submission(request.POST, live=request.edition.number)
    carried = cookies.read(request)
    recalled = recall(request.edition, carried)
    asked = _on_path(recalled.progress, posted.question)
    if asked is None:
        # A notice that `recall` found itself will be found again by the next page.
        stray = None if recalled.notice else Notice.ELSEWHERE
        return _turned_away(
            request, recalled, _furthest(recalled.progress, to_result=posted.to_result), stray
        )
    if not means_the_same(request.edition, asked.slug, posted.release):
        address = presenters.address(_number(recalled.progress, asked), to_result=posted.to_result)
        return _turned_away(request, recalled, address, recalled.notice or Notice.CHANGED)
    posted = replace(posted, codes=signs_first(request.edition.catalogue, asked, posted.codes))
    try:
        check_choice(asked, posted.codes)
        return _saved(request, carried, recalled, asked, posted)
    except (BadChoice, cookies.TooMuchToKeep) as error:
        return _refused(request, recalled.progress, asked, posted, words.told(error.sentence))


def _turned_away(
    request: GuideRequest, recalled: Recalled, address: str, notice: Notice | None
) -> HttpResponse:
    """Nothing posted is saved; the page at `address` tells why."""
    response = SeeOther(address)
    if notice:
        cookies.write(response, recalled.answers, release=request.edition.number, notice=notice)
    return response


def _saved(
    request: GuideRequest,
    carried: cookies.Carried,
    recalled: Recalled,
    asked: Question,
    posted: Submission,
) -> HttpResponse:
    edition = request.edition
    progress = replay(edition.catalogue, recalled.answers.with_answer(asked.slug, posted.codes))
    answers = passing_over(edition.catalogue, progress).answers
    response = SeeOther(_after(progress, asked, to_result=posted.to_result))
    # The page posted from told this already, unless it is older than what there is to tell.
    untold = carried.state.is_broken or posted.release != edition.number
    cookies.write(response, answers, release=edition.number, notice=recalled.notice if untold else None)
    return response


def _refused(
    request: GuideRequest, progress: Progress, asked: Question, posted: Submission, error: str
) -> HttpResponse:
    """The question again, saying what is wrong and keeping what was ticked."""
    number = _number(progress, asked)
    page = presenters.question_page(
        request.edition,
        progress,
        asked,
        number=number,
        chosen=posted.known_codes(asked),
        error=error,
        to_result=posted.to_result,
    )
    return _page(request, "wizard/question.html", "step", {"page": page}, status=422)


def _page(
    request: GuideRequest, template: str, partial: str, context: dict[str, object], status: int = 200
) -> HttpResponse:
    """The page, or for htmx the part of it that replaces `<main>`.

    Every variable is given every time: at DEBUG level Django logs the values around a missing one.
    """
    is_fragment = wants_fragment(request)
    name = f"{template}#{partial}" if is_fragment else template
    return render(request, name, {**context, "is_fragment": is_fragment}, status=status)


def _panel(request: GuideRequest, progress: Progress, asked: Question) -> presenters.RunningPanel | None:
    """The side panel of a question on this walk; `None` when it has nothing to say."""
    found = still_running(request.edition.catalogue, progress, asked)
    return presenters.running_panel(request.edition, found.outcome, found.newly_out) if found else None


# Where to go --------------------------------------------------------------------------


def _on_path(progress: Progress, slug: str) -> Question | None:
    return next((question for question in progress.path if question.slug == slug), None)


def _number(progress: Progress, asked: Question) -> int:
    return progress.path.index(asked) + 1


def _furthest(progress: Progress, *, to_result: bool = False) -> str:
    """The first open question, or the result."""
    if progress.finished:
        return reverse("wizard:result")
    return presenters.address(len(progress.path), to_result=to_result)


def _after(progress: Progress, asked: Question, *, to_result: bool) -> str:
    """Where somebody goes who has just answered: the next question, or whatever leads to the result."""
    number = _number(progress, asked)
    if to_result or number == len(progress.path):
        return _furthest(progress, to_result=to_result)
    return presenters.address(number + 1, to_result=False)
