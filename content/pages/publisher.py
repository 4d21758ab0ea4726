"""Who publishes this: about, privacy, accessibility, and the public log of releases."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from content import words
from content.catalogue import Catalogue, Prose
from content.edition import Edition, PublicationKind, Published, SignOff
from content.pages.links import Link


@dataclass(frozen=True, slots=True)
class Part:
    anchor: str
    title: str
    body: Prose


@dataclass(frozen=True, kw_only=True, slots=True)
class PublisherPage:
    """`formats` are other ways to read the guide, on the page that tells about it."""

    title: str
    description: str
    parts: tuple[Part, ...]
    formats: tuple[Link, ...] = ()


def about_page(catalogue: Catalogue) -> PublisherPage:
    publisher = catalogue.publisher
    return PublisherPage(
        title=_("About this guide"),
        description=_(
            "Who publishes this guide and why, who pays for it, and how its content is made and reviewed."
        ),
        parts=(
            Part("who", _("Who publishes this"), publisher.who),
            Part("need", _("The need it meets"), publisher.need),
            Part("funding", _("Funding and conflicts of interest"), publisher.funding),
            Part("making", _("How the content is made"), publisher.making),
            Part("updates", _("How it is kept up to date"), publisher.updates),
            Part("testing", _("How it was tested"), publisher.testing),
            Part("feedback", _("Tell us about a mistake"), publisher.feedback),
        ),
        formats=(
            Link(_("Your result on one page, to print for a pharmacist"), reverse("wizard:start")),
            Link(_("All content as one file, with a schema (JSON)"), reverse("content:data")),
            Link(_("Every change, for feed readers (Atom)"), reverse("content:changes_feed")),
        ),
    )


def privacy_page(catalogue: Catalogue) -> PublisherPage:
    return PublisherPage(
        title=_("Your privacy"),
        description=_(
            "What this guide keeps about you: one encrypted cookie in your own browser, and nothing else."
        ),
        parts=(Part("answers", _("Your answers stay with you"), catalogue.publisher.privacy),),
    )


def accessibility_page(catalogue: Catalogue) -> PublisherPage:
    return PublisherPage(
        title=_("Accessibility"),
        description=_("What this guide does so that everybody can use it, and what has not been tested."),
        parts=(Part("aims", _("What we aim at, and how far we are"), catalogue.publisher.accessibility),),
    )


# The public log -----------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One line of the log. An emergency keeps its mark for ever, also once it was reviewed."""

    title: str
    date: str
    datetime: str
    kind: str
    is_emergency: bool
    note: str
    reason: str
    approvals: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangesPage:
    title: str
    description: str
    release: str
    digest: str
    entries: tuple[Entry, ...]


def changes_page(edition: Edition) -> ChangesPage:
    return ChangesPage(
        title=_("Changes"),
        description=_("Every release of this guide: when it went live, why, and who approved it."),
        release=words.release_line(edition),
        digest=edition.digest,
        entries=tuple(_entry(published) for published in edition.log),
    )


def _entry(published: Published) -> Entry:
    is_emergency = published.kind is PublicationKind.EMERGENCY
    return Entry(
        title=_("Release %s") % published.number,
        date=words.date(published.at),
        datetime=published.at.isoformat(),
        kind=words.publication_kind(published.kind),
        is_emergency=is_emergency,
        note=published.note,
        reason=published.reason,
        approvals=tuple(_approved(approval, afterwards=is_emergency) for approval in published.approvals)
        or (str(words.NOT_REVIEWED),),
    )


def _approved(approval: SignOff, *, afterwards: bool) -> str:
    said = (
        _("Reviewed afterwards and approved by %(name)s, %(role)s, on %(date)s")
        if afterwards
        else _("Approved by %(name)s, %(role)s, on %(date)s")
    )
    return said % {"name": approval.by, "role": approval.role, "date": words.date(approval.at)}
