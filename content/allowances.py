"""Letting a problem pass, with a reason everybody can read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from content.models import Allowance
from content.release_checks import Gravity, Problem


class NotAllowed(ValueError):
    """This problem can't be let pass; the message says why."""


def allow(*, problem: Problem, reason: str, by: User) -> Allowance:
    """Let `problem` pass from now on; raises `NotAllowed`."""
    if not problem.check.can_be_allowed:
        raise NotAllowed(_("This can't be let pass. It has to be mended."))
    return _record(problem, reason=reason, by=by, allowed=True)


def take_back(*, problem: Problem, reason: str, by: User) -> Allowance:
    """Let `problem` pass no longer; raises `NotAllowed` without a reason."""
    return _record(problem, reason=reason, by=by, allowed=False)


def in_force() -> Mapping[str, Allowance]:
    """Fingerprint of a problem → the allowance that covers it."""
    return {row.fingerprint: row for row in Allowance.objects.in_force().select_related("by")}


def blocking(
    problems: Iterable[Problem], *, seen: Collection[Mapping[str, str]] | None = None
) -> list[Problem]:
    """The problems that block and that nobody let pass.

    `seen` are the allowances a reviewer was shown, as a Release keeps them: later ones do
    not count then, and neither do those that were taken back.
    """
    allowed = set(in_force())
    if seen is not None:
        allowed &= {allowance["fingerprint"] for allowance in seen}
    return [
        problem
        for problem in problems
        if problem.gravity is Gravity.BLOCK
        and not (problem.check.can_be_allowed and problem.fingerprint in allowed)
    ]


def told(problems: Iterable[Problem]) -> list[dict[str, str]]:
    """The allowances that cover any of `problems`, as a Release keeps them."""
    found = {problem.fingerprint for problem in problems}
    return [
        {
            "fingerprint": row.fingerprint,
            "check": row.check_slug,
            "kind": row.kind,
            "record": row.record,
            "field": row.field,
            "message": row.message,
            "reason": row.reason,
            "by": row.by.get_full_name() or row.by.get_username(),
            "at": row.at.isoformat(),
        }
        for row in in_force().values()
        if row.fingerprint in found
    ]


def _record(problem: Problem, *, reason: str, by: User, allowed: bool) -> Allowance:
    if not reason.strip():
        raise NotAllowed(_("Say why."))
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
