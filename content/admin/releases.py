"""Reading the record of what was released. Nobody changes it by hand."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from content.admin.base import RecordReader
from content.models import Approval, Publication, Release


@admin.register(Release)
class ReleaseReader(RecordReader):
    list_display = ("number", "note", "created_at", "created_by", "digest")
    list_select_related = ("created_by",)
    search_fields = ("note", "digest")
    date_hierarchy = "created_at"
    fields = ("number", "note", "created_at", "created_by", "digest", "schema_version")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Release]:
        return super().get_queryset(request).defer("data", "meanings")


@admin.register(Approval)
class ApprovalReader(RecordReader):
    list_display = ("release", "by", "role", "at")
    list_filter = ("role",)
    search_fields = ("statement", "role")
    date_hierarchy = "at"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Approval]:
        return (
            super()
            .get_queryset(request)
            .select_related("release", "by")
            .defer("release__data", "release__meanings")
        )


@admin.register(Publication)
class PublicationReader(RecordReader):
    list_display = ("number", "release", "kind", "starts_at", "made_by", "reason")
    list_filter = ("kind",)
    search_fields = ("reason",)
    date_hierarchy = "starts_at"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Publication]:
        rows = super().get_queryset(request).select_related("release", "made_by")
        return rows.defer("release__data", "release__meanings")
