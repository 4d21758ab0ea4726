"""The accounts of those who work here, on Django's screens without their scripted widgets.

What a group may do is decided by the software, so groups are only read. Nobody changes
the groups of their own account, and only somebody with all rights touches an account
that has them: otherwise one person could give themselves the second pair of eyes.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import models
from django.http import HttpRequest

from content.admin.base import RecordReader, without_pictures
from content.admin.generic import UserAdmin, editor_of
from content.admin.widgets import Picker

admin.site.unregister([User, Group])


@admin.register(User)
class AccountEditor(UserAdmin):
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    list_display = ("username", "first_name", "last_name", "is_active", "last_login")
    list_filter = ("is_active", "groups")
    fieldsets = (
        ("Who this is", {"fields": ["username", "first_name", "last_name", "email", "password"]}),
        ("What they may do", {"fields": ["is_active", "is_staff", "groups"]}),
        ("When they came", {"fields": ["last_login", "date_joined"]}),
    )

    def formfield_for_manytomany(
        self, db_field: models.ManyToManyField[Any, Any], request: HttpRequest, **options: Any
    ) -> Any:
        return super().formfield_for_manytomany(
            db_field, request, **{**options, "widget": Picker(label=str(db_field.verbose_name).capitalize())}
        )

    def formfield_for_dbfield(
        self, db_field: models.Field[Any, Any], request: HttpRequest, **options: Any
    ) -> Any:
        return without_pictures(super().formfield_for_dbfield(db_field, request, **options))

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_change_permission(request, obj) and self._is_theirs_to_change(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_delete_permission(request, obj) and self._is_theirs_to_change(request, obj)

    def _is_theirs_to_change(self, request: HttpRequest, account: User | None) -> bool:
        me = editor_of(request)
        return account is None or (account != me and (me.is_superuser or not account.is_superuser))


@admin.register(Group)
class GroupReader(RecordReader):
    list_display = ("name",)
    fields = ("name", "permissions")
