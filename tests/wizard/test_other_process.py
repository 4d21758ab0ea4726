"""Work in a process of its own: sent there, reported on, and brought back."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest

from wizard.background import Done, Worker
from wizard.coverage import axes, both_sides, coverage
from wizard.engine.answers import Answers
from wizard.impact.comparing import impact_counted
from wizard.other_process import POLITENESS, OtherProcess, Report, WorkFailed
from wizard.result_kinds import result_kinds


def unheard(share: float) -> None:
    pass


@pytest.fixture
def other() -> Iterator[OtherProcess]:
    other = OtherProcess()
    yield other
    other.end()


def identity(report: Report) -> tuple[int, int]:
    return os.getpid(), os.nice(0)


def half(report: Report) -> str:
    report(0.5)
    print("This is no result.")  # noqa: T201
    return "made"


def fail(report: Report) -> None:
    raise ValueError("no such luck")


def make_what_stays(report: Report) -> Any:
    return lambda: None


def die(report: Report) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def write_nonsense(report: Report) -> None:
    os.write(1, b"nonsense")


def modules(report: Report) -> set[str]:
    return {name.partition(".")[0] for name in sys.modules}


def answers(report: Report) -> Answers:
    return Answers({"goals": ["sleep", "calm"]})


def test_work_is_done_by_one_other_process_which_lets_others_go_first(other: OtherProcess) -> None:
    process, niceness = other.do(identity, unheard)
    assert process != os.getpid()
    assert niceness == min(os.nice(0) + POLITENESS, 19)
    assert other.do(identity, unheard)[0] == process


def test_reports_come_while_the_work_goes_on(other: OtherProcess) -> None:
    heard: list[float] = []
    assert other.do(half, heard.append) == "made"
    assert heard == [0.5]


@pytest.mark.parametrize(
    ("work", "said"),
    [
        (fail, "ValueError: no such luck"),
        (make_what_stays, "pickle"),
        (die, "has ended"),
        (write_nonsense, "has ended"),
    ],
    ids=["it fails", "its result can not be sent", "its process is killed", "its pipe is spoilt"],
)
def test_work_that_fails_says_why_and_the_next_is_done(other: OtherProcess, work: Any, said: str) -> None:
    with pytest.raises(WorkFailed, match=said):
        other.do(work, unheard)
    assert other.do(half, unheard) == "made"


def test_the_process_ends_when_it_is_let_go_and_starts_anew(other: OtherProcess) -> None:
    first, _ = other.do(identity, unheard)
    other.end()
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)
    assert other.do(identity, unheard)[0] != first


def test_answers_come_back_as_they_were(other: OtherProcess) -> None:
    assert other.do(answers, unheard) == answers(unheard)


def test_what_reviewers_wait_for_is_counted_there_without_django(other: OtherProcess) -> None:
    from tests.wizard.test_impact import SITE, with_claim  # it needs Django, this module must not

    after = with_claim(0, statement="Other words")
    for work in (
        partial(impact_counted, SITE, after),
        partial(result_kinds, SITE),
        partial(coverage, SITE, axes(SITE)[0].slug),
        partial(both_sides, SITE, after),
    ):
        assert other.do(work, unheard) == work(unheard)
    assert "django" not in other.do(modules, unheard)


def test_the_worker_of_a_site_has_such_a_process() -> None:
    made = Worker(idle=0.1).work("who", identity, patience=60)
    assert isinstance(made, Done)
    assert made.result[0] != os.getpid()
