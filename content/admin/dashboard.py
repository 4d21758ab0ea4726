"""The first page of the editing room: where things stand, and what to do next.

The release checks can take seconds. When nobody has asked for them since the last edit,
their part of the page comes by itself a little later, or by a link without JavaScript.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content import checked, preview, snapshot
from content.admin import addresses
from content.admin.generic import editor_of
from content.admin.overview import may_propose, overview, problems_shown
from content.catalogue import Catalogue
from content.desk.found import CheckShown
from content.release_checks import Gravity, Problem

GROUPS: tuple[tuple[Promise, tuple[str, ...]], ...] = (
    (gettext_lazy("The guide"), ("Question", "Goal", "Expectation")),
    (gettext_lazy("Forms of magnesium"), ("Compound", "Claim", "Scale", "Trait")),
    (gettext_lazy("Safety"), ("Caution", "Guidance", "Contact", "Region")),
    (
        gettext_lazy("Reading pages"),
        ("Article", "Food", "FoodFirst", "ReferenceIntake", "DeficiencySign", "GlossaryTerm", "Publisher"),
    ),
    (gettext_lazy("Evidence"), ("Source",)),
    (
        gettext_lazy("What was released"),
        ("Release", "Approval", "Return", "Publication", "Edit", "Allowance"),
    ),
    (gettext_lazy("Who works here"), ("User", "Group", "Act")),
)
"""The screens as an editor thinks of them; all others follow under “More”."""

PICTURES = (
    ("wizard_coverage", gettext_lazy("Who finds how many forms")),
    ("wizard_flow", gettext_lazy("How the questions follow each other")),
    ("wizard_results", gettext_lazy("Every kind of result")),
)
"""Pages of the wizard about the draft, where it brings them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    title: str
    address: str
    add: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    title: str
    links: tuple[Link, ...]


def context_of(request: HttpRequest, app_list: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """What the first page shows to whoever asks."""
    today = timezone.localdate()
    seen = overview(today=today)
    known = checked.known(seen.draft, today=today) if seen.draft is not None else None
    return {
        "seen": seen,
        "problems": _problems(known, seen.draft) if known is not None and seen.draft is not None else None,
        "groups": groups(app_list),
        "impact_at": addresses.where_there_is("wizard_impact"),
        "preview_at": preview.address(preview.DRAFT),
        "may_propose": may_propose(editor_of(request)),
        "pictures": [
            Link(title=str(title), address=f"{address}?release=draft")
            for name, title in PICTURES
            if (address := addresses.where_there_is(name))
        ],
    }


def groups(app_list: Iterable[dict[str, Any]]) -> tuple[Group, ...]:
    """The screens somebody may open, grouped."""
    screens = {
        str(model["object_name"]): Link(
            title=str(model["name"]), address=model["admin_url"] or "", add=model["add_url"] or ""
        )
        for app in app_list
        for model in app["models"]
    }
    sorted_out = [
        (str(title), [screens.pop(name) for name in wanted if name in screens]) for title, wanted in GROUPS
    ]
    sorted_out.append((_("More"), list(screens.values())))
    return tuple(Group(title=title, links=tuple(links)) for title, links in sorted_out if links)


@dataclass(frozen=True, kw_only=True, slots=True)
class Problems:
    """What the checks found, counted and in full."""

    blocking: int
    warnings: int
    notes: int
    checks: tuple[CheckShown, ...]


def _problems(found: Sequence[Problem], draft: Catalogue) -> Problems:
    counts = {gravity: sum(problem.gravity is gravity for problem in found) for gravity in Gravity}
    return Problems(
        blocking=counts[Gravity.BLOCK],
        warnings=counts[Gravity.WARN],
        notes=counts[Gravity.NOTE],
        checks=problems_shown(found, draft),
    )


def problems(request: HttpRequest) -> HttpResponse:
    """Everything the checks find in the draft: a page, or the part of one that htmx asks for.

    With `?kind=` and `?record=` only what they find in that record.
    """
    if not editor_of(request).has_perm("content.view_release"):
        raise PermissionDenied
    told: dict[str, Any]
    try:
        draft = snapshot.freeze()
    except snapshot.Unfinished as error:
        told = {"unfinished": str(error)}
    else:
        found = checked.problems(draft, today=timezone.localdate())
        if kind := request.GET.get("kind", ""):
            record = request.GET.get("record", "")
            found = tuple(one for one in found if (one.kind, one.record) == (kind, record))
        told = {"problems": _problems(found, draft), "of_one": bool(kind)}
    part = "HX-Request" in request.headers
    context = {**admin.site.each_context(request), "title": _("Problems in the draft"), **told}
    return TemplateResponse(request, f"admin/content/{'_' if part else ''}problems.html", context)


addresses.register(path("content/problems/", problems, name="content_problems"))
