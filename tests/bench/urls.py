"""The whole site, and the floor beside it."""

from __future__ import annotations

from config.urls import urlpatterns as site_addresses
from tests.bench import floor

urlpatterns = [*floor.urlpatterns, *site_addresses]
