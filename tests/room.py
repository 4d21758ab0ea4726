"""An editing room with people in it, for tests that need more than rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.contrib.auth.models import User

from content import edits, publishing, restore, review_sections, roles, standing
from content.catalogue import Catalogue, UnknownSchema
from content.models import Approval, Compound, Damaged, Publication, Release
from content.review_sections import Found, Section
from tests import factories as f
from tests.content.samples import everything


class Room:
    """One person for each role, and the steps they take.

    It opens with the content of `tests.content.samples`, which came with the software;
    nothing is released yet.
    """

    content: Callable[[], Catalogue] = staticmethod(everything)

    def __init__(self) -> None:
        with edits.recorded(by=None):
            restore.replace_all(self.content())
        self.editor = f.member(roles.EDITOR, username="editor")
        self.reviewer = f.member(roles.CLINICAL_REVIEWER, username="reviewer")
        self.publisher = f.member(roles.PUBLISHER, username="publisher")

    def demonstrate(self) -> Release:
        """Make what the rows say live, as on a new installation."""
        release = publishing.propose(note="The first.", by=self.editor)
        publishing.publish_demonstration(release=release)
        return release

    def rename(self, name: str, *, by: User | None = None, compound: str = "citrate") -> None:
        """Give a form another name, which is the change of most tests."""
        with edits.recorded(by=by or self.editor):
            Compound.objects.filter(slug=compound).update(name=name)

    def propose(self, name: str = "", *, by: User | None = None) -> Release:
        """Propose what the rows say, after the editor gave citrate another name if one is given."""
        if name:
            self.rename(name)
        return publishing.propose(note=f"It is called {name}." if name else "A change.", by=by or self.editor)

    def approve(
        self, release: Release, *, by: User | None = None, acknowledged: tuple[str, ...] = ()
    ) -> Approval:
        """Approve with everything ticked that the sections of the review page ask for."""
        return publishing.approve(
            release=release,
            by=by or self.reviewer,
            role="Clinical reviewer",
            statement="I have read it.",
            seen=publishing.Seen(
                compared_with=compared_with(release), acknowledged=(*asked(release), *acknowledged)
            ),
        )

    def publish(self, release: Release, *, starts_at: dt.datetime | None = None) -> Publication:
        return publishing.publish(release=release, by=self.publisher, starts_at=starts_at)

    def bring_live(self, name: str) -> Release:
        """A change, all the way: edited, proposed, approved and published."""
        release = self.propose(name)
        self.approve(release)
        self.publish(release)
        return release


def compared_with(release: Release) -> str:
    """The digest of what the review page of `release` compares it with."""
    base = standing.base_of(release)
    return base.release.digest if base is not None else ""


def asked(release: Release) -> tuple[str, ...]:
    """What the sections of its review page want to have been seen."""
    try:
        after = release.catalogue()
    except (Damaged, UnknownSchema):
        return ()
    base = standing.base_of(release)
    before = base.release.catalogue() if base is not None else None
    return tuple(
        it.slug for section in review_sections.sections() for it in _found(section, before, after).acknowledge
    )


def _found(section: Section, before: Catalogue | None, after: Catalogue) -> Found:
    """What the section finds once it has counted: each look waits for that, but not for a busy machine."""
    found = section.look(before, after)
    for _ in range(40):
        if found.ready:
            break
        found = section.look(before, after)
    return found
