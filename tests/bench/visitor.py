"""A visitor who walks through a guide: one connection, a jar of cookies, and no more.

Written for this bench, so that nothing has to be installed for it; what the visitor's own
side costs is not measured.
"""

from __future__ import annotations

import http.client
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode

ACCEPTS = "gzip, deflate, br, zstd"
"""As browsers say it."""

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
RUNNING = re.compile(r'data-hx-post="([^"]+/running/)"')


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def location(self) -> str:
        return self.headers["location"]


@dataclass
class Visitor:
    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""

    def __post_init__(self) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def get(self, address: str, **headers: str) -> Answer:
        return self._ask("GET", address, None, headers)

    def post(self, address: str, fields: Mapping[str, str | Sequence[str]], **headers: str) -> Answer:
        body = urlencode({"csrfmiddlewaretoken": self.token, **fields}, doseq=True)
        posted = {"Content-Type": "application/x-www-form-urlencoded", **headers}
        return self._ask("POST", address, body, posted)

    def _ask(self, method: str, address: str, body: str | None, headers: Mapping[str, str]) -> Answer:
        jar = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if jar:
            sent["Cookie"] = jar
        sent = {"Accept-Encoding": ACCEPTS, **sent}
        try:
            self._connection.request(method, address, body, sent)
            response = self._connection.getresponse()
        except ConnectionError:  # the server ends connections that were idle for a while
            self._connection.close()
            self._connection.request(method, address, body, sent)
            response = self._connection.getresponse()
        content = response.read()
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                self.cookies |= {key: morsel.value for key, morsel in SimpleCookie(value).items()}
        answer = Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, content)
        if answer.status >= 400:
            raise RuntimeError(f"{method} {address}: {answer.status}")
        return answer

    def read(self, address: str, **headers: str) -> str:
        """A page as text, uncompressed; remembers the token of its form."""
        page = self.get(address, Accept_Encoding="identity", **headers).body.decode()
        if token := TOKEN.search(page):
            self.token = token[1]
        return page


# Walks --------------------------------------------------------------------------------

Given = Sequence[tuple[str, Sequence[str]]]
"""Question and chosen codes, in the order they are asked."""

HTMX = {"HX_Request": "true", "HX_Target": "main"}


def walk(visitor: Visitor, given: Given) -> Answer:
    """From the start to the result without JavaScript: post, be sent on, look."""
    visitor.cookies.clear()
    visitor.get("/guide/")
    visitor.read("/guide/1/")  # the token is the same on every page that follows
    address = "/guide/1/"
    answer = None
    for question, codes in given:
        address = visitor.post(address, {"question": question, "choice": codes}).location
        answer = visitor.get(address)
    assert answer is not None
    return answer


def walk_with_htmx(visitor: Visitor, given: Given) -> Answer:
    """The same as htmx does it, side panel and all; one box is ticked before each answer is sent."""
    visitor.cookies.clear()
    visitor.get("/guide/")
    page = visitor.read("/guide/1/")
    address = "/guide/1/"
    answer = None
    for question, codes in given:
        fields = {"question": question, "choice": codes}
        if panel := RUNNING.search(page):
            visitor.post(panel[1], fields, **HTMX)
        answer = visitor.post(address, fields, Accept_Encoding="identity", **HTMX)
        if answer.status == 303:
            address = answer.location
            answer = visitor.get(address, Accept_Encoding="identity", **HTMX)
        else:
            address = answer.headers["hx-push-url"]
        page = answer.body.decode()
    assert answer is not None
    return answer


def walk_peer(visitor: Visitor, given: Given) -> Answer:
    """From the first question to the result of the other wizard, which answers a post with a page."""
    visitor.cookies.clear()
    visitor.read("/guide/")
    answer = None
    for question, codes in given:
        fields = {f"{question}-choice": codes, "guide_wizard-current_step": question}
        answer = visitor.post("/guide/", fields)
    assert answer is not None
    return answer
