from __future__ import annotations

from django.urls import path

from tests.bench import floor
from tests.bench.peer.views import guide

urlpatterns = [*floor.urlpatterns, path("guide/", guide, name="guide")]
