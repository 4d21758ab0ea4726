"""The record of what was released, and the ways on from it. Nobody changes it by hand."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content import standing, words
from content.admin import addresses, desk_screens, going_live, proposing, restoring, reviewing
from content.admin.base import RecordReader
from content.desk import names
from content.desk.doors import release_page
from content.models import Approval, Publication, Release


@admin.register(Release)
class ReleaseReader(RecordReader):
    list_display = ("title", "stands", "note", "proposed", "proposer")
    list_select_related = ("created_by",)
    list_per_page = 20  # where a release stands takes some questions to the database
    search_fields = ("note", "digest")
    date_hierarchy = "created_at"
    change_list_template = "admin/content/release/change_list.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Release]:
        return super().get_queryset(request).defer("data", "meanings", "pages")

    @admin.display(description=gettext_lazy("Release"), ordering="number")
    def title(self, release: Release) -> str:
        return _("Release %(number)s") % {"number": release.number}

    @admin.display(description=gettext_lazy("Proposed (UTC)"), ordering="created_at")
    def proposed(self, release: Release) -> str:
        return words.moment(release.created_at)

    @admin.display(description=gettext_lazy("By"))
    def proposer(self, release: Release) -> str:
        return names.person(release.created_by)

    @admin.display(description=gettext_lazy("Where it stands"))
    def stands(self, release: Release) -> str:
        return standing.standing_of(release).label

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return super().changelist_view(request, {"title": _("Releases"), **(extra_context or {})})

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The page of one Release in place of a form, since nothing in it can be changed."""
        release = self.get_object(request, object_id)
        if request.method != "GET" or release is None or not self.has_view_permission(request, release):
            return super().change_view(request, object_id, form_url, extra_context)
        page = release_page(release, desk_screens.person(request))
        return desk_screens.screen(request, "change_form.html", title=page.title, page=page)

    def get_urls(self) -> list[URLPattern]:
        ways: list[tuple[str, Any, str]] = [
            ("propose/", proposing.propose, "propose"),
            ("restore/", restoring.restoring, "restore"),
            ("withdraw/", going_live.withdraw_list, "withdraw"),
            ("withdraw/<slug:slug>/", going_live.withdraw_form, "withdraw_form"),
            ("<int:pk>/review/", reviewing.review_page, "review"),
            ("<int:pk>/review/link/", reviewing.make_link, "link"),
            ("<int:pk>/publish/", going_live.publish, "publish"),
            ("<int:pk>/cancel/", going_live.cancel, "cancel"),
            ("<int:pk>/roll-back/", going_live.roll_back, "roll_back"),
            ("<int:pk>/emergency/", going_live.emergency, "emergency"),
        ]
        ours = [
            path(route, self.admin_site.admin_view(view), name=f"content_release_{name}")
            for route, view, name in ways
        ]
        return [*ours, *super().get_urls()]


addresses.register(
    path(
        "content/compound/<int:pk>/withdraw/", going_live.withdraw_compound, name="content_compound_withdraw"
    )
)


@admin.register(Approval)
class ApprovalReader(RecordReader):
    list_display = ("release", "by", "role", "at")
    list_filter = ("role",)
    search_fields = ("statement", "role")
    date_hierarchy = "at"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Approval]:
        rows = super().get_queryset(request).select_related("release", "by")
        return rows.defer("release__data", "release__meanings", "release__pages")


@admin.register(Publication)
class PublicationReader(RecordReader):
    list_display = ("number", "release", "kind", "starts_at", "made_by", "reason")
    list_filter = ("kind",)
    search_fields = ("reason",)
    date_hierarchy = "starts_at"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Publication]:
        rows = super().get_queryset(request).select_related("release", "made_by")
        return rows.defer("release__data", "release__meanings", "release__pages")
