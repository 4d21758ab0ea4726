"""A process that makes a Publication for each line it reads, and says when each was in the database.

It withdraws one form after the other, which is the quickest way to change what is live;
the site it does this to is thrown away afterwards.
"""

from __future__ import annotations

import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.contrib.auth.models import User  # noqa: E402  Django must be ready

from content import publishing  # noqa: E402
from content.models import Compound  # noqa: E402


def main() -> None:
    administrator = User.objects.get(username="administrator")
    forms = iter(Compound.objects.values_list("slug", flat=True))
    for _ in sys.stdin:
        publishing.withdraw(compound=next(forms), by=administrator, reason="Measured.")
        print(time.time(), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
