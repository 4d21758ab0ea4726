"""How the operator's commands say no."""

from __future__ import annotations

from django.core.management.base import CommandError


class Refused(CommandError):
    """Something an operator asked for was not done, or can't be relied on; the message says why."""
