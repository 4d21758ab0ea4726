"""The live Edition of this process.

One thread asks the database twice a second what is live and, when that changed, swaps
one reference. Requests read the reference and never the database, so the public site
keeps answering while the database is away, stopped or hanging; the log says so once,
and once more when it is back.

A publication that may not or can't be served is refused, with a line in the log, and
the Edition before it is kept: damaged bytes, a format newer than this code, or content
no clinician has reviewed where that is not allowed.

A process that starts while the database is away serves what this machine kept on its own
disk (`content.last_good`), until the database answers.
"""

from __future__ import annotations

import contextlib
import logging
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection
from django.db.models import Subquery

from content import last_good, public_log
from content.catalogue import UnknownSchema
from content.edition import Edition, PublicationKind
from content.models import Approval, Damaged, Publication, Release, triggers
from content.situation import origin_of, review_is_due

__all__ = ["Edition", "NoEdition", "answering", "away", "edition", "from_disk", "refused", "start", "use"]

INTERVAL = 0.5
"""Seconds between questions to the database."""

PATIENCE = 5.0
"""Seconds without an answer after which the database counts as away."""

LATEST_APPROVAL = Approval.objects.order_by("-pk").values("pk")[:1]
"""What went live in an emergency may be approved afterwards, and its pages then say so."""

log = logging.getLogger(__name__)

_first_answer = threading.Lock()
"""Held while it is noted, so that what came from the disk never replaces what the database said."""


class NoEdition(LookupError):
    """Nothing that may be served was ever published, or no database has answered yet."""


class _Here:
    """What this process holds. A new Edition comes by one assignment: readers see the old one or the new."""

    edition: Edition | None = None
    follower: _Follower | None = None
    starting = threading.Lock()


def edition() -> Edition:
    """The Edition now live, without asking the database; raises `NoEdition`."""
    if _Here.follower is not None:
        if _Here.follower.process != os.getpid():
            start()  # this process was forked from one that followed; threads stay behind
        _Here.follower.notice_silence()
    if _Here.edition is None:
        raise NoEdition
    return _Here.edition


def answering() -> bool:
    """Whether the database answered the last time it was asked, not long ago."""
    return _Here.follower is not None and _Here.follower.answering


def away() -> bool:
    """Whether this process follows a database that does not answer."""
    return _Here.follower is not None and not _Here.follower.answering


def from_disk() -> bool:
    """Whether the Edition came from this machine's own disk, and no database has confirmed it yet."""
    return _Here.follower is not None and _Here.follower.from_disk


def refused() -> str:
    """Why the newest publication is not served here; empty when it is."""
    return _Here.follower.refused if _Here.follower is not None else ""


def start() -> None:
    """Follow publications in this process from now on; calling it again changes nothing.

    Waits a moment for the first answer, so that the first request finds an Edition.
    """
    with _Here.starting:
        if _Here.follower is None or _Here.follower.process != os.getpid():
            _Here.follower = _Follower()
            _Here.follower.begin()


@contextmanager
def use(replacement: Edition | None) -> Iterator[None]:
    """Serve `replacement`, or nothing, in this process for a while: for tests."""
    before, _Here.edition = _Here.edition, replacement
    try:
        yield
    finally:
        _Here.edition = before


class _Follower:
    """The thread that asks, and what it knows about the database."""

    def __init__(self) -> None:
        self.process = os.getpid()
        self._away = False
        self._answered_at = time.monotonic()
        self._asked_once = threading.Event()
        self._seen: tuple[object, ...] | None = ()
        self._kept: Edition | None = None
        self._has_answered = False
        self.from_disk = False
        self.refused = ""

    @property
    def answering(self) -> bool:
        return not self._away and time.monotonic() - self._answered_at < PATIENCE

    def begin(self) -> None:
        threading.Thread(target=self._follow, name="live-edition", daemon=True).start()
        self._asked_once.wait(timeout=PATIENCE)
        if not self._has_answered and _Here.edition is None:
            self._start_from_disk()

    def _start_from_disk(self) -> None:
        """Serve what was kept here before, since the database says nothing."""
        try:
            kept = last_good.load(settings.LAST_GOOD_RELEASE, demonstration=settings.DEMONSTRATION_ALLOWED)
        except last_good.Unusable as error:
            log.error("%s is not served: %s", settings.LAST_GOOD_RELEASE, error)  # noqa: TRY400  a trace would tell no more
        except OSError:
            log.warning("There is no release on this machine's disk to start with.")
        else:
            with _first_answer:
                if not self._has_answered:  # it may have answered meanwhile, and knows better
                    _Here.edition, self.from_disk = kept, True
                    log.warning("Release %s is served from this machine's disk.", kept.number)

    def notice_silence(self) -> None:
        """Say once that a question has been left without an answer."""
        if not self.answering:
            self._note_away("The database does not answer.")

    def _note_away(self, what: str) -> None:
        if not self._away:
            self._away = True
            log.error("%s The last edition keeps being served.", what)

    def _note_answer(self) -> None:
        self._answered_at = time.monotonic()
        if self._away:
            self._away = False
            log.warning("The database answers again.")

    def _follow(self) -> None:
        while True:
            self._ask()
            self._asked_once.set()
            time.sleep(INTERVAL)

    def _ask(self) -> None:
        try:
            self._look()
        except Exception as error:  # noqa: BLE001  whatever goes wrong, this thread must go on asking
            self._note_away(f"The database can't be read: {error}.")
            with contextlib.suppress(Exception):
                connection.close()
        else:
            self._note_answer()
            if connection.vendor == "sqlite":
                connection.close()  # an open one would go on reading a file that was replaced
            self._keep_on_disk()

    def _keep_on_disk(self) -> None:
        if (edition := _Here.edition) is None or edition is self._kept:
            return
        self._kept = edition  # once is enough: a disk that is full is not tried twice a second
        try:
            last_good.keep(edition, settings.LAST_GOOD_RELEASE, demonstration=settings.DEMONSTRATION_ALLOWED)
        except Exception as error:  # noqa: BLE001  whatever goes wrong, this thread must go on asking
            log.error("Release %s can't be kept on this machine's disk: %s", edition.number, error)  # noqa: TRY400

    def _look(self) -> None:
        """Serve what is live, if that is not what was seen before."""
        started = Publication.objects.started().annotate(signed=Subquery(LATEST_APPROVAL))
        live = started.values_list("number", "release__digest", "signed").first()
        with _first_answer:
            self._has_answered = True
        if live == self._seen:
            return
        if self._seen == ():
            _look_at_protection()
        if live is None:
            log.warning("Nothing is published in the database.")
        else:
            self._swap()
        self._seen = live

    def _swap(self) -> None:
        """Serve the newest publication that may be served; one held already is kept instead of an older one.

        A withdrawal that can't be read ends the search: what came before it holds the
        form that somebody took away.
        """
        self.refused = ""
        for number, kind in Publication.objects.started().values_list("number", "kind"):
            try:
                _Here.edition = read(number=number)
            except Refusal as refusal:
                log.error("Publication %s is not served: %s", number, refusal)  # noqa: TRY400  a trace would tell no more
                self.refused = self.refused or f"Publication {number} is not served: {refusal}"
                if kind == PublicationKind.WITHDRAW:
                    self._forget_the_disk()
                if _Here.edition is not None or kind == PublicationKind.WITHDRAW:
                    return
            else:
                self.from_disk = False
                return

    def _forget_the_disk(self) -> None:
        """What was kept there holds a form that somebody took away since."""
        last_good.forget(settings.LAST_GOOD_RELEASE)
        if self.from_disk:
            _Here.edition, self.from_disk = None, False


def _look_at_protection() -> None:
    if unprotected := triggers.missing():
        log.critical(
            "The database would let rows of the record be changed: %s. Run `manage.py migrate`.",
            ", ".join(unprotected),
        )


class Refusal(ValueError):
    """A publication that this process does not serve."""


def read(*, number: int) -> Edition:
    """The Edition a Publication makes; raises `Refusal`."""
    publication = Publication.objects.select_related("release").get(number=number)
    lines = public_log.lines(up_to=publication)
    entry = lines[-1].published
    if not entry.approvals and not _may_go_unreviewed(publication):
        raise Refusal("no clinician has reviewed it, and this site does not serve such content.")
    try:
        content = publication.release.catalogue()
    except (Damaged, UnknownSchema) as error:
        raise Refusal(str(error)) from error
    return Edition(
        catalogue=content,
        number=publication.release.number,
        digest=publication.release.digest,
        publication=publication.number,
        published_at=publication.starts_at,
        kind=entry.kind,
        approvals=entry.approvals,
        log=tuple(line.published for line in reversed(lines)),
        meanings=_meanings(),
        changed_on=public_log.changed_on(lines),
        gone=public_log.gone(lines),
        data=bytes(publication.release.data),
    )


def _may_go_unreviewed(publication: Publication) -> bool:
    """Whether unreviewed content may be served here, or went live in an emergency as a whole or in part."""
    return settings.DEMONSTRATION_ALLOWED or review_is_due(origin_of(publication.release))


def _meanings() -> dict[int, dict[str, str]]:
    """What each question meant in every Release that was ever live."""
    published = Release.objects.filter(publications__isnull=False).distinct()
    return dict(published.values_list("number", "meanings"))
