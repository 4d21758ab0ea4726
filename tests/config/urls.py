"""The site's addresses, and two that only a test can want."""

from __future__ import annotations

from typing import NoReturn

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import path

from config.urls import urlpatterns as site
from content.middleware import without_edition


@without_edition
def fail(request: HttpRequest) -> NoReturn:
    raise RuntimeError("This view always fails.")


@without_edition
def forbid(request: HttpRequest) -> NoReturn:
    raise PermissionDenied


urlpatterns = [path("fail", fail), path("forbid", forbid), *site]
