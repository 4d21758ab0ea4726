"""Floor A: Django alone, with nothing around the view."""

from __future__ import annotations

SECRET_KEY = "measured, never served"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "tests.bench.floor"
MIDDLEWARE: list[str] = []
