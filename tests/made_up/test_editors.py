"""Editors, reviewers and publishers who do anything in any order."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from content import edits, live, public_log, publishing, standing
from content.edition import PublicationKind
from content.models import Compound, Publication, Release
from content.roles import CLINICAL_REVIEWER
from tests import factories as f
from tests.made_up.trying import Tried, as_many_as, counted
from tests.room import Room

PEOPLE = ("editor", "reviewer", "publisher", "second reviewer", "superuser")
anybody = st.sampled_from(PEOPLE)
numbers = st.sampled_from([0, 0, 0, 0, 1, 2])
"""How many releases back from the newest one that fits; most acts are about that one."""


def mostly(*may: str) -> st.SearchStrategy[str]:
    """Often somebody who may, so that days get somewhere; as often anybody at all."""
    return st.sampled_from(may) | anybody


NAMES = ("One name", "Another name", "A third name")


class Day(RuleBasedStateMachine):
    """One day in an editing room that opens with its first release live."""

    tried = Tried()
    room: Room

    @initialize()
    def begin(self) -> None:
        self.tried.examples += 1
        self.looked_at: set[int] = set()
        self.undone = transaction.atomic()
        self.undone.__enter__()

    @rule(who=mostly("editor"), name=st.sampled_from(NAMES))
    def edit(self, who: str, name: str) -> None:
        with edits.recorded(by=self._person(who)):
            Compound.objects.filter(slug="citrate").update(name=name)

    @rule(who=mostly("editor"), name=st.sampled_from(NAMES))
    def edit_and_propose(self, who: str, name: str) -> None:
        self.edit(who, name)
        self.propose(who)

    @rule(who=mostly("editor"))
    def propose(self, who: str) -> None:
        self._try(lambda: publishing.propose(note="A change.", by=self._person(who)))

    @rule(who=mostly("reviewer", "second reviewer"), number=numbers)
    def approve(self, who: str, number: int) -> None:
        if release := self._release(number):
            self._try(lambda: self.room.approve(release, by=self._person(who)))

    @rule(who=mostly("reviewer", "second reviewer"), number=numbers)
    def send_back(self, who: str, number: int) -> None:
        if release := self._release(number):
            self._try(lambda: publishing.send_back(release=release, by=self._person(who), statement="No."))

    @rule(who=mostly("publisher"), number=numbers, later=st.booleans())
    def publish(self, who: str, number: int, *, later: bool) -> None:
        if release := self._release(number):
            starts_at = timezone.now() + dt.timedelta(hours=1) if later else None
            self._try(lambda: publishing.publish(release=release, by=self._person(who), starts_at=starts_at))

    @rule(
        author=mostly("editor"),
        reviewer=mostly("reviewer"),
        publisher=mostly("publisher"),
        name=st.sampled_from(NAMES),
    )
    def all_the_way(self, author: str, reviewer: str, publisher: str, name: str) -> None:
        self.edit_and_propose(author, name)
        self.approve(reviewer, 0)
        self.publish(publisher, 0, later=False)

    @rule(who=mostly("publisher"))
    def cancel(self, who: str) -> None:
        if plan := standing.pending_plan():
            self._try(lambda: publishing.cancel(publication=plan, by=self._person(who), reason="No."))

    @rule(who=mostly("publisher"), number=numbers)
    def publish_in_emergency(self, who: str, number: int) -> None:
        if release := self._release(number):
            self._try(
                lambda: publishing.publish_in_emergency(release=release, by=self._person(who), reason="Now.")
            )

    @rule(who=mostly("publisher"), form=st.sampled_from(["citrate", "skin"]))
    def withdraw(self, who: str, form: str) -> None:
        self._try(lambda: publishing.withdraw(compound=form, by=self._person(who), reason="A finding."))

    @rule(who=mostly("publisher"), number=numbers)
    def roll_back(self, who: str, number: int) -> None:
        if release := self._release(number, published=True):
            self._try(lambda: publishing.roll_back(release=release, by=self._person(who), reason="Again."))

    @invariant()
    def an_ordinary_publication_rests_on_somebody_elses_approval(self) -> None:
        """Publications never change, so each is looked at once."""
        new = Publication.objects.filter(kind=PublicationKind.PUBLISH).exclude(number__in=self.looked_at)
        for publication in new:
            self.looked_at.add(publication.number)
            approval = publication.approval
            assert approval is not None
            assert approval.release_id == publication.release_id
            assert approval.by.is_superuser or approval.by.groups.filter(name=CLINICAL_REVIEWER).exists()
            authors = {
                author for some in standing.authors_of(publication.release).values() for author in some
            }
            assert approval.by not in authors
            assert approval.by != publication.release.created_by
            assert not publication.release.returns.exists()

    @invariant()
    def what_was_withdrawn_stays_away(self) -> None:
        if publication := publishing.live_publication():
            shown = publication.release.catalogue().compound_of
            assert not set(standing.withdrawn_now()) & set(shown)

    @invariant()
    def what_is_live_can_be_served_and_stands_last_in_the_public_log(self) -> None:
        if publication := publishing.live_publication():
            edition = live.read(number=publication.number)
            assert edition.digest == publication.release.digest
            assert edition.log[0].number == publication.release.number
            assert public_log.lines(up_to=publication)[-1].published.kind == publication.kind

    @invariant()
    def numbers_follow_each_other(self) -> None:
        for model in (Publication, Release):
            found = sorted(model._default_manager.values_list("number", flat=True))
            assert found == list(range(1, len(found) + 1))

    def teardown(self) -> None:
        if hasattr(self, "undone"):
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)

    def _person(self, who: str) -> User:
        return User.objects.get(username=who)

    @staticmethod
    def _release(number: int, *, published: bool = False) -> Release | None:
        """Of those that were live before, or of those that never were; of all, if it is far back."""
        found = Release.objects.order_by("-number")
        if number < 2:
            found = found.filter(publications__isnull=not published).distinct()
        return found[number : number + 1].first()

    def _try(self, act: Callable[[], object]) -> None:
        self.tried.steps += 1
        with contextlib.suppress(publishing.Refused):
            act()
            self.tried.allowed += 1


@pytest.mark.django_db
def test_whatever_editors_do_nobody_reads_what_was_not_approved() -> None:
    room = Room()
    f.member(CLINICAL_REVIEWER, username="second reviewer")
    f.UserFactory.create(username="superuser", is_superuser=True)
    first = room.propose()
    room.approve(first)
    room.publish(first)
    Day.room = room
    with counted() as tried:
        Day.tried = tried
        run_state_machine_as_test(Day, settings=as_many_as(3, steps=20))
