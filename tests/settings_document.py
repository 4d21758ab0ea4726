"""Writes `docs/settings.md`: every variable that the settings read, found in their code.

After a setting was added or changed: say below what it is, and run
`python -m tests.settings_document`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from tests.server import ROOT

PATH = ROOT / "docs" / "settings.md"
SETTINGS = ROOT / "config" / "settings.py"

INTRODUCTION = """\
# Settings

All settings come from the environment, and each is read with a type: a value that can't be
understood ends the start with a sentence that names the variable. Without `SITE_MODE` the site
is in production, and refuses to start until those marked **needed** are right.

This page is written from `config/settings.py` by `python -m tests.settings_document`, and a test
holds it to that.

| variable | kind | unless set | what it is |
|---|---|---|---|
"""

KINDS = {
    "text": "text",
    "texts": "list, with commas",
    "flag": "1 or 0",
    "number": "number",
    "one_of": "a word",
}

ABOUT = {
    "SITE_MODE": "`production`, `demonstration` (what `make run` sets), `development` or `test`",
    "STATE_DIRECTORY": "where the site writes: the database of SQLite, collected static files, backups, "
    "counts, and the last good release",
    "DEBUG": "Django's debug pages; refused outside of development",
    "SECRET_KEY": "a random text of 50 characters or more",
    "ALLOWED_HOSTS": "the exact host names of the site",
    "ANSWERS_KEYS": "Fernet keys for the answers cookie, the newest first; keep an old one for two hours "
    "after a change",
    "OLD_SECRET_KEYS": "earlier values of `SECRET_KEY` that still count, so that a change signs nobody out",
    "DATABASE_URL": "for example `postgres://user:password@host/name`",
    "DATABASE_STATEMENT_TIMEOUT": "milliseconds PostgreSQL may take for one statement",
    "BEHIND_TLS_PROXY": "a proxy ends https, and sets `X-Forwarded-Proto` and `X-Request-ID` itself; "
    "needs `TRUSTED_PROXIES`",
    "HSTS_FOR_WHOLE_DOMAIN": "every host of the domain speaks https, for good",
    "TRUSTED_PROXIES": "addresses or networks of the proxies whose `X-Forwarded-For` counts; `unix` for one "
    "that comes through a local socket",
    "RATE_LIMITS": "limit requests by place; a load test from one address turns it off",
    "METRICS_TOKEN": "20 characters or more that Prometheus sends as `Authorization: Bearer …` to "
    "`/metrics`; without it there is no such page",
    "LOG_FORMAT": "`json`, one object on a line, or `line`, for people",
    "SENTRY_DSN": "where failures are reported to, scrubbed of everything a visitor sent; needs the package "
    "`sentry-sdk`; without it nothing is reported",
}
"""Variable → what it is. Each is read in the settings, and all that are read stand here."""


@dataclass(frozen=True, kw_only=True)
class Read:
    """One variable, as the settings read it."""

    name: str
    kind: str
    default: str


def read() -> Iterator[Read]:
    """Every variable, in the order of the code."""
    for node in ast.walk(ast.parse(SETTINGS.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "environment"
        ):
            yield Read(name=_word(node.args[0]), kind=node.func.attr, default=_default(node))


def _word(node: ast.expr) -> str:
    if not isinstance(node, ast.Constant):
        raise TypeError("A variable is named by a plain text.")
    return str(node.value)


def _default(node: ast.Call) -> str:
    """What is taken when the variable is not set, in words."""
    named = {keyword.arg: keyword.value for keyword in node.keywords}
    position = 2 if isinstance(node.func, ast.Attribute) and node.func.attr == "one_of" else 1
    default = node.args[position] if len(node.args) > position else named.get("default")
    return "**needed**" if default is None else _in_words(default)


def _in_words(default: ast.expr) -> str:
    written = ast.unparse(default)
    words = {
        "IN_PRODUCTION": "1 in production",
        "SiteMode.PRODUCTION": "`production`",
        "SITE_MODE is SiteMode.DEVELOPMENT": "1 in development",
        "LogFormat.JSON if IN_PRODUCTION else LogFormat.LINE": "`json` in production",
        "database_urls.STATEMENT_TIMEOUT": "10000",
        "str(BASE_DIR / 'var')": "`var/`",
        "True": "1",
        "False": "0",
        "()": "none",
        "''": "none",
    }
    return "SQLite in the state directory" if "sqlite" in written else words.get(written, f"`{written}`")


def document() -> str:
    lines = [
        f"| `{one.name}` | {KINDS[one.kind]} | {one.default} | {ABOUT[one.name]} |"
        for one in sorted(read(), key=lambda one: (one.default != "**needed**", one.name))
    ]
    return INTRODUCTION + "\n".join(lines) + "\n"


if __name__ == "__main__":
    PATH.write_text(document(), encoding="utf-8")
