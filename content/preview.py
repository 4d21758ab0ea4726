"""What staff may look at before the public does: the draft, or any Release, as an Edition.

A preview is made as if its content were published now, so that its pages read as a
visitor would read them. The draft is frozen anew after every edit. Nothing here is shared
with the live Edition, whose pages know other addresses.
"""

from __future__ import annotations

import datetime as dt
import functools
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Max
from django.urls import get_script_prefix
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content import catalogue, dated, diff, holding, integrity, public_log, snapshot, words
from content.catalogue import Catalogue, UnknownSchema
from content.desk import names
from content.desk.names import Titles
from content.desk.places import Places
from content.edition import Edition, PublicationKind, Published, SignOff
from content.meaning import question_meanings
from content.models import Damaged, Edit, Publication, Release
from content.public_log import Line
from content.situation import live_publication, valid_approval

DRAFT = "draft"
KEPT_RELEASES = 4
"""How many Releases a process keeps decoded for previews."""

TRUSTED_FOR = 5.0
"""Seconds after which the draft is read again although nobody recorded an edit.

A question is posted, shown and asked for its side panel within one: once is enough. What
went round the record, such as a repair by hand in the database, is seen a moment later.
"""


class NoSuchPreview(LookupError):
    """There is no Release of this number."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something can't be shown, in a sentence, and where in the admin it is mended if that is known."""

    sentence: str
    address: str = ""

    def __str__(self) -> str:
        return self.sentence


class CannotBeShown(ValueError):
    """This makes no site yet; `reasons` says everything that is wrong."""

    def __init__(self, *reasons: Reason) -> None:
        self.reasons = reasons
        super().__init__("\n".join(map(str, reasons)))


@dataclass(frozen=True, kw_only=True, slots=True)
class Preview:
    """An Edition that only staff see, what to call it, and how it differs from the live one."""

    id: str
    title: str
    compared: str
    edition: Edition


@dataclass(frozen=True, kw_only=True, slots=True)
class Frozen:
    """Content with the bytes and the digest a Release of it has, and the pages it makes."""

    catalogue: Catalogue
    data: bytes
    digest: str
    pages: dict[str, tuple[str, str]]


def address(preview_id: str | int, path: str = "") -> str:
    """Where a preview shows the page that the live site has at `path`.

    Without one it is the first page, in the language of the page that asks.
    """
    return f"/preview/{preview_id}{path or get_script_prefix()}"


def open_preview(preview_id: str) -> Preview:
    """The preview of "draft" or of a Release's number; raises `NoSuchPreview` or `CannotBeShown`."""
    return _of_draft() if preview_id == DRAFT else _of_release(int(preview_id))


def _of_draft() -> Preview:
    frozen = _draft()
    # Numbered as the Release it may become.
    number = (Release.objects.aggregate(latest=Max("number"))["latest"] or 0) + 1
    note = "The draft as it is now. It is not published."
    return _preview(
        DRAFT,
        _("Preview of the draft"),
        frozen,
        _as_if_published(number=number, note=note),
        also=_held_back(),
    )


def _of_release(number: int) -> Preview:
    release = Release.objects.filter(number=number).defer("data", "meanings").first()
    if release is None:
        raise NoSuchPreview
    frozen = _release(number, release.digest)
    approval = valid_approval(release=release, live=live_publication())
    approvals = (public_log.sign_off(approval),) if approval else ()
    published = _as_if_published(number=number, note=release.note, approvals=approvals)
    return _preview(str(number), _("Preview of release %(number)s") % {"number": number}, frozen, published)


def _held_back() -> str:
    """A preview shows unfinished work too; a Release would not."""
    count = holding.held().count()
    if not count:
        return ""
    return " " + ngettext(
        "%(count)s entry is held back: a release would keep what is live there.",
        "%(count)s entries are held back: a release would keep what is live there.",
        count,
    ) % {"count": count}


@dataclass(frozen=True, slots=True)
class _Kept:
    """The draft as it was at a moment of this process's clock, after the newest Edit then known."""

    frozen: Frozen
    newest_edit: tuple[int, dt.datetime] | None
    moment: float

    def is_good_after(self, newest_edit: tuple[int, dt.datetime] | None) -> bool:
        known = newest_edit is not None and newest_edit == self.newest_edit
        return known and time.monotonic() - self.moment < TRUSTED_FOR


class _Here:
    """What this process holds."""

    draft: _Kept | None = None


def _draft() -> Frozen:
    """What the rows say, as the same value until they say something else.

    So a search need not be prepared for each page. Raises `CannotBeShown` when the rows
    make no Catalogue, or one that does not hold together.
    """
    newest_edit = Edit.objects.order_by("-pk").values_list("pk", "at").first()
    kept = _Here.draft
    if kept is not None and kept.is_good_after(newest_edit):
        return kept.frozen
    try:
        content = snapshot.freeze()
    except snapshot.Unfinished as error:
        raise CannotBeShown(Reason(str(error))) from error
    data = catalogue.encode(content)
    if kept is not None and kept.frozen.data == data:
        frozen = kept.frozen
    elif problems := integrity.problems(content):
        raise CannotBeShown(*_reasons(content, problems))
    else:
        frozen = _frozen(content, data)
    _Here.draft = _Kept(frozen, newest_edit, time.monotonic())
    return frozen


def _reasons(content: Catalogue, problems: Iterable[integrity.Problem]) -> Iterator[Reason]:
    """The problems in the words of the admin, each with the way to its field."""
    titles, places = Titles(after=content), Places()
    for problem in problems:
        title = titles.of(problem.kind, problem.record)
        yield Reason(
            f"{names.kind(problem.kind)}, {title}: {words.told(problem.message)}",
            places.address(problem.kind, problem.record, problem.field),
        )


@functools.lru_cache(maxsize=KEPT_RELEASES)
def _release(number: int, digest: str) -> Frozen:
    release = Release.objects.get(number=number, digest=digest)
    try:
        return _frozen(release.catalogue(), bytes(release.data))
    except (Damaged, UnknownSchema) as error:
        raise CannotBeShown(Reason(str(error))) from error


def _frozen(content: Catalogue, data: bytes) -> Frozen:
    pages = {page: (fingerprint, title) for page, (fingerprint, title) in dated.pages(content).items()}
    return Frozen(catalogue=content, data=data, digest=catalogue.digest(data), pages=pages)


def _as_if_published(*, number: int, note: str, approvals: tuple[SignOff, ...] = ()) -> Published:
    return Published(
        number=number,
        kind=PublicationKind.PUBLISH,
        at=timezone.now(),
        note=note,
        reason="",
        approvals=approvals,
    )


def _preview(preview_id: str, title: str, frozen: Frozen, published: Published, *, also: str = "") -> Preview:
    live = live_publication()
    edition = _edition(frozen, published, live)
    return Preview(id=preview_id, title=title, compared=_compared(frozen, live) + also, edition=edition)


def _edition(frozen: Frozen, published: Published, live: Publication | None) -> Edition:
    lines = _log(Line(published=published, pages=frozen.pages), live)
    published = lines[-1].published
    meanings = dict(Release.objects.values_list("number", "meanings"))
    return Edition(
        catalogue=frozen.catalogue,
        number=published.number,
        digest=frozen.digest,
        publication=live.number if live else 0,
        published_at=published.at,
        kind=published.kind,
        approvals=published.approvals,
        log=tuple(line.published for line in reversed(lines)),
        meanings={**meanings, published.number: question_meanings(frozen.catalogue)},
        changed_on=public_log.changed_on(lines),
        gone=public_log.gone(lines),
        data=frozen.data,
    )


def _log(line: Line, live: Publication | None) -> list[Line]:
    """What went live until this did last; all of it and this `line` for what never was."""
    lines = public_log.lines(up_to=live) if live else []
    for count in range(len(lines), 0, -1):
        if lines[count - 1].published.number == line.published.number:
            return lines[:count]
    return [*lines, line]


def _compared(frozen: Frozen, live: Publication | None) -> str:
    if live is None:
        return _("Nothing is live yet.")
    number = live.release.number
    if frozen.digest == live.release.digest:
        return _("It says the same as release %(number)s, which is live.") % {"number": number}
    served = _release(number, live.release.digest).catalogue
    count = len(diff.compare(served, frozen.catalogue).records)
    return ngettext(
        "%(count)s entry differs from release %(number)s, which is live.",
        "%(count)s entries differ from release %(number)s, which is live.",
        count,
    ) % {"count": count, "number": number}
