"""The side panel of a question: how many forms are still in the running."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.edition import Edition
from wizard.engine.outcomes import Match, Outcome
from wizard.presenters.paging import PER_PAGE
from wizard.presenters.phrasing import listed
from wizard.presenters.reasons import against


@dataclass(frozen=True, slots=True)
class Dropped:
    """Forms that this answer took out, all for the same reasons."""

    names: str
    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RunningPanel:
    summary: str
    names: tuple[str, ...]
    dropped: tuple[Dropped, ...]


def running_panel(edition: Edition, outcome: Outcome, newly_out: Sequence[Match]) -> RunningPanel:
    shown = outcome.shown
    return RunningPanel(
        summary=_summary(len(shown), len(edition.catalogue.compounds)),
        names=tuple(match.compound.short for match in shown[:PER_PAGE]),
        dropped=_dropped(newly_out[:PER_PAGE]),
    )


def _dropped(newly_out: Sequence[Match]) -> tuple[Dropped, ...]:
    """Forms by the words that say what keeps them out, which are found once for each cause."""
    words: dict[Hashable, str] = {}
    names: dict[str, list[str]] = {}
    for match in newly_out:
        cause = match.cause
        if cause not in words:
            words[cause] = " ".join(against(match))
        names.setdefault(words[cause], []).append(match.compound.short)
    return tuple(Dropped(listed(forms), why) for why, forms in names.items())


def _summary(shown: int, forms: int) -> str:
    if not shown:
        return _(
            "No form is in the running with these answers. "
            "Go on all the same: your result says what else can help, and whom to ask."
        )
    return ngettext(
        "%(shown)s of %(forms)s forms is still in the running.",
        "%(shown)s of %(forms)s forms are still in the running.",
        shown,
    ) % {"shown": shown, "forms": forms}
