"""The addresses below a language and region: pages and the editing room, which speak a language."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

from content.from_outside import review_from_outside
from content.urls import pages

urlpatterns = [
    path("admin/", admin.site.urls),
    path("review/<str:token>/", review_from_outside, name="review_from_outside"),
    path("", include("wizard.urls")),
    path("", include((pages, "content"))),
]
