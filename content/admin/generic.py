"""The classes of Django's admin, which only a type checker wants filled in, and who asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.auth import admin as auth
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

if TYPE_CHECKING:
    from django.contrib.admin.options import _FieldOpts
    from django.utils.functional import _StrOrPromise

    FieldGroup = tuple[_StrOrPromise | None, _FieldOpts]
    AnyAdmin = admin.options.BaseModelAdmin[Any]
    UserAdmin = auth.UserAdmin[User]
    ModelAdmin = admin.ModelAdmin[Any]
    StackedInline = admin.StackedInline[Any, Any]
    PartsFormSet = forms.BaseInlineFormSet[Any, Any, Any]
else:
    FieldGroup = tuple
    AnyAdmin = admin.options.BaseModelAdmin
    UserAdmin = auth.UserAdmin
    ModelAdmin = admin.ModelAdmin
    StackedInline = admin.StackedInline
    PartsFormSet = forms.BaseInlineFormSet


def editor_of(request: HttpRequest) -> User:
    """Who sent a request; the admin lets nobody else come this far."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
