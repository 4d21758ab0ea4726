"""What the public may know of what went live: when, why, on whose approval, and what it changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from content import dated
from content.edition import Gone, PublicationKind, Published, SignOff
from content.models import Approval, Publication
from content.situation import later_approvals


@dataclass(frozen=True, kw_only=True)
class Line:
    """One Publication that was live, and the pages it had: page → fingerprint and title."""

    published: Published
    pages: dict[str, tuple[str, str]]


def lines(*, up_to: Publication) -> list[Line]:
    """Everything that was ever live until `up_to`, the oldest first.

    A publication planned for later never went live if another one started before it, or
    if somebody called it off.
    """
    rows = Publication.objects.not_cancelled().filter(number__lte=up_to.number).order_by("number")
    rows = rows.select_related("release", "approval__by").defer("release__data", "release__meanings")
    found: list[Line] = []
    signed: dict[int, dict[int, SignOff]] = {}
    for row in rows:
        approvals = signed.setdefault(row.release_id, dict(signed.get(row.release.derived_from_id or 0, {})))
        approvals.update((approval.pk, sign_off(approval)) for approval in _approvals_of(row))
        while found and found[-1].published.at > row.starts_at:
            found.pop()
        found.append(Line(published=_published(row, approvals), pages=row.release.pages))
    return found


def _approvals_of(publication: Publication) -> list[Approval]:
    if publication.kind == PublicationKind.EMERGENCY:
        return later_approvals(publication)
    approval = publication.approval
    return [approval] if approval is not None and approval.release_id == publication.release_id else []


def _published(row: Publication, approvals: dict[int, SignOff]) -> Published:
    return Published(
        number=row.release.number,
        kind=PublicationKind(row.kind),
        at=row.starts_at,
        note=row.release.note,
        reason=row.reason,
        approvals=tuple(approvals.values()),
        withdrawn=row.withdrawn,
    )


def sign_off(approval: Approval) -> SignOff:
    return SignOff(
        by=approval.by.get_full_name() or approval.by.get_username(),
        role=approval.role,
        statement=approval.statement,
        at=approval.at,
    )


def changed_on(lines: Sequence[Line]) -> dict[str, dt.datetime]:
    """Page → when what it says last changed."""
    changed: dict[str, dt.datetime] = {}
    before: dict[str, tuple[str, str]] = {}
    for line in lines:
        for page, (fingerprint, _title) in line.pages.items():
            if page not in before or before[page][0] != fingerprint:
                changed[page] = line.published.at
        before = line.pages
    return {page: changed[page] for page in before}


def gone(lines: Sequence[Line]) -> dict[str, Gone]:
    """Pages that were there once and are no more."""
    found: dict[str, Gone] = {}
    before: dict[str, tuple[str, str]] = {}
    for line in lines:
        withdrawn = dated.FORM.format(line.published.withdrawn)
        for page in before.keys() - line.pages.keys():
            found[page] = Gone(
                title=before[page][1],
                at=line.published.at,
                withdrawn=page == withdrawn,
                reason=line.published.reason if page == withdrawn else "",
            )
        before = line.pages
    return {page: what for page, what in found.items() if page not in before}
