"""Work beside the requests: begun once, reported, kept for a while."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from wizard import background
from wizard.background import Done, Failed, Report, Running

LONG = 60.0
"""Seconds in which anything short is done, even on a busy machine."""


class Here:
    """A helper in the same process, for tests that meet the work half way."""

    def do(self, make: Callable[[Report], Any], report: Report) -> Any:
        return make(report)

    def end(self) -> None:
        pass


Worker = partial(background.Worker, helper=Here)


def test_short_work_is_done_at_once() -> None:
    assert Worker().work("sum", lambda report: 1 + 1, patience=LONG) == Done(2)


def test_long_work_says_how_far_it_is_and_then_what_it_made() -> None:
    worker = Worker()
    half_way, go_on = threading.Event(), threading.Event()

    def slow(report: Report) -> str:
        report(0.5)
        half_way.set()
        go_on.wait(LONG)
        return "made"

    worker.work("slow", slow)
    assert half_way.wait(LONG)
    progress = worker.work("slow", slow)
    assert isinstance(progress, Running)
    assert progress.percent == 50
    go_on.set()
    assert worker.work("slow", slow, patience=LONG) == Done("made")


def test_the_same_work_is_done_once() -> None:
    worker = Worker()
    made: list[str] = []
    for _ in range(3):
        worker.work("once", lambda report: made.append("again"), patience=LONG)
    assert made == ["again"]


def test_failed_work_says_so_and_can_be_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    worker = Worker()

    def fail(report: Report) -> None:
        raise ValueError("no such luck")

    with caplog.at_level(logging.CRITICAL, logger="wizard.background"):
        assert worker.work("work", fail, patience=LONG) == Failed()
    assert worker.work("work", lambda report: "made", patience=LONG) == Done("made")


def test_only_the_last_results_asked_for_are_kept() -> None:
    worker = Worker(kept=2)
    made: list[str] = []

    def ask(key: str) -> None:
        worker.work(key, lambda report: made.append(key), patience=LONG)

    for key in ("a", "b", "a", "c", "a", "b"):
        ask(key)
    assert made == ["a", "b", "c", "b"]


def test_work_nobody_can_ask_for_any_more_is_not_begun() -> None:
    worker = Worker(kept=1)
    go_on = threading.Event()
    made: list[str] = []
    worker.work("first", lambda report: go_on.wait(LONG))
    worker.work("second", lambda report: made.append("second"))
    worker.work("third", lambda report: made.append("third"))
    go_on.set()
    worker.work("third", lambda report: made.append("third"), patience=LONG)
    assert made == ["third"]


def test_a_share_stays_between_nothing_and_everything() -> None:
    worker = Worker()
    told, go_on = threading.Event(), threading.Event()

    def boast(report: Report) -> None:
        report(1.5)
        told.set()
        go_on.wait(LONG)

    worker.work("boast", boast)
    assert told.wait(LONG)
    assert worker.work("boast", boast) == Running(1.0)
    go_on.set()


class Counted(Here):
    """Counts how often it was let go."""

    def __init__(self) -> None:
        self.ended = threading.Event()

    def end(self) -> None:
        self.ended.set()


def test_a_helper_with_nothing_to_do_is_let_go_and_comes_back() -> None:
    helper = Counted()
    worker = background.Worker(idle=0.01, helper=lambda: helper)
    worker.work("first", lambda report: "made", patience=LONG)
    assert helper.ended.wait(LONG)
    assert worker.work("second", lambda report: "made", patience=LONG) == Done("made")
