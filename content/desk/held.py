"""What is held back, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from content.desk import names
from content.models import Hold, Release


@dataclass(frozen=True, kw_only=True, slots=True)
class HeldShown:
    """A record held back. `pk` is that of its Hold, or None for one frozen into a Release."""

    pk: int | None
    kind: str
    title: str
    by: str
    reason: str


def now(holds: Iterable[Hold], titles: names.Titles) -> tuple[HeldShown, ...]:
    """What the next Release would leave out."""
    return tuple(
        HeldShown(
            pk=hold.pk,
            kind=names.kind(hold.kind),
            title=titles.of(hold.kind, hold.record),
            by=names.person(hold.by),
            reason=hold.reason,
        )
        for hold in holds
    )


def within(release: Release, titles: names.Titles) -> tuple[HeldShown, ...]:
    """What a Release left out when it was proposed."""
    return tuple(
        HeldShown(
            pk=None,
            kind=names.kind(told["kind"]),
            title=titles.of(told["kind"], told["record"]),
            by=told["by"],
            reason=told["reason"],
        )
        for told in release.held
    )
