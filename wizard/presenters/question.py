"""One question of the guide, as its page shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from content.catalogue import Kind, Question
from content.edition import Edition
from content.once import once
from wizard.engine.walk import Progress
from wizard.forms import TO_RESULT
from wizard.presenters.running import RunningPanel


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """One option. `id` names its input, so that an error can lead to it.

    `stands_alone` is true for the first of the answers that exclude all others.
    """

    id: str
    code: str
    label: str
    hint: str
    stands_alone: bool


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Asked:
    """A question as everybody sees it who is asked it at the same place of their path.

    It holds nothing that somebody answered, and there is one for each place, so pages keep
    what they make of it. `title` is the document's title, `described_by` the ids of what
    explains the question.
    """

    title: str
    question: str
    text: str
    hint: str
    why: str
    input_type: str
    choices: tuple[Choice, ...]
    position: str
    back: str
    back_label: str
    button: str
    action: str
    running: str
    to_result: bool
    release: int
    described_by: str
    is_wrong: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class QuestionPage:
    """`asked` is the same for everybody, the rest is the visitor's own."""

    asked: Asked
    chosen: frozenset[str]
    error: str
    notice: str
    panel: RunningPanel | None


def question_page(  # noqa: PLR0913 - a page is made from many things, each with its name
    edition: Edition,
    progress: Progress,
    question: Question,
    *,
    number: int,
    chosen: Iterable[str],
    error: str = "",
    to_result: bool,
    notice: str = "",
    panel: RunningPanel | None = None,
) -> QuestionPage:
    return QuestionPage(
        asked=_asked(
            edition,
            question.slug,
            number,
            progress.total,
            to_result=to_result,
            returns=to_result and progress.finished,
            is_wrong=bool(error),
        ),
        chosen=frozenset(chosen),
        error=error,
        notice=notice,
        panel=panel,
    )


@once
def _asked(  # noqa: PLR0913 - as above
    edition: Edition,
    slug: str,
    number: int,
    total: int | None,
    *,
    to_result: bool,
    returns: bool,
    is_wrong: bool,
) -> Asked:
    question = edition.catalogue.question_of[slug]
    return Asked(
        title=_("Error: %(question)s") % {"question": question.text} if is_wrong else question.text,
        question=slug,
        text=question.text,
        hint=question.hint,
        why=question.why,
        input_type="radio" if question.kind is Kind.ONE else "checkbox",
        choices=tuple(_choices(question)),
        position=_position(number, total),
        back=reverse("wizard:result") if returns else address(number - 1, to_result=to_result),
        back_label=_("Back to your result") if returns else _("Back"),
        button=_button(is_last=number == total, returns=returns),
        action=address(number, to_result=False),
        running="" if question.safety else reverse("wizard:running", args=[number]),
        to_result=to_result,
        release=edition.number,
        described_by=" ".join(_described_by(question, is_wrong=is_wrong)),
        is_wrong=is_wrong,
    )


def address(number: int, *, to_result: bool) -> str:
    """Where the question at this place is asked; the start of the guide stands before the first."""
    if number < 1:
        return reverse("wizard:start")
    return reverse("wizard:question", args=[number], query={TO_RESULT: 1} if to_result else None)


def _choices(question: Question) -> Iterator[Choice]:
    first_alone = next((option for option in question.options if option.exclusive), None)
    for option in question.options:
        yield Choice(
            id=f"choice-{option.code}",
            code=option.code,
            label=option.label,
            hint=option.hint,
            stands_alone=option is first_alone,
        )


def _position(number: int, total: int | None) -> str:
    if total is None:
        return _("Question %(number)s") % {"number": number}
    return _("Question %(number)s of %(total)s") % {"number": number, "total": total}


def _button(*, is_last: bool, returns: bool) -> str:
    """What pressing it does next."""
    if returns:
        return _("Save and see your result")
    return _("See your result") if is_last else _("Continue")


def _described_by(question: Question, *, is_wrong: bool) -> list[str]:
    return [name for name, wanted in (("hint", question.hint), ("error", is_wrong)) if wanted]
