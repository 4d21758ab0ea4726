"""Django's own checks of a site that is on the internet."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.core.management.utils import get_random_secret_key

from tests.server import ROOT


@pytest.mark.parametrize("whole_domain", ["0", "1"])
def test_a_site_in_production_passes_every_check_of_django(tmp_path: Path, whole_domain: str) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": get_random_secret_key() + get_random_secret_key(),
        "ALLOWED_HOSTS": "magnesium.example",
        "ANSWERS_KEYS": Fernet.generate_key().decode(),
        "STATE_DIRECTORY": str(tmp_path),
        "HSTS_FOR_WHOLE_DOMAIN": whole_domain,
    }
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "INFO"]
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "no issues" in ran.stdout
