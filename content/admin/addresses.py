"""Further pages of the editing room, brought by whoever has one.

`content` does not know the wizard, so the wizard registers its pages here when the
software starts. The admin asks for a staff account before it shows any of them; what
else a page needs, such as a permission, it checks itself.
"""

from __future__ import annotations

from django.urls import NoReverseMatch, URLPattern, reverse

_registered: list[URLPattern] = []


def register(*patterns: URLPattern) -> None:
    """Serve `patterns` below the address of the admin, in its namespace, from the start on."""
    _registered.extend(pattern for pattern in patterns if pattern not in _registered)


def registered() -> tuple[URLPattern, ...]:
    return tuple(_registered)


def where_there_is(name: str, *arguments: object) -> str:
    """The address of a page that others bring; empty while nobody brings it."""
    try:
        return reverse(f"admin:{name}", args=arguments)
    except NoReverseMatch:
        return ""
