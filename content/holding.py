"""Holding a record back that is not ready, so that the rest can be released."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from content import documents, integrity, words
from content.catalogue import Catalogue
from content.models import KINDS, Hold, Release
from content.putting_back import find
from content.refused import Refused, refuse_for
from content.situation import live_publication
from content.turns import in_turn


def hold(*, kind: str, record: str, by: User, reason: str) -> Hold:
    """Keep the live version of a record in the next Releases until somebody lets it go."""
    refuse_for(why_not_hold(by))
    if kind not in KINDS:
        raise Refused(_("There is no kind of content called “%(kind)s”.") % {"kind": kind})
    if not reason.strip():
        raise Refused(_("Say what is still missing."))
    with in_turn():
        if not _is_known(kind, record):
            raise Refused(
                _("There is no %(record)s, neither in the draft nor live.")
                % {"record": _in_words(kind, record)}
            )
        if Hold.objects.filter(kind=kind, record=record).exists():
            raise Refused(_("This is held back already."))
        made = Hold.objects.create(kind=kind, record=record, by=by, reason=reason)
    made.refresh_from_db()
    return made


def let_go(*, hold: Hold, by: User) -> None:
    """Let the next Release take the record as the rows say it."""
    refuse_for(why_not_hold(by))
    hold.delete()


def held() -> QuerySet[Hold]:
    return Hold.objects.select_related("by")


def why_not_hold(user: User) -> tuple[str, ...]:
    """Why this person may not hold records back; empty when they may."""
    return () if user.has_perm("content.add_hold") else (_("Only editors can hold content back."),)


def told(hold: Hold) -> dict[str, str]:
    """What a Release keeps about a record held back."""
    by = hold.by.get_full_name() or hold.by.get_username()
    return {"kind": hold.kind, "record": hold.record, "by": by, "reason": hold.reason}


def named(hold: Hold) -> str:
    """The record in words: “form of magnesium “glycinate””."""
    return _in_words(hold.kind, hold.record)


def _in_words(kind: str, record: str) -> str:
    name = str(KINDS[kind]._meta.verbose_name)
    return f"{name} “{record}”" if record else name


def _is_known(kind: str, record: str) -> bool:
    if find(kind, record) is not None:
        return True
    live = live_publication()
    if live is None:
        return False
    return (kind, record) in {
        (kind, integrity.named(found)) for kind, found in integrity.records(live.release.catalogue())
    }


def with_live_versions(draft: Catalogue, live: Release | None, holds: Iterable[Hold]) -> Catalogue:
    """`draft` with what is live in place of every record held back.

    A record that is not live is left out, and one that the draft deleted comes back.
    Raises `Refused` when the rest can't be released without what is held back.
    """
    holds = list(holds)
    if not holds:
        return draft
    base = live.catalogue() if live is not None else None
    content = draft
    for one in holds:
        content = _with_live_version(content, base, one)
    content = documents.in_order(content)
    before = integrity.problems(draft)
    if broken := [problem for problem in integrity.problems(content) if problem not in before]:
        wrong = [f"{problem.place}: {words.told(problem.message)}" for problem in broken]
        names = ", ".join(map(named, holds))
        raise Refused(
            _("The rest can't be released while this is held back: %(names)s.") % {"names": names}, *wrong
        )
    return content


def _with_live_version(draft: Catalogue, live: Catalogue | None, hold: Hold) -> Catalogue:
    if live is None and hold.kind in documents.SINGLE:
        raise Refused(
            _("Nothing is live yet, so the %(record)s can't be held back.") % {"record": named(hold)}
        )
    return with_record_as_in(live, draft, kind=hold.kind, record=hold.record)


def with_record_as_in(live: Catalogue | None, draft: Catalogue, *, kind: str, record: str) -> Catalogue:
    """`draft` with one record as `live` has it: left out where it has none, back where only it does.

    The record of a kind that has just one is in every `live`. The order is not settled yet.
    """
    theirs: Any = getattr(live, kind) if live is not None else ()
    if kind not in documents.SINGLE:
        others = [one for one in getattr(draft, kind) if integrity.named(one) != record]
        theirs = (*others, *(one for one in theirs if integrity.named(one) == record))
    return msgspec.structs.replace(draft, **{kind: theirs})
