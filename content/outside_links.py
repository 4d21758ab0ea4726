"""Asks pages of other sites whether they are still there, without becoming anybody's tool.

Editors write addresses, so an address may be meant to make this machine speak to its own
network. Only public addresses are asked: a host is resolved once, every address it has is
looked at, the connection goes to one of those very addresses, and who answered is looked at
again. A redirect is followed on the same host alone and told otherwise. Each question is
bounded in time, however slowly somebody answers, and in bytes.
"""

from __future__ import annotations

import contextlib
import enum
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import SplitResult, urljoin, urlsplit

from django.utils import timezone

from content import markdown
from content.catalogue import Catalogue
from content.release_checks.subject import Subject

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address

SECONDS = 15.0
MOST_BYTES = 64 * 1024
MOST_REDIRECTS = 3
MOST_LINKS = 2_000
AT_ONCE = 8
PORTS = {"http": 80, "https": 443}
NAT64 = ipaddress.ip_network("64:ff9b::/96")
WHO = "WhichMagnesium-link-check"


class Verdict(enum.StrEnum):
    THERE = "there"
    GONE = "gone"
    MOVED = "moved"
    SHY = "answers, but not a program"
    TROUBLE = "trouble"
    REFUSED = "not asked"

    @property
    def is_fine(self) -> bool:
        return self in {Verdict.THERE, Verdict.SHY}


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one address, in a sentence."""

    url: str
    verdict: Verdict
    told: str


class NotAsked(ValueError):
    """An address that must not be asked; the message says why."""


def is_public(address: Address) -> bool:
    """Whether an address is one of the open internet, in whatever way it is written."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
        if inner is not None:
            return is_public(inner)
        if address.teredo is not None:
            return False
    return address.is_global and not address.is_multicast


def resolved(host: str, port: int) -> Sequence[Address]:
    """Every address of a host, as the machine finds them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]


@dataclass(frozen=True, kw_only=True, slots=True)
class Asking:
    """How questions are asked; tests put their own servers in the place of the internet."""

    may_ask: Callable[[Address], bool] = is_public
    resolve: Callable[[str, int], Sequence[Address]] = resolved
    may_use: Callable[[str, int], bool] = lambda scheme, port: PORTS[scheme] == port
    seconds: float = SECONDS

    def ask(self, url: str) -> Answer:
        """One address and what became of it; never raises, never takes much longer than `seconds`."""
        found: list[Answer] = []
        thread = threading.Thread(target=lambda: found.append(self._ask(url)), daemon=True)
        thread.start()
        thread.join(self.seconds + 1)  # resolving a name can't be ended from here
        return found[0] if found else Answer(url, Verdict.TROUBLE, "It took too long.")

    def _ask(self, url: str) -> Answer:
        deadline = time.monotonic() + self.seconds
        try:
            return self._follow(url, deadline)
        except NotAsked as reason:
            return Answer(url, Verdict.REFUSED, str(reason))
        except TimeoutError:
            return Answer(url, Verdict.TROUBLE, "It took too long.")
        except (OSError, http.client.HTTPException, ValueError) as error:
            if time.monotonic() >= deadline:
                return Answer(url, Verdict.TROUBLE, "It took too long.")
            return Answer(url, Verdict.TROUBLE, f"{type(error).__name__}.")

    def _follow(self, url: str, deadline: float) -> Answer:
        at = url
        for _ in range(MOST_REDIRECTS + 1):
            parts = self._checked(at)
            status, to = self._once(parts, deadline)
            if status not in {301, 302, 303, 307, 308} or not to:
                return Answer(url, *_verdict(status))
            at = urljoin(at, to)
            if urlsplit(at).hostname != parts.hostname:
                return Answer(url, Verdict.MOVED, f"It leads to another site: {at}")
        return Answer(url, Verdict.TROUBLE, "It leads on and on.")

    def _checked(self, url: str) -> SplitResult:
        parts = urlsplit(url)
        if parts.scheme not in PORTS or not parts.hostname:
            raise NotAsked("It is no address of a page.")
        if parts.username is not None or parts.password is not None:
            raise NotAsked("It holds a name or a password.")
        if not self.may_use(parts.scheme, parts.port or PORTS[parts.scheme]):
            raise NotAsked(f"Port {parts.port} is none of a public page.")
        return parts

    def _once(self, parts: SplitResult, deadline: float) -> tuple[int, str]:
        """The status of one answer, and where it leads."""
        host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
        addresses = self.resolve(host, port)
        if not addresses or not all(map(self.may_ask, addresses)):
            raise NotAsked("Its host is not on the open internet.")
        with self._connected(addresses[0], port, deadline) as line:
            asked = _secured(line, host) if parts.scheme == "https" else line
            connection = http.client.HTTPConnection(host, port)
            connection.sock = asked
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("GET", target, headers={"User-Agent": WHO, "Accept": "*/*"})
            answer = connection.getresponse()
            answer.read(MOST_BYTES)
            return answer.status, answer.getheader("Location", "")

    @contextlib.contextmanager
    def _connected(self, address: Address, port: int, deadline: float) -> Iterator[socket.socket]:
        """A line to the very address that was looked at, cut off at the deadline whatever it says."""
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        with socket.create_connection((str(address), port), timeout=left) as line:
            if not self.may_ask(ipaddress.ip_address(line.getpeername()[0])):
                raise NotAsked("Another address answered.")
            cut = threading.Timer(left, _cut, [line])
            cut.daemon = True
            cut.start()
            try:
                yield line
            finally:
                cut.cancel()


def _secured(line: socket.socket, host: str) -> ssl.SSLSocket:
    return ssl.create_default_context().wrap_socket(line, server_hostname=host)


def _cut(line: socket.socket) -> None:
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _verdict(status: int) -> tuple[Verdict, str]:
    if 200 <= status < 300:
        return Verdict.THERE, "It is there."
    if status in {404, 410}:
        return Verdict.GONE, f"It is gone ({status})."
    if status in {401, 403, 405, 406, 429}:
        return Verdict.SHY, f"Something answers, but not a program ({status}). Look yourself."
    return Verdict.TROUBLE, f"It answers with {status}."


# Which links there are --------------------------------------------------------------------


def links(content: Catalogue) -> dict[str, list[str]]:
    """Addresses of other sites in a Catalogue, each with where it stands."""
    found: dict[str, list[str]] = {}
    for source in content.sources:
        if source.url:
            found.setdefault(source.url, []).append(f"sources, {source.slug}")
    for text in Subject(content, today=timezone.localdate()).texts:
        if text.is_markdown:
            for token in markdown.inlines(text.source):
                address = str(token.attrs.get("href", ""))
                if address.startswith(("http://", "https://")):
                    found.setdefault(address, []).append(f"{text.kind}, {text.record}")
    return found


def ask_all(urls: Iterable[str], asking: Asking) -> Iterator[Answer]:
    """What became of each, a few asked at once; at most `MOST_LINKS`."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield from pool.map(asking.ask, list(urls)[:MOST_LINKS])
