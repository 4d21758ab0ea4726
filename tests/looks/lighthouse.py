"""`make lighthouse`: what Lighthouse says about the pages people meet most, as on a slow phone.

Lighthouse comes from npm into build/lighthouse/ and looks with the browser of the tests.
The pages behind a visitor's answers are kept out of search engines on purpose, so the one
audit that asks for the opposite is left out there, and nowhere else.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from tests.browser import QUIET, chromium  # noqa: E402 - Django must be ready first
from tests.journeys.guide import STORIES  # noqa: E402
from tests.looks.cookies import sealed  # noqa: E402
from tests.server import ROOT, Server, running_server  # noqa: E402

VERSION = "12.8.2"
HERE = ROOT / "build" / "lighthouse"
PROGRAM = HERE / "node_modules" / ".bin" / "lighthouse"
TRIES = 3
"""Whatever else runs on the machine costs points for performance, so a page may try again."""
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


@dataclass(frozen=True)
class Looked:
    """A page to look at. `private` ones are made from answers."""

    name: str
    path: str
    private: bool = False


PAGES = (
    Looked("home", "/"),
    Looked("question", "/guide/3/", private=True),
    Looked("result", "/guide/result/", private=True),
    Looked("form", "/forms/glycinate/"),
    Looked("compare", "/compare/?form=oxide&form=citrate&form=glycinate"),
    Looked("food", "/food/"),
)


def install() -> None:
    if PROGRAM.exists():
        return
    if not shutil.which("npm"):
        raise SystemExit("Lighthouse needs Node and npm. Install them and try again.")
    HERE.mkdir(parents=True, exist_ok=True)
    say(f"Installing Lighthouse {VERSION} into {HERE.relative_to(ROOT)}")
    options = ["--prefix", str(HERE), "--no-audit", "--no-fund", "--ignore-scripts"]
    subprocess.run(
        ["npm", "install", *options, f"lighthouse@{VERSION}"], check=True, stdout=subprocess.DEVNULL
    )


def look(server: Server, page: Looked) -> Mapping[str, object]:
    report = HERE / f"{page.name}.json"
    flags = ["--headless=new", *QUIET] + (["--no-sandbox"] if os.geteuid() == 0 else [])
    command = [
        str(PROGRAM),
        f"{server.url}{page.path}",
        "--quiet",
        "--output=json",
        f"--output-path={report}",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={' '.join(flags)}",
    ]
    if page.private:
        cookie = sealed(server, STORIES["sleeps badly, touchy stomach"])
        command += [
            "--skip-audits=is-crawlable",
            f"--extra-headers={json.dumps({'Cookie': f'answers={cookie}'})}",
        ]
    surroundings = {**os.environ, "CHROME_PATH": chromium() or ""}
    subprocess.run(command, check=True, env=surroundings)
    found: Mapping[str, object] = json.loads(report.read_text("utf-8"))
    return found


def tell(page: Looked, found: Mapping[str, object]) -> bool:
    """Print a line of scores and what keeps any from 100; whether all are."""
    categories, audits = found["categories"], found["audits"]
    assert isinstance(categories, dict)
    assert isinstance(audits, dict)
    scores = {name: round(100 * categories[name]["score"]) for name in CATEGORIES}
    shift = audits["cumulative-layout-shift"]["numericValue"]
    line = "  ".join(f"{name} {score}" for name, score in scores.items())
    say(f"{page.name:9} {line}  layout shift {shift:.3f}")
    for name in CATEGORIES:
        for part in categories[name]["auditRefs"]:
            audit = audits[part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 1:
                why = audit.get("displayValue") or audit["title"]
                say(f"          {audit['score']:.2f} {part['id']}: {why}")
    return all(score == 100 for score in scores.values())


def say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def main(names: list[str]) -> None:
    install()
    pages = [page for page in PAGES if not names or page.name in names]
    with tempfile.TemporaryDirectory() as state, running_server(Path(state)) as server:
        fine = [any(tell(page, look(server, page)) for _ in range(TRIES)) for page in pages]
    raise SystemExit(0 if all(fine) else 1)


if __name__ == "__main__":
    main(sys.argv[1:])
