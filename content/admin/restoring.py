"""Putting records of the draft back as some Release has them. What is live does not change."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from content import diff, snapshot
from content.admin.desk_screens import Trouble, person, refusals, screen
from content.desk import differences, names
from content.desk.doors import why_not_restore
from content.models import KINDS, Release
from content.putting_back import put_back
from content.refused import Refused


def restoring(request: HttpRequest) -> HttpResponse:
    """Choose a Release, see what would change, and put one record back."""
    if why_not_restore(person(request)):
        raise PermissionDenied
    if request.method != "POST":
        return _page(request)
    release = get_object_or_404(Release, number=_number(request.POST.get("release", "")))
    kind, record = request.POST.get("kind", ""), request.POST.get("record", "")
    if kind not in KINDS or not may_put_back(request, kind):
        raise PermissionDenied
    try:
        put_back(kind=kind, record=record, release=release, by=person(request))
    except Refused as refused:
        return _page(request, refusals(refused))
    sentence = _("Put back as release %(number)s has it: %(kind)s %(record)s.")
    messages.success(
        request, sentence % {"number": release.number, "kind": names.kind(kind), "record": record}
    )
    address = reverse("admin:content_release_restore")
    return HttpResponseRedirect(f"{address}?{urlencode({'release': release.number})}")


def may_put_back(request: HttpRequest, kind: str) -> bool:
    """Putting back may add, change or delete, so it needs all three."""
    model = KINDS[kind]._meta.model_name
    return all(person(request).has_perm(f"content.{verb}_{model}") for verb in ("add", "change", "delete"))


def _page(request: HttpRequest, troubles: list[Trouble] | None = None) -> HttpResponse:
    asked = request.POST or request.GET
    chosen = Release.objects.filter(number=_number(asked.get("release", ""))).first()
    kind, record = asked.get("kind", ""), asked.get("record", "")
    difference, unfinished = None, ""
    if chosen is not None:
        try:
            difference = _difference(chosen, kind, record)
        except snapshot.Unfinished as error:
            unfinished = str(error)
    return screen(
        request,
        "restore.html",
        title=_("Restore from a release"),
        troubles=troubles or (),
        releases=Release.objects.defer("data", "meanings", "pages"),
        chosen=chosen,
        kind=kind,
        record=record,
        difference=difference,
        unfinished=unfinished,
        may_put_back=[shown.anchor for shown in difference.records if may_put_back(request, shown.kind)]
        if difference
        else [],
    )


def _difference(release: Release, kind: str, record: str) -> differences.Difference:
    """What changes when the draft goes back to `release`: one record, or everything."""
    draft, then = snapshot.freeze(), release.catalogue()
    changes = diff.compare(draft, then)
    if kind:
        changes = diff.Changes(tuple(c for c in changes.of_kind(kind) if c.name == record))
    return differences.shown(changes, names.Titles(draft, then))


def _number(text: str) -> int:
    """The number of a Release; 0, which none has, for anything else."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0
