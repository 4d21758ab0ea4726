"""What an editing screen says about its row besides its fields.

Who changed it last, where visitors see it, what uses it, whether it is held back, and the
ways on: its history, what its changes do to visitors, an earlier version.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from content import preview, standing
from content.admin import addresses, changes, screens, uses, visitors
from content.admin.generic import ModelAdmin
from content.models import Hold


@dataclass(frozen=True, kw_only=True)
class Panel:
    """Addresses are empty where there is nothing to go to."""

    uses: tuple[uses.Uses, ...]
    seen_at: str
    history_at: str
    impact_at: str
    problems_at: str
    hold_at: str
    restore_at: str
    hold: Hold | None
    last_edit: changes.EditShown | None

    @property
    def times_used(self) -> int:
        return sum(len(of_kind.uses) for of_kind in self.uses)


def panel_of(row: models.Model) -> Panel:
    kind, record = screens.own_key(row)
    screen = f"admin:content_{row._meta.model_name}"
    seen_at = visitors.page_of(row)
    newest = changes.edits_of(screens.on_screen(row)).first()
    return Panel(
        uses=uses.of(row),
        seen_at=preview.address(preview.DRAFT, seen_at) if seen_at else "",
        history_at=reverse(f"{screen}_history", args=[row.pk]),
        impact_at=addresses.where_there_is("wizard_impact_of_edit", kind, record) if record else "",
        problems_at=f"{reverse('admin:content_problems')}?{urlencode({'kind': kind, 'record': record})}",
        hold_at=reverse(f"{screen}_hold", args=[row.pk]),
        restore_at=_restore_at(kind, record),
        hold=Hold.objects.filter(kind=kind, record=record).select_related("by").first(),
        last_edit=changes.edit_shown(newest) if newest is not None else None,
    )


def _restore_at(kind: str, record: str) -> str:
    """The page that puts back one record, showing it first as it is live."""
    live = standing.live_publication()
    if live is None:
        return ""
    asked = urlencode({"release": str(live.release.number), "kind": kind, "record": record})
    return f"{reverse('admin:content_release_restore')}?{asked}"


class WithPanel(ModelAdmin):
    """Screens that show the panel beside the fields of a row."""

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        row = kwargs.get("obj")
        if row is not None:
            context["panel"] = panel_of(row)
        return super().render_change_form(request, context, *args, **kwargs)
