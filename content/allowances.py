"""Letting a problem pass, with a reason everybody can read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.contrib.auth.models import User

from content.models import Allowance
from content.release_checks import Gravity, Problem


class NotAllowed(ValueError):
    """This problem can't be let pass; the message says why."""


def allow(*, problem: Problem, reason: str, by: User) -> Allowance:
    """Let `problem` pass from now on; raises `NotAllowed`."""
    if not problem.check.can_be_allowed:
        raise NotAllowed("This can't be let pass. It has to be mended.")
    return _record(problem, reason=reason, by=by, allowed=True)


def take_back(*, problem: Problem, reason: str, by: User) -> Allowance:
    """Let `problem` pass no longer; raises `NotAllowed` without a reason."""
    return _record(problem, reason=reason, by=by, allowed=False)


def in_force() -> Mapping[str, Allowance]:
    """Fingerprint of a problem → the allowance that covers it."""
    return {row.fingerprint: row for row in Allowance.objects.in_force().select_related("by")}


def blocking(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that block and that nobody let pass."""
    allowed = in_force()
    return [
        problem
        for problem in problems
        if problem.gravity is Gravity.BLOCK
        and not (problem.check.can_be_allowed and problem.fingerprint in allowed)
    ]


def _record(problem: Problem, *, reason: str, by: User, allowed: bool) -> Allowance:
    if not reason.strip():
        raise NotAllowed("Say why.")
    return Allowance.objects.create(
        allowed=allowed,
        check_slug=problem.check.slug,
        kind=problem.kind,
        record=problem.record,
        field=problem.field,
        message=problem.message,
        fingerprint=problem.fingerprint,
        reason=reason,
        by=by,
    )
