"""Where an answer leads that led elsewhere before, for the review page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from wizard.overviews.flow import Answer, Asked


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that reads or leads differently: of a question, or of one answer to it."""

    place: str
    before: str
    after: str


def flow_changes(before: Sequence[Asked], after: Sequence[Asked]) -> tuple[Line, ...]:
    """What differs, question by question in the order of `after`; what is gone comes last."""
    earlier, later = ({asked.slug: asked for asked in side} for side in (before, after))
    lines: list[Line] = []
    for slug in dict.fromkeys((*later, *earlier)):
        lines += _question(earlier.get(slug), later.get(slug))
    if not lines and list(earlier) != list(later):
        lines.append(Line(_("The order of the questions"), _order(before), _order(after)))
    return tuple(lines)


def _order(side: Sequence[Asked]) -> str:
    return " ".join(asked.text for asked in side)


def _question(before: Asked | None, after: Asked | None) -> Iterator[Line]:
    text = next(asked.text for asked in (after, before) if asked is not None)
    if _head(before) != _head(after):
        yield Line(f"“{text}”", _head(before), _head(after))
    old, new = _answers(before), _answers(after)
    for code in dict.fromkeys((*new, *old)):
        told = _told(old.get(code)), _told(new.get(code))
        if told[0] != told[1]:
            label = (new.get(code) or old[code]).label
            place = _("“%(answer)s”, an answer to “%(question)s”") % {"answer": label, "question": text}
            yield Line(place, *told)


def _head(asked: Asked | None) -> str:
    return f"{asked.text} {asked.when} {asked.choice} {asked.onwards}" if asked else _("Not there.")


def _answers(asked: Asked | None) -> Mapping[str, Answer]:
    return {answer.code: answer for answer in asked.answers} if asked else {}


def _told(answer: Answer | None) -> str:
    return f"“{answer.label}”. {answer.sentences}" if answer else _("Not there.")
