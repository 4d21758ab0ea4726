"""Every public address with whatever anybody could send to it."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from hypothesis import given
from hypothesis import strategies as st

from content import live
from tests.builders import edition
from tests.content.samples import everything
from tests.made_up.trying import as_many_as, counted

NOT_PUBLIC = ("admin/", "preview/", "review/", "static/")
MARK = "<zq'\">"
"""Words that would show if they were written into a page as they came."""

PARAMETERS = (
    *("q", "form", "goal", "sort", "route", "kind", "page", "to_result", "question", "choice", "release"),
    *("mg", "salt", "compound", "amount", "tablets", "age", "category", "next", "lang", "region"),
)


def _addresses(patterns: list[Any], before: str = "") -> list[tuple[str, dict[str, Any]]]:
    """Every route that is public, with the converters of its parts."""
    found = []
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            found += _addresses(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern) and not route.startswith(NOT_PUBLIC):
            found.append((route, dict(pattern.pattern.converters)))
    return found


ROUTES = _addresses(get_resolver().url_patterns)

WORDS = (
    *("sleep", "citrate", "glycinate", "none", "1", "-1", "0", "99999999999999999999", "1e400", "ａ", MARK),
    *("\x00", "../../etc/passwd", "%00", "{{ 7*7 }}", "' OR 1=1 --", "\r\nSet-Cookie: a=b", "//evil.example"),
    *("\U0001f9f2" * 30, "x" * 5000),
)
words = st.one_of(st.text(max_size=40), st.sampled_from(WORDS), st.integers().map(str))
parameters = st.lists(st.tuples(st.sampled_from(PARAMETERS), words), max_size=6)
methods = st.sampled_from(
    ["GET"] * 6 + ["POST"] * 4 + ["HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW"]
)
sent = words.map(lambda word: word.encode(errors="replace").decode("latin-1"))  # as a server hands bytes on
headers = st.fixed_dictionaries(
    {},
    optional={
        "HTTP_HX_REQUEST": st.sampled_from(["true", "false", ""]),
        "HTTP_HX_CURRENT_URL": sent,
        "HTTP_IF_NONE_MATCH": sent,
        "HTTP_IF_MODIFIED_SINCE": sent,
        "HTTP_ACCEPT_LANGUAGE": sent,
        "HTTP_ACCEPT_ENCODING": st.sampled_from(["gzip", "br", "identity;q=0", "*"]),
        "HTTP_COOKIE": sent.map(lambda word: f"answers={word}; csrftoken={word}"),
        "HTTP_REFERER": sent,
        "HTTP_X_FORWARDED_HOST": sent,
        "HTTP_X_REQUEST_ID": sent,
    },
)


@st.composite
def asked(draw: st.DrawFn) -> tuple[str, str, list[tuple[str, str]], bytes, dict[str, str]]:
    route, converters = draw(st.sampled_from(ROUTES))
    address = draw(st.sampled_from(["", "", "/es", "/en-gb", "/xx"])) + "/" + route
    for name, converter in converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower()
        whole = f"<{kind}:{name}>" if f"<{kind}:{name}>" in address else f"<{name}>"
        if kind == "int":
            part = str(draw(st.integers(min_value=0)))
        elif kind == "slug":
            part = draw(
                st.sampled_from(["citrate", "glycinate", "sleep", "nothing-is-here", "-", "_", "a" * 300])
            )
        else:
            part = draw(st.text(st.characters(exclude_characters="/"), min_size=1, max_size=20))
        address = address.replace(whole, part)
    body = draw(st.one_of(st.none(), st.binary(max_size=200)))
    return draw(methods), address, draw(parameters), body or b"", draw(headers)


def test_no_request_makes_the_site_fail_or_say_back_what_it_was_sent() -> None:
    """No test here may use the database, so a page that asks it fails as well."""
    with counted() as tried, live.use(edition(everything(), number=1)):

        @as_many_as(60)
        @given(asked())
        def ask(given_: tuple[str, str, list[tuple[str, str]], bytes, dict[str, str]]) -> None:
            method, address, fields, body, extra = given_
            client: Any = Client(raise_request_exception=False, headers={"host": "localhost"})
            if method == "POST" and not body:
                response = client.post(address, _posted(fields), **extra)
            else:
                response = client.generic(method, address, body, query_params=_posted(fields), **extra)
            tried.examples += 1
            tried.steps += 1
            assert response.status_code < 500, given_
            assert MARK.encode() not in b"".join(response), given_
            assert all("\n" not in value for value in response.headers.values()), given_
            assert "evil.example" not in response.headers.get("Location", ""), given_

        ask()


def _posted(fields: list[tuple[str, str]]) -> dict[str, list[str]]:
    posted: dict[str, list[str]] = {}
    for name, value in fields:
        posted.setdefault(name, []).append(value)
    return posted
