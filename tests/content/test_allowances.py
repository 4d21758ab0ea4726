from __future__ import annotations

import pytest
from django.utils import timezone

from content import allowances, publishing, release_checks, restore, snapshot
from content.models import Allowance, Compound, Release, Unchangeable
from content.release_checks import Problem
from tests import factories as f
from tests.content.samples import everything

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def rows() -> None:
    """Content with one sentence that blocks."""
    restore.replace_all(everything())
    Compound.objects.filter(slug="citrate").update(summary="It cures migraine.")


def _blocking() -> list[Problem]:
    problems = release_checks.run(snapshot.freeze(), today=timezone.localdate())
    return allowances.blocking(problems)


def test_a_problem_let_pass_no_longer_blocks_and_its_reason_is_kept() -> None:
    (problem,) = _blocking()
    editor = f.UserFactory.create()
    allowances.allow(problem=problem, reason="It quotes a label.", by=editor)
    assert _blocking() == []
    row = allowances.in_force()[problem.fingerprint]
    assert (row.reason, row.by, row.message) == ("It quotes a label.", editor, problem.message)


def test_other_words_are_another_problem() -> None:
    (problem,) = _blocking()
    allowances.allow(problem=problem, reason="It quotes a label.", by=f.UserFactory.create())
    Compound.objects.filter(slug="citrate").update(summary="It cures every migraine.")
    assert [found.check.slug for found in _blocking()] == ["promise-to-heal"]


def test_what_was_let_pass_can_be_taken_back_and_given_again() -> None:
    (problem,) = _blocking()
    editor = f.UserFactory.create()
    allowances.allow(problem=problem, reason="It quotes a label.", by=editor)
    allowances.take_back(problem=problem, reason="The label has changed.", by=editor)
    assert _blocking() == [problem]
    allowances.allow(problem=problem, reason="It changed again.", by=editor)
    assert _blocking() == []
    assert Allowance.objects.count() == 3


def test_letting_pass_needs_a_reason() -> None:
    (problem,) = _blocking()
    with pytest.raises(allowances.NotAllowed, match="Say why"):
        allowances.allow(problem=problem, reason=" ", by=f.UserFactory.create())


def test_some_problems_can_not_be_let_pass() -> None:
    Compound.objects.filter(slug="citrate").update(summary="Plain.", risks="")
    (problem,) = _blocking()
    with pytest.raises(allowances.NotAllowed, match="has to be mended"):
        allowances.allow(problem=problem, reason="Never mind.", by=f.UserFactory.create())


def test_the_record_of_what_was_let_pass_does_not_change() -> None:
    row = allowances.allow(problem=_blocking()[0], reason="It quotes a label.", by=f.UserFactory.create())
    row.reason = "Another reason."
    with pytest.raises(Unchangeable):
        row.save()
    with pytest.raises(Unchangeable):
        row.delete()


def test_a_proposal_is_refused_for_what_blocks_and_goes_through_once_it_is_let_pass() -> None:
    with pytest.raises(publishing.Refused, match=r"“cures” in: “It cures migraine\.”"):
        publishing.propose(note="A promise.", by=None)
    assert not Release.objects.exists()
    allowances.allow(problem=_blocking()[0], reason="It quotes a label.", by=f.UserFactory.create())
    assert publishing.propose(note="A promise.", by=None).number == 1
