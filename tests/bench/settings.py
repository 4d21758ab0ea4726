"""The site's own settings, as `make run` has them, with the floor's address beside the site's."""

from __future__ import annotations

import os

os.environ["SITE_MODE"] = "demonstration"

from config.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench.urls"
