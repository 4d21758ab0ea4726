"""`make shots`: a picture of every state, width and colour, and sheets to look at them on.

The pictures go to build/shots/, with index.html over all of them. Each sheet puts the
same state side by side, so that a difference between light and dark is seen at once.
ARGS="result- home-" takes only the states whose names hold one of the words.
"""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from html import escape
from itertools import groupby, islice
from pathlib import Path
from typing import Literal

import django
from playwright.sync_api import Browser, Page, sync_playwright

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from tests.browser import QUIET, chromium  # noqa: E402 - Django must be ready first
from tests.looks.states import STATES, Sites, State  # noqa: E402
from tests.server import ROOT, Server, environment, running_server, unused_port, wait_until_up  # noqa: E402

PICTURES = ROOT / "build" / "shots"
TALLEST = 16_000
"""Pixels of a page that Chromium can still put into one picture."""


@dataclass(frozen=True)
class Mode:
    """A way to see a page. `text` is the size of its letters in percent; `mirrored` reads from the right."""

    name: str
    width: int
    colours: Literal["light", "dark"] = "light"
    forced: bool = False
    printed: bool = False
    text: int = 100
    mirrored: bool = False


MODES = (
    Mode("360-light", 360),
    Mode("360-dark", 360, "dark"),
    Mode("1280-light", 1280),
    Mode("1280-dark", 1280, "dark"),
)
MORE_MODES = (
    Mode("320", 320),
    Mode("768", 768),
    Mode("1920", 1920),
    Mode("forced-colours", 1280, "dark", forced=True),
    Mode("print", 794, printed=True),
    Mode("text-200", 360, text=200),
    Mode("mirrored", 360, mirrored=True),
)
SEEN_IN_EVERY_WAY = {
    "home-page",
    "guide-goals",
    "result-two-goals",
    "result-withheld",
    "read-compare",
    "read-food",
}


def take(page: Page, state: State, mode: Mode) -> None:
    page.set_viewport_size({"width": mode.width, "height": 900})
    page.emulate_media(
        color_scheme=mode.colours,
        forced_colors="active" if mode.forced else "none",
        media="print" if mode.printed else "screen",
    )
    page.wait_for_load_state("networkidle")
    page.evaluate(f"document.documentElement.style.fontSize = '{mode.text * 1.0625}%'")
    page.evaluate(f"document.documentElement.dir = '{'rtl' if mode.mirrored else 'ltr'}'")
    page.wait_for_timeout(50)
    height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
    page.screenshot(
        path=PICTURES / f"{state.name}.{mode.name}.png",
        full_page=True,
        animations="disabled",
        clip={"x": 0, "y": 0, "width": mode.width, "height": height},
    )


def modes_of(state: State) -> tuple[Mode, ...]:
    return MODES + MORE_MODES if state.name in SEEN_IN_EVERY_WAY else MODES


def take_all(browser: Browser, sites: Sites, states: tuple[State, ...]) -> None:
    for state in states:
        context = browser.new_context(base_url=sites.filled.url, viewport={"width": 1280, "height": 900})
        context.set_default_timeout(60_000)
        page = context.new_page()
        state.show(page, sites)
        for mode in modes_of(state):
            take(page, state, mode)
        context.close()
        say(f"{state.name}: {state.words}")


# Sheets -----------------------------------------------------------------------------------

STYLE = """
    body { font: 14px system-ui, sans-serif; margin: 16px; background: #bbb; color: #000; }
    h1 { font-size: 22px; } h2 { font-size: 15px; margin: 12px 0 4px; }
    .row { display: flex; gap: 10px; align-items: start; flex-wrap: wrap; }
    figure { margin: 0; } figcaption { font-size: 11px; }
    img { display: block; object-fit: cover; object-position: top; height: 560px; }
    .narrow img { width: 224px; } .wide img { width: 780px; }
"""
ON_ONE_SHEET = 4


def sheet(title: str, states: Sequence[State], modes: Callable[[State], Sequence[Mode]]) -> str:
    rows = "".join(
        f"<h2>{escape(state.words)} <small>{state.name}</small></h2><div class=row>"
        + "".join(figure(state, mode) for mode in modes(state))
        + "</div>"
        for state in states
    )
    return (
        f"<!doctype html><meta charset=utf-8><title>{title}</title>"
        f"<style>{STYLE}</style><h1>{escape(title)}</h1>{rows}"
    )


def figure(state: State, mode: Mode) -> str:
    picture = f"{state.name}.{mode.name}.png"
    kind = "narrow" if mode.width < 700 else "wide"
    return (
        f"<figure class={kind}><figcaption>{mode.name}</figcaption>"
        f"<a href={picture}><img src={picture} alt=''></a></figure>"
    )


def lay_out(browser: Browser, states: Sequence[State]) -> None:
    """One page over everything, and pictures of what stands on a first screen in light and dark."""
    (PICTURES / "index.html").write_text(sheet("Every state", states, modes_of), "utf-8")
    for name, group in groupby(states, key=lambda state: state.sheet):
        for number, some in enumerate(batched(group, ON_ONE_SHEET), 1):
            page = browser.new_page(viewport={"width": 2080, "height": 900})
            there = PICTURES / f"sheet-{name}-{number}.html"
            there.write_text(sheet(f"{name} {number}", some, lambda _: MODES), "utf-8")
            page.goto(there.as_uri())
            page.screenshot(path=there.with_suffix(".png"), full_page=True)
            page.close()


def batched(states: Iterable[State], size: int) -> Iterator[tuple[State, ...]]:
    rest = iter(states)
    while some := tuple(islice(rest, size)):
        yield some


# The sites --------------------------------------------------------------------------------


@contextmanager
def empty_site(state: Path) -> Iterator[Server]:
    """A site as an operator first meets it: migrated, with one account, and nothing to read."""
    password = secrets.token_urlsafe()
    (state / "password").write_text(password, "utf-8")
    surroundings = environment(state) | {
        "SITE_MODE": "development",
        "DJANGO_SUPERUSER_USERNAME": "administrator",
        "DJANGO_SUPERUSER_PASSWORD": password,
        "DJANGO_SUPERUSER_EMAIL": "",
    }
    port = unused_port()
    for command in (
        ["migrate", "--verbosity", "0"],
        ["createsuperuser", "--noinput", "--verbosity", "0"],
    ):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=surroundings, check=True)
    log = state / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "runserver", "--nostatic", "--noreload", f"127.0.0.1:{port}"],
            cwd=ROOT,
            env=surroundings,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    server = Server(f"http://127.0.0.1:{port}", process, state, log)
    try:
        wait_until_up(server)
        yield server
    finally:
        process.terminate()
        process.wait()


def say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def main(words: list[str]) -> None:
    states = tuple(state for state in STATES if not words or any(word in state.name for word in words))
    if not words:
        shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir(parents=True, exist_ok=True)
    arguments = [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else [*QUIET]
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with ExitStack() as stack:
        here = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        (here / "filled").mkdir()
        (here / "empty").mkdir()
        sites = Sites(
            filled=stack.enter_context(running_server(here / "filled")),
            empty=stack.enter_context(empty_site(here / "empty")),
        )
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=chromium(), args=arguments)
        take_all(browser, sites, states)
        lay_out(browser, states)
        browser.close()
    say(f"Look at {PICTURES.relative_to(ROOT)}/index.html")


if __name__ == "__main__":
    main(sys.argv[1:])
