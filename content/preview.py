"""What staff may look at before the public does: the draft, or any Release, as an Edition.

A preview is made as if its content were published now, so that its pages read as a
visitor would read them. The draft is frozen anew for every page: a preview never shows
less than what was saved. Nothing here is shared with the live Edition, whose pages know
other addresses.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from django.db.models import Max
from django.utils import timezone

from content import catalogue, diff, integrity, live, snapshot
from content.catalogue import Catalogue, UnknownSchema
from content.edition import Edition, PublicationKind, Published
from content.meaning import question_meanings
from content.models import Damaged, Release

DRAFT = "draft"
KEPT_RELEASES = 4
"""How many Releases a process keeps decoded for previews."""


class NoSuchPreview(LookupError):
    """There is no Release of this number."""


class CannotBeShown(ValueError):
    """This makes no site yet; `reasons` says why, one sentence each."""

    def __init__(self, *reasons: str) -> None:
        self.reasons = reasons
        super().__init__("\n".join(reasons))


@dataclass(frozen=True, kw_only=True, slots=True)
class Preview:
    """An Edition that only staff see, what to call it, and how it differs from the live one."""

    id: str
    title: str
    compared: str
    edition: Edition


@dataclass(frozen=True, slots=True)
class Frozen:
    """Content with the bytes and the digest a Release of it has."""

    catalogue: Catalogue
    data: bytes
    digest: str


def address(preview_id: str | int, path: str = "/") -> str:
    """Where a preview shows the page that the live site has at `path`."""
    return f"/preview/{preview_id}{path}"


def open_preview(preview_id: str) -> Preview:
    """The preview of "draft" or of a Release's number; raises `NoSuchPreview` or `CannotBeShown`."""
    return _of_draft() if preview_id == DRAFT else _of_release(int(preview_id))


def _of_draft() -> Preview:
    try:
        frozen = _draft(snapshot.freeze())
    except snapshot.Unfinished as error:
        raise CannotBeShown(str(error)) from error
    number = (Release.objects.aggregate(latest=Max("number"))["latest"] or 0) + 1
    note = "The draft as it is now. It is not published."
    return _preview(DRAFT, "Preview of the draft", _edition(frozen, number=number, note=note))


def _of_release(number: int) -> Preview:
    release = Release.objects.filter(number=number).only("number", "digest", "note").first()
    if release is None:
        raise NoSuchPreview
    try:
        frozen = _release(number, release.digest)
    except (Damaged, UnknownSchema) as error:
        raise CannotBeShown(str(error)) from error
    edition = _edition(frozen, number=number, note=release.note)
    return _preview(str(number), f"Preview of release {number}", edition)


class _Here:
    """The draft that was frozen last in this process."""

    draft: Frozen | None = None


def _draft(content: Catalogue) -> Frozen:
    """`content` as it is kept while the draft stays the same: a search need not be prepared for each page.

    Raises `CannotBeShown` when it does not hold together.
    """
    data = catalogue.encode(content)
    digest = catalogue.digest(data)
    kept = _Here.draft
    if kept is None or kept.digest != digest:
        if problems := integrity.problems(content):
            raise CannotBeShown(*(str(problem) for problem in problems))
        kept = _Here.draft = Frozen(content, data, digest)
    return kept


@functools.lru_cache(maxsize=KEPT_RELEASES)
def _release(number: int, digest: str) -> Frozen:
    release = Release.objects.get(number=number, digest=digest)
    return Frozen(release.catalogue(), bytes(release.data), digest)


def _edition(frozen: Frozen, *, number: int, note: str) -> Edition:
    """As it went live, or as it would now."""
    served = _served()
    log = served.log if served else ()
    published = next((entry for entry in log if entry.number == number), None)
    if published is None:
        published = Published(
            number=number, kind=PublicationKind.PUBLISH, at=timezone.now(), note=note, reason=""
        )
        log = (published, *log)
    meanings = dict(Release.objects.values_list("number", "meanings"))
    return Edition(
        catalogue=frozen.catalogue,
        number=number,
        digest=frozen.digest,
        publication=served.publication if served else 0,
        published_at=published.at,
        kind=published.kind,
        approvals=published.approvals,
        log=log,
        meanings={**meanings, number: question_meanings(frozen.catalogue)},
        data=frozen.data,
    )


def _served() -> Edition | None:
    try:
        return live.edition()
    except live.NoEdition:
        return None


def _preview(preview_id: str, title: str, edition: Edition) -> Preview:
    return Preview(id=preview_id, title=title, compared=_compared(edition, _served()), edition=edition)


def _compared(edition: Edition, served: Edition | None) -> str:
    if served is None:
        return "Nothing is live yet."
    if edition.digest == served.digest:
        return f"It says the same as release {served.number}, which is live."
    count = len(diff.compare(served.catalogue, edition.catalogue).records)
    entries = "1 entry differs" if count == 1 else f"{count} entries differ"
    return f"{entries} from release {served.number}, which is live."
