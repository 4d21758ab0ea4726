"""Visitors who walk through the site as fast or as slowly as they are told, and notice everything wrong."""

from __future__ import annotations

import html
import http.client
import random
import re
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from tests.journeys.guide import SLEEPLESS, STORIES

READ = (
    "/",
    "/forms/",
    "/forms/citrate/",
    "/safety/",
    "/intake/",
    "/food/",
    "/compare/?form=citrate&form=glycinate",
    "/search/?q=sleep",
    "/goals/sleep/",
    "/changes/",
    "/sitemap.xml",
)
HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*>')
NAME, VALUE = re.compile(r'name="([^"]*)"'), re.compile(r'value="([^"]*)"')
RELEASE = re.compile(r">Release (\d+)</a>")
MARK = re.compile(r"\(mark (\d+)\)")
STYLE = re.compile(r'href="(/static/[^"]+\.css)"')
TAGS = re.compile(r"<[^>]+>|\s+")
MARKED = ("/forms/", "/compare/")
"""Pages that name citrate, and nothing of earlier releases."""


class Through(http.client.HTTPConnection):
    """A connection to a port on loopback, or through a local socket as nginx has it on the same machine."""

    def __init__(self, place: int | Path, timeout: float = 30) -> None:
        super().__init__("127.0.0.1", place if isinstance(place, int) else 80, timeout=timeout)
        self.path = None if isinstance(place, int) else str(place)

    def connect(self) -> None:
        if self.path is None:
            super().connect()
            return
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


class Wrong(Exception):
    """Something a visitor should never see."""


@dataclass
class Seen:
    """What all visitors together saw."""

    journeys: int = 0
    requests: int = 0
    failures: list[str] = field(default_factory=list)
    mixed: list[str] = field(default_factory=list)
    releases: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)

    def slowest(self, share: float) -> float:
        """The time under which `share` of all answers stayed, in milliseconds."""
        ordered = sorted(self.seconds) or [0.0]
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000


class Visitor:
    """One browser: a connection kept open, and cookies."""

    def __init__(self, place: int | Path, seen: Seen, *, thinking: float, seed: int) -> None:
        self.place, self.seen, self.thinking = place, seen, thinking
        self.chance = random.Random(seed)  # noqa: S311  no secret
        self.cookies: dict[str, str] = {}
        self.connection: Through | None = None
        self.last_address = ""

    def walk(self) -> None:
        """One journey; whatever goes wrong in it is one failed journey."""
        try:
            self._read()
            self._guide()
        except (Wrong, OSError, http.client.HTTPException) as error:
            self.seen.failures.append(f"{type(error).__name__}: {error}")
            self._hang_up()
        self.seen.journeys += 1

    def _read(self) -> None:
        for address in self.chance.sample(READ, 3):
            text = self.get(address)
            if address.startswith("/compare") or address == "/":
                self.get(self._one(STYLE, text))

    def _guide(self) -> None:
        answers = dict(self.chance.choice([SLEEPLESS, *STORIES.values()]))
        self.cookies.clear()
        self.get("/guide/")
        address, text = "/guide/1/", self.get("/guide/1/")
        for _step in range(20):
            if address.startswith("/guide/result"):
                break
            fields = self._form(text)
            chosen = answers.get(fields["question"], ["none"])
            fields_sent = [*fields.items(), *(("choice", code) for code in chosen)]
            address = self.post(address, fields_sent)
            text = self.get(address)
        else:
            raise Wrong(f"The guide has no end: {address}")
        if 'action="/guide/clear/"' in text:
            self.post("/guide/clear/", [("csrfmiddlewaretoken", self._token(text))])

    @staticmethod
    def _form(text: str) -> dict[str, str]:
        for form in text.split("<form")[1:]:
            inside = form.partition("</form>")[0]
            if 'name="question"' in inside:
                found: dict[str, str] = {}
                for field_ in HIDDEN.findall(inside):
                    name, value = NAME.search(field_), VALUE.search(field_)
                    if name:
                        found[name[1]] = html.unescape(value[1]) if value else ""
                return found
        raise Wrong("A page of the guide has no question.")

    def _token(self, text: str) -> str:
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)
        if found is None:
            raise Wrong("A form has no token.")
        return found[1]

    @staticmethod
    def _one(pattern: re.Pattern[str], text: str) -> str:
        found = pattern.search(text)
        if found is None:
            raise Wrong(f"Nothing like {pattern.pattern} is on the page.")
        return found[1]

    def form(self, address: str) -> dict[str, str]:
        """The hidden fields of the question on this page."""
        return self._form(self.get(address))

    def go_to(self, place: int | Path) -> None:
        """Meet another node from now on, with the same cookies."""
        self._hang_up()
        self.place = place

    def get(self, address: str) -> str:
        """The page there, or where it leads to."""
        status, headers, text = self._send("GET", address)
        if status in {301, 302, 303, 307}:
            return self.get(headers["Location"])
        self.last_address = address
        if status != 200:
            raise Wrong(f"GET {address} gave {status}")
        self._look_at_release(address, text)
        return text

    def post(self, address: str, fields: list[tuple[str, str]]) -> str:
        status, headers, text = self._send("POST", address, urlencode(fields))
        if status != 303:
            said = TAGS.sub(" ", text.partition("<main")[2])
            raise Wrong(f"POST {address} gave {status}: {said[:300]}")
        return headers["Location"]

    def _look_at_release(self, address: str, text: str) -> None:
        footers = {int(number) for number in RELEASE.findall(text)} if "/static/" in text else set()
        marks = {int(number) for number in MARK.findall(text)} if address.startswith(MARKED) else set()
        if address.startswith(("/changes", "/static", "/search", "/sitemap")) or not footers:
            return
        if len(footers | marks) > 1:
            self.seen.mixed.append(f"{address} names releases {sorted(footers | marks)}")
        self.seen.releases[footers.pop()] += 1

    def _send(self, method: str, address: str, body: str = "") -> tuple[int, http.client.HTTPMessage, str]:
        if self.thinking:
            time.sleep(self.chance.uniform(0, 2 * self.thinking))
        kept_open = self.connection is not None
        if self.connection is None:
            self.connection = Through(self.place)
        headers = {"X-Forwarded-Proto": "https", "Host": "127.0.0.1", "Referer": "https://127.0.0.1/"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Origin"] = "https://127.0.0.1"
        began = time.monotonic()
        try:
            self.connection.request(method, address, body or None, headers)
            response = self.connection.getresponse()
        except (ConnectionError, http.client.BadStatusLine):
            # As browsers do: a connection kept open may have been closed by the other side meanwhile.
            self._hang_up()
            if body or not kept_open:
                raise
            self.connection = Through(self.place)
            self.connection.request(method, address, None, headers)
            response = self.connection.getresponse()
        content = response.read().decode()
        self.seen.seconds.append(time.monotonic() - began)
        self.seen.requests += 1
        for value in response.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(value).items():
                self.cookies[name] = morsel.value
        if response.will_close:
            self._hang_up()
        return response.status, response.headers, content

    def _hang_up(self) -> None:
        if self.connection is not None:
            self.connection.close()
        self.connection = None


@contextmanager
def visiting(place: int | Path, *, visitors: int = 4, thinking: float = 0.02) -> Iterator[Seen]:
    """Visitors who come again and again until the block ends; each finishes the journey they are on."""
    seen, over = Seen(), threading.Event()

    def come(seed: int) -> None:
        visitor = Visitor(place, seen, thinking=thinking, seed=seed)
        while not over.is_set():
            visitor.walk()
            if visitor.seen.failures:
                time.sleep(0.05)

    threads = [threading.Thread(target=come, args=(seed,)) for seed in range(visitors)]
    for thread in threads:
        thread.start()
    try:
        yield seen
    finally:
        over.set()
        for thread in threads:
            thread.join()
