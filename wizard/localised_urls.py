"""The addresses below a language and region: the pages, and nothing that speaks no language."""

from __future__ import annotations

from django.urls import include, path

from content.urls import pages

urlpatterns = [
    path("", include("wizard.urls")),
    path("", include((pages, "content"))),
]
