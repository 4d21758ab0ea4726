"""What a visitor is told when the guide cannot simply go on from their last answer.

Each notice has a short code, so that a redirect can leave it in the answers cookie for the
page it leads to.
"""

from __future__ import annotations

import enum

from django.utils.translation import gettext_lazy


class Notice(enum.StrEnum):
    EXPIRED = "expired"
    UNREADABLE = "unreadable"
    OVERSIZED = "oversized"
    CHANGED = "changed"
    ALL_CHANGED = "all-changed"
    ELSEWHERE = "elsewhere"

    @property
    def sentence(self) -> str:
        return str(_SENTENCES[self])


_SENTENCES = {
    Notice.EXPIRED: gettext_lazy(
        "Your last answers were over two hours old, so we cleared them. Please start again."
    ),
    Notice.UNREADABLE: gettext_lazy(
        "We could not read your last answers, so we cleared them. Please start again."
    ),
    Notice.OVERSIZED: gettext_lazy(
        "Your last answers were too long to read, so we cleared them. Please start again."
    ),
    Notice.CHANGED: gettext_lazy(
        "This guide changed while you were using it. We ask again where a question changed. "
        "Your other answers are kept."
    ),
    Notice.ALL_CHANGED: gettext_lazy(
        "This guide changed while you were using it. Please answer the questions again."
    ),
    Notice.ELSEWHERE: gettext_lazy(
        "The last answer was not saved, because its question does not follow from your other answers. "
        "You may have changed them in another tab."
    ),
}
