"""The admin site: Django's own, with our name, our first page and the pages others bring.

This stands beside the package `content.admin` and not in it: Django makes the site while
it imports the screens, which register themselves with it.
"""

from __future__ import annotations

from typing import Any

from django.contrib.admin.apps import AdminConfig
from django.contrib.admin.sites import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from content.typed import keeping_what_was_typed


class EditingRoomConfig(AdminConfig):
    default_site = "content.admin_site.EditingRoom"


class EditingRoom(AdminSite):
    site_header = gettext_lazy("Which Magnesium: editing room")
    site_title = gettext_lazy("Which Magnesium editing room")
    index_title = gettext_lazy("Where things stand")
    enable_nav_sidebar = False
    login_template = "admin/content/login.html"

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        return {**super().each_context(request), "site_url": reverse("content:home")}

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        from content.admin import dashboard  # the screens are there once somebody asks

        told = dashboard.context_of(request, self.get_app_list(request))
        return super().index(request, {**told, **(extra_context or {})})

    @method_decorator(never_cache)
    @login_not_required
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """As Django has it, with our own way in."""
        from content.entrance.views import SignIn  # knows models, which are not there yet

        if request.method == "GET" and self.has_permission(request):
            return HttpResponseRedirect(reverse("admin:index"))
        context = {
            **self.each_context(request),
            "title": _("Sign in"),
            "subtitle": None,
            **(extra_context or {}),
        }
        context["app_path"] = request.get_full_path()
        if not (request.GET.get(REDIRECT_FIELD_NAME) or request.POST.get(REDIRECT_FIELD_NAME)):
            context[REDIRECT_FIELD_NAME] = reverse("admin:index")
        request.current_app = self.name
        shown = SignIn.as_view(
            extra_context=context,
            template_name=self.login_template,
            next_page=reverse("admin:index"),
        )
        response: HttpResponse = shown(request)  # type: ignore[assignment]
        return response

    def admin_view(self, view: Any, *cacheable: Any, **options: Any) -> Any:
        """For staff alone, and what they do there is written down."""
        from content.entrance.deeds import written_down  # knows models, which are not there yet

        named = require_http_methods(["GET", "HEAD", "POST"])(written_down(view))
        return keeping_what_was_typed(super().admin_view(named, *cacheable, **options))

    def get_urls(self) -> list[Any]:
        from content.admin import addresses  # the screens are there once somebody asks
        from content.entrance import views

        entrance = [
            path("login/code/", views.second_step, name="second_step"),
            path("second-factor/", views.second_factor, name="second_factor"),
            path("second-factor/app/", views.new_app, name="second_factor_app"),
        ]
        ours = [self._for_staff(pattern) for pattern in addresses.registered()]
        return [*entrance, *ours, *super().get_urls()]  # the last of Django's own matches everything

    def _for_staff(self, pattern: URLPattern) -> URLPattern:
        view = self.admin_view(pattern.callback)
        return URLPattern(pattern.pattern, view, pattern.default_args, pattern.name)
