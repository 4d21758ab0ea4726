"""A Markdown text as visitors will see it, while it is typed.

The whole screen is sent, as its buttons do without JavaScript; `_preview` names the text.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from content import markdown
from content.admin import addresses


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    name = request.POST.get("_preview", "")
    if name not in request.POST:
        return HttpResponseBadRequest(_("There is no such text on this screen."))
    fragment = "HX-Request" in request.headers
    template = "admin/content/_markdown.html" if fragment else "admin/content/markdown.html"
    context = {"preview": markdown.prose(request.POST[name]), "title": _("As visitors see it")}
    return render(request, template, context)


addresses.register(path("content/markdown/", preview, name="content_markdown"))
