"""The shell scripts behind `make`, run in a copy of the project that holds them alone."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.server import ROOT

SOMETHING = f"something==1.0 --hash=sha256:{'0' * 64}\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "bin").mkdir()
    for name in ("setup", "browser"):
        shutil.copy(ROOT / "bin" / name, tmp_path / "bin" / name)
    (tmp_path / "requirements.lock").write_text("")
    return tmp_path


def run(project: Path, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=project,
        env={"PATH": "/usr/bin:/bin"} | variables,
        capture_output=True,
        text=True,
        check=False,
    )


def program(path: Path, script: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def refusal(result: subprocess.CompletedProcess[str]) -> str:
    """What a refused command said: one line, and no traceback."""
    assert result.returncode != 0
    assert "Traceback" not in result.stdout + result.stderr
    assert result.stderr.count("\n") == 1
    return result.stderr


@pytest.mark.parametrize("answer", ["exit 1", "exit 127"], ids=["too old", "broken"])
def test_without_a_suitable_python_setup_says_what_to_install(project: Path, answer: str) -> None:
    python = program(project / "python-of-old", answer)

    result = run(project, "bin/setup", "requirements.lock", PYTHON=str(python))

    assert "Python 3.11 or newer is needed and was not found. Install it" in refusal(result)
    assert not (project / ".venv").exists()


def test_packages_that_cannot_be_fetched_are_explained_in_a_sentence(project: Path) -> None:
    program(project / ".venv/bin/python", 'case "$1" in -m) echo "no network"; exit 1 ;; esac')

    result = run(project, "bin/setup", "requirements.lock")

    assert "The packages could not be installed. Is this machine online?" in refusal(result)
    assert (project / ".venv/install.log").read_text() == "no network\n"


def test_packages_are_installed_once_for_each_content_of_the_lock(project: Path) -> None:
    program(project / ".venv/bin/python", f'echo "$@" >> {project}/calls')
    lock = project / "requirements.lock"

    for content in ("", "", SOMETHING):
        lock.write_text(content)
        assert run(project, "bin/setup", "requirements.lock").returncode == 0

    installations = [line for line in (project / "calls").read_text().splitlines() if "pip install" in line]
    assert len(installations) == 2
    assert all("--require-hashes" in line for line in installations)


def test_what_is_installed_for_work_is_enough_to_run(project: Path) -> None:
    program(project / ".venv/bin/python", f'echo "$@" >> {project}/calls')
    (project / "requirements-dev.lock").write_text(SOMETHING)

    run(project, "bin/setup", "requirements-dev.lock")
    (project / "calls").unlink()
    run(project, "bin/setup", "requirements.lock")

    assert not (project / "calls").exists()


def test_a_browser_that_was_named_is_taken(project: Path) -> None:
    chromium = program(project / "chromium", "exit 0")

    assert run(project, "bin/browser", CHROMIUM=str(chromium)).returncode == 0


def test_a_browser_that_was_named_and_is_not_there_is_refused(project: Path) -> None:
    result = run(project, "bin/browser", CHROMIUM="/nowhere/chromium")

    assert (
        refusal(result) == "CHROMIUM is /nowhere/chromium, and no program is there. Correct it or unset it.\n"
    )
