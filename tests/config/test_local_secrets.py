from __future__ import annotations

import threading
from pathlib import Path

from config.local_secrets import made_once


def test_a_secret_is_made_once(tmp_path: Path) -> None:
    secrets = iter(["first", "second"])

    made = [made_once(tmp_path / "deep" / "secret", lambda: next(secrets)) for _ in range(2)]

    assert made == ["first", "first"]


def test_no_draft_is_left_behind(tmp_path: Path) -> None:
    made_once(tmp_path / "secret", lambda: "text")

    assert [path.name for path in tmp_path.iterdir()] == ["secret"]


def test_two_that_start_together_agree(tmp_path: Path) -> None:
    together = threading.Barrier(2)
    seen: list[str] = []

    def start(name: str) -> None:
        def make() -> str:
            together.wait()
            return name

        seen.append(made_once(tmp_path / "secret", make))

    threads = [threading.Thread(target=start, args=(name,)) for name in ("one", "other")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(seen) == 2
    assert len(set(seen)) == 1
