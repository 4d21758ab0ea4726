"""The addresses within a preview: those of the public site, and a page for made-up answers.

The editing room and the health checks are not among them.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.http import require_safe

from wizard import trying


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain; charset=utf-8")


urlpatterns = [
    path("robots.txt", robots),  # the public one names the editing room, which has no address here
    path("guide/try/", trying.made_up_answers, name="try"),
    path("", include("wizard.urls")),
    path("", include("content.urls")),
]
