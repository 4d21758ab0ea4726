"""The side panel of a question: how many forms are still in the running."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.edition import Edition
from wizard.engine.matching import Match, Outcome
from wizard.presenters.reasons import against


@dataclass(frozen=True, slots=True)
class Dropped:
    name: str
    why: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RunningPanel:
    summary: str
    names: tuple[str, ...]
    dropped: tuple[Dropped, ...]


def running_panel(edition: Edition, outcome: Outcome, newly_out: Sequence[Match]) -> RunningPanel:
    shown = outcome.shown
    return RunningPanel(
        summary=_summary(len(shown), len(edition.catalogue.compounds)),
        names=tuple(match.compound.short for match in shown),
        dropped=tuple(Dropped(match.compound.short, against(match)) for match in newly_out),
    )


def _summary(shown: int, forms: int) -> str:
    if not shown:
        return _("No form is in the running with these answers.")
    return ngettext(
        "%(shown)s of %(forms)s forms is still in the running.",
        "%(shown)s of %(forms)s forms are still in the running.",
        shown,
    ) % {"shown": shown, "forms": forms}
