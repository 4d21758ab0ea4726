"""The side panel of a question: how many forms are still in the running."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.edition import Edition
from wizard.engine.outcomes import Matches, Outcome
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


def running_panel(edition: Edition, outcome: Outcome, newly_out: Matches) -> RunningPanel:
    shown = outcome.shown
    return RunningPanel(
        summary=_summary(len(shown), len(edition.catalogue.compounds)),
        names=tuple([compound.short for compound in shown[:PER_PAGE].compounds_in_order()]),
        dropped=_dropped(newly_out[:PER_PAGE]),
    )


def _dropped(newly_out: Matches) -> tuple[Dropped, ...]:
    """Forms by the words that say what keeps them out, which are found once for each cause."""
    names: dict[str, list[str]] = {}
    for reasons, alike in newly_out.by_cause():
        names.setdefault(" ".join(against(reasons)), []).extend([compound.short for compound in alike])
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
