"""The site's own settings, in the mode for tests."""

from __future__ import annotations

import os

os.environ["SITE_MODE"] = "test"

from config.settings import *  # noqa: F403

# Hashing slowly is what makes a good password hard to find, and a test slow.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
