"""The review page of one Release: everything a reviewer needs, in words, on one page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext as _

from content import checked, diff, documents, review_sections, standing, words
from content.catalogue import Catalogue
from content.desk import differences, found, held, names, sources
from content.desk.places import Places
from content.models import Publication, Release, Return
from content.release_checks import Problem
from content.review_sections import Acknowledgement, Section


@dataclass(frozen=True, kw_only=True, slots=True)
class CommentShown:
    """A remark on one change; `anchor` is where the change stands on the page."""

    anchor: str
    title: str
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ReturnShown:
    """Why a reviewer sent the Release back."""

    by: str
    at: dt.datetime
    statement: str
    comments: tuple[CommentShown, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SectionShown:
    """A part of the page that others brought."""

    slug: str
    title: str
    html: SafeString
    acknowledge: tuple[Acknowledgement, ...]
    ready: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Review:
    """What the page says.

    `base_digest` is that of the Release it compares with, empty where there is none; then
    `contents` counts the records instead.
    """

    note: str
    standing: str
    proposed_by: str
    proposed_at: dt.datetime
    base_digest: str
    compared_with: str
    is_first: bool
    contents: tuple[str, ...]
    difference: differences.Difference
    returns: tuple[ReturnShown, ...]
    held: tuple[held.HeldShown, ...]
    back: tuple[Acknowledgement, ...]
    findings: found.Findings
    sections: tuple[SectionShown, ...]
    sources: sources.SourcesTouched

    @property
    def asked(self) -> tuple[Acknowledgement, ...]:
        """Everything a reviewer has to say they have seen before they approve."""
        return (*self.back, *(asking for section in self.sections for asking in section.acknowledge))

    @property
    def unready(self) -> tuple[str, ...]:
        """The sections that are still counting."""
        return tuple(section.title for section in self.sections if not section.ready)


def review(
    request: HttpRequest,
    release: Release,
    *,
    places: Places | None = None,
    comments: Mapping[str, str] = differences.NOTHING,
) -> Review:
    """The review page of `release`; `places` lets records and problems lead to their screens."""
    base = standing.base_of(release)
    before, after = (base.release.catalogue() if base else None), release.catalogue()
    titles = names.Titles(before, after)
    changes = diff.compare(before, after)
    return Review(
        note=release.note,
        standing=standing.standing_of(release).label,
        proposed_by=names.person(release.created_by),
        proposed_at=release.created_at,
        base_digest=digest_of(base),
        compared_with=compared_with(base),
        is_first=before is None,
        contents=contents(after),
        difference=differences.shown(
            changes, titles, authors=standing.authors_of(release), comments=comments, places=places
        ),
        returns=tuple(_returned(sent, titles) for sent in release.returns.select_related("by")),
        held=held.within(release, titles),
        back=tuple(_coming_back(slug, titles) for slug in standing.brings_back(release)),
        findings=found.sort_out(
            _problems(after), live=_problems(before), passed=_passed(release), titles=titles, places=places
        ),
        sections=tuple(_section(part, request, before, after) for part in review_sections.sections()),
        sources=sources.touched(changes, before, after, titles),
    )


def digest_of(base: Publication | None) -> str:
    return base.release.digest if base is not None else ""


def compared_with(base: Publication | None) -> str:
    """The Release on the other side, in words."""
    if base is None:
        return _("Nothing: no reviewed release is live yet.")
    return _("Release %(number)s, which went live on %(at)s UTC.") % {
        "number": base.release.number,
        "at": words.moment(base.starts_at),
    }


def contents(content: Catalogue) -> tuple[str, ...]:
    """How many records of each kind there are: “Goals: 12”."""
    parts = ((kind, getattr(content, kind)) for kind in documents.KINDS if kind not in documents.SINGLE)
    return tuple(f"{names.kinds(kind)}: {len(part)}" for kind, part in parts if part)


def _problems(content: Catalogue | None) -> tuple[Problem, ...]:
    return checked.problems(content, today=timezone.localdate()) if content is not None else ()


def _passed(release: Release) -> Mapping[str, found.Passed]:
    return {
        told["fingerprint"]: found.Passed(reason=told["reason"], by=told["by"]) for told in release.allowances
    }


def _section(part: Section, request: HttpRequest, before: Catalogue | None, after: Catalogue) -> SectionShown:
    found = part.look(before, after)
    return SectionShown(
        slug=part.slug,
        title=part.title,
        html=found.show(request),
        acknowledge=found.acknowledge,
        ready=found.ready,
    )


def _coming_back(slug: str, titles: names.Titles) -> Acknowledgement:
    name = titles.of("compounds", slug)
    return Acknowledgement(
        standing.back(slug), _("%(form)s was withdrawn. It may come back.") % {"form": name}
    )


def _returned(sent: Return, titles: names.Titles) -> ReturnShown:
    return ReturnShown(
        by=names.person(sent.by),
        at=sent.at,
        statement=sent.statement,
        comments=tuple(_comment(place, words, titles) for place, words in sent.comments.items()),
    )


def _comment(place: str, words: str, titles: names.Titles) -> CommentShown:
    kind, _, name = place.partition("/")
    return CommentShown(anchor=slugify(f"{kind} {name}"), title=titles.of(kind, name), words=words)
