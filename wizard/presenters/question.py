"""One question of the guide, as its page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from content.catalogue import Kind, Option, Question
from content.edition import Edition
from wizard.engine.walk import Progress
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
    chosen: bool
    stands_alone: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class QuestionPage:
    """`title` is the document's title, `described_by` the ids of what explains the question."""

    title: str
    question: str
    text: str
    hint: str
    why: str
    input_type: str
    choices: tuple[Choice, ...]
    position: str
    error: str
    notice: str
    back: str
    back_label: str
    button: str
    action: str
    running: str
    panel: RunningPanel | None
    to_result: bool
    release: int
    described_by: str

    @property
    def is_wrong(self) -> bool:
        return bool(self.error)


def question_page(  # noqa: PLR0913 - a page is made from many things, each with its name
    edition: Edition,
    progress: Progress,
    question: Question,
    *,
    number: int,
    chosen: Sequence[str],
    error: str = "",
    back: str,
    to_result: bool,
    notice: str = "",
    panel: RunningPanel | None = None,
) -> QuestionPage:
    returns = to_result and progress.finished
    return QuestionPage(
        title=_("Error: %(question)s") % {"question": question.text} if error else question.text,
        question=question.slug,
        text=question.text,
        hint=question.hint,
        why=question.why,
        input_type="radio" if question.kind is Kind.ONE else "checkbox",
        choices=_choices(question, chosen),
        position=_position(number, progress.total),
        error=error,
        notice=notice,
        back=back,
        back_label=_("Back to your result") if returns else _("Back"),
        button=_("Save and see your result") if returns else _("Continue"),
        action=reverse("wizard:question", args=[number]),
        running="" if question.safety else reverse("wizard:running", args=[number]),
        panel=panel,
        to_result=to_result,
        release=edition.number,
        described_by=" ".join(_described_by(question, error)),
    )


def _choices(question: Question, chosen: Sequence[str]) -> tuple[Choice, ...]:
    first_alone = next((option for option in question.options if option.exclusive), None)
    return tuple(
        _choice(option, chosen=option.code in chosen, stands_alone=option is first_alone)
        for option in question.options
    )


def _choice(option: Option, *, chosen: bool, stands_alone: bool) -> Choice:
    return Choice(
        id=f"choice-{option.code}",
        code=option.code,
        label=option.label,
        hint=option.hint,
        chosen=chosen,
        stands_alone=stands_alone,
    )


def _position(number: int, total: int | None) -> str:
    if total is None:
        return _("Question %(number)s") % {"number": number}
    return _("Question %(number)s of %(total)s") % {"number": number, "total": total}


def _described_by(question: Question, error: str) -> list[str]:
    return [name for name, wanted in (("hint", question.hint), ("error", error)) if wanted]
