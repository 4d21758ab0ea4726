"""What a question page posts: which question, which answers, and how the page was shown.

The page itself is written by its template; this is only the way in. Nothing here trusts
the browser: `engine.walk.check_choice` decides whether the codes are an answer.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from content.catalogue import Question

TO_RESULT = "to_result"
"""Field and query parameter: the visitor is changing an answer and wants to return to the result."""

UNKNOWN_RELEASE = 0
"""Releases count from 1, so this one was never live."""


@dataclass(frozen=True, slots=True)
class Submission:
    """A posted question page.

    `release` is the number of the Release the page was made from. A question that meant
    something else then has to be asked again.
    """

    question: str
    codes: tuple[str, ...]
    to_result: bool
    release: int

    def known_codes(self, question: Question) -> tuple[str, ...]:
        """The posted codes this question has: all that may go back onto the page."""
        return tuple(option.code for option in question.options if option.code in self.codes)


def submission(posted: QueryDict, *, live: int) -> Submission:
    """What was posted; who does not say which Release they saw is taken to have seen the live one."""
    return Submission(
        question=posted.get("question", ""),
        codes=tuple(posted.getlist("choice")),
        to_result=TO_RESULT in posted,
        release=_release(posted.get("release", str(live))),
    )


def _release(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 9 else UNKNOWN_RELEASE
