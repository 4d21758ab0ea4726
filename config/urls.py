"""Every address of the site: the guide, the reading pages, the admin and the health checks."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

from config import health, metrics
from content.from_outside import review_from_outside

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics.answer, name="metrics"),
    path("admin/", admin.site.urls),
    path("review/<str:token>/", review_from_outside, name="review_from_outside"),
    path("", include("wizard.urls")),
    path("", include("content.urls")),
]
