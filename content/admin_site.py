"""The admin site: Django's own, with our name, our first page and the pages others bring.

This stands beside the package `content.admin` and not in it: Django makes the site while
it imports the screens, which register themselves with it.
"""

from __future__ import annotations

from typing import Any

from django.contrib.admin.apps import AdminConfig
from django.contrib.admin.sites import AdminSite
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import URLPattern


class EditingRoomConfig(AdminConfig):
    default_site = "content.admin_site.EditingRoom"


class EditingRoom(AdminSite):
    site_header = "Which Magnesium: editing room"
    site_title = "Which Magnesium editing room"
    index_title = "Where things stand"
    enable_nav_sidebar = False
    login_template = "admin/content/login.html"

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        from content.admin import dashboard  # the screens are there once somebody asks

        told = dashboard.context_of(request, self.get_app_list(request))
        return super().index(request, {**told, **(extra_context or {})})

    def get_urls(self) -> list[Any]:
        from content.admin import addresses  # the screens are there once somebody asks

        ours = [self._for_staff(pattern) for pattern in addresses.registered()]
        return [*ours, *super().get_urls()]  # the last of Django's own matches everything

    def _for_staff(self, pattern: URLPattern) -> URLPattern:
        view = self.admin_view(pattern.callback)
        return URLPattern(pattern.pattern, view, pattern.default_args, pattern.name)
