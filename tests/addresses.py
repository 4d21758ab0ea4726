"""Every address of the site, made from its patterns, so that a new one is never left out of a test."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True, slots=True)
class Address:
    """One pattern: its name with the names of what it lies in, and what it asks for."""

    name: str
    route: str
    asks: tuple[str, ...]

    def filled(self, parts: Mapping[str, object]) -> str:
        """The path with a value for each part; raises KeyError for one that is not known."""
        path = self.route
        for part in self.asks:
            path = _with(path, part, str(parts[part]))
        return f"/{path}"


def _with(route: str, part: str, value: str) -> str:
    before, _, rest = route.partition("<")
    inside, _, after = rest.partition(">")
    if inside.split(":")[-1] == part:
        return f"{before}{value}{after}"
    return f"{before}<{inside}>{_with(after, part, value)}"


def addresses(urlconf: str | None = None) -> tuple[Address, ...]:
    """All of them, but for the pattern with which the admin says that it has no such page."""
    found = tuple(_flat(get_resolver(urlconf).url_patterns))
    return tuple(address for address in found if "(?P" not in address.route)


def _flat(
    patterns: Iterable[URLPattern | URLResolver], names: tuple[str, ...] = (), before: str = ""
) -> Iterator[Address]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inside = (*names, pattern.namespace) if pattern.namespace else names
            yield from _flat(pattern.url_patterns, inside, route)
        else:
            asks = tuple(pattern.pattern.regex.groupindex)
            yield Address(":".join([*names, pattern.name or ""]), route, asks)
