"""The accounts of those who work here, on Django's screens without their scripted widgets.

What a group may do is decided by the software, so groups are only read. Nobody changes
the groups of their own account, and only somebody with all rights touches an account
that has them: otherwise one person could give themselves the second pair of eyes.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from content.admin.base import RecordReader, without_pictures
from content.admin.generic import UserAdmin, editor_of
from content.admin.widgets import Picker
from content.entrance import devices, record, sessions
from content.entrance.forms import ReasonForm
from content.models import Deed, Device

admin.site.unregister([User, Group])


@admin.register(User)
class AccountEditor(UserAdmin):
    change_form_template = "admin/content/account/change_form.html"
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    list_display = ("username", "first_name", "last_name", "is_active", "last_login")
    list_filter = ("is_active", "groups")
    fieldsets = (
        (
            gettext_lazy("Who this is"),
            {"fields": ["username", "first_name", "last_name", "email", "password"]},
        ),
        (gettext_lazy("What they may do"), {"fields": ["is_active", "is_staff", "groups"]}),
        (gettext_lazy("When they came"), {"fields": ["last_login", "date_joined"]}),
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

    def get_urls(self) -> list[URLPattern]:
        issue = self.admin_site.admin_view(self.one_time_code_view)
        return [
            path("<int:account>/one-time-code/", issue, name="auth_user_one_time_code"),
            *super().get_urls(),
        ]

    @method_decorator(never_cache)
    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def one_time_code_view(self, request: HttpRequest, account: int) -> HttpResponse:
        """The way in for somebody new, and back in for somebody whose devices are lost."""
        person = get_object_or_404(User, pk=account)
        if not self.has_change_permission(request, person):
            raise PermissionDenied
        form = ReasonForm(request.POST or None)
        context = {
            **self.admin_site.each_context(request),
            "title": _("One-time code for %(account)s") % {"account": person},
            "opts": self.opts,
            "account": person,
            "device_count": Device.objects.filter(user=person).count(),
            "form": form,
        }
        if request.method == "POST" and form.is_valid():
            context["code"] = _issue(request, person, **form.cleaned_data)
        return TemplateResponse(request, "admin/content/entrance/one_time_code.html", context)

    def _is_theirs_to_change(self, request: HttpRequest, account: User | None) -> bool:
        me = editor_of(request)
        return account is None or (account != me and (me.is_superuser or not account.is_superuser))


def _issue(request: HttpRequest, person: User, *, reason: str, lost: bool) -> str:
    about = f"{person.get_username()}{', devices lost' if lost else ''}: {reason}"
    record.note(Deed.CODE_ISSUED, by=editor_of(request), about=about, request=request)
    if lost:
        sessions.end_all(person)
    return devices.issue(person, lost=lost)


@admin.register(Group)
class GroupReader(RecordReader):
    list_display = ("name",)
    fields = ("name", "permissions")
