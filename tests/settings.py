"""The site's own settings, in the mode for tests."""

from __future__ import annotations

import os

os.environ["SITE_MODE"] = "test"

from config.settings import *  # noqa: F403
