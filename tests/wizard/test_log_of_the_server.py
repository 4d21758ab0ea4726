"""Whatever somebody does, the log of the real server holds nothing they answered, carried or searched for."""

from __future__ import annotations

import contextlib
import http.cookiejar
import re
import time
import urllib.error
import urllib.parse
import urllib.request

from tests.server import Server

SECRET = "kidneyworry"
"""Stands in every place where somebody could write or carry something."""


def _visitor(server: Server) -> tuple[urllib.request.OpenerDirector, http.cookiejar.CookieJar]:
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    opener.addheaders = [
        ("User-Agent", SECRET),
        ("Referer", f"{server.url}/search/?q={SECRET}"),
        ("X-Secret", SECRET),
    ]
    return opener, jar


def _ask(opener: urllib.request.OpenerDirector, url: str, sent: dict[str, str] | None = None) -> str:
    data = urllib.parse.urlencode(sent).encode() if sent is not None else None
    try:
        with opener.open(url, data, timeout=60) as answer:
            return str(answer.read().decode())
    except urllib.error.HTTPError as error:
        with contextlib.closing(error):
            return str(error.read().decode(errors="replace"))


def test_no_answer_cookie_or_query_is_ever_logged(server: Server) -> None:
    opener, jar = _visitor(server)
    page = _ask(opener, f"{server.url}/guide/1/")
    token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[-1]
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    choices = re.findall(r'<input type="(?:radio|checkbox)"[^>]* name="(\w+)"[^>]* value="([\w-]+)"', page)
    assert choices
    name, answer = choices[-1]
    _ask(opener, f"{server.url}/guide/1/", {**fields, "csrfmiddlewaretoken": token, name: answer})
    cookies = [cookie.value or "" for cookie in jar]
    assert len(cookies) == 2
    for path in (
        f"/search/?q={SECRET}",
        f"/search/?q={SECRET}%00",
        f"/nothing/?q={SECRET}",
        f"/compare/?form={SECRET}",
        f"/calculator/?amount={SECRET}",
        f"/admin/login/?next=/{SECRET}",
        f"/guide/result/?{SECRET}",
        f"/static/nothing.css?{SECRET}",
    ):
        _ask(opener, server.url + path)
    for path in ("/guide/1/", "/guide/1/running/", "/admin/login/", "/forms/", "/nothing/"):
        sent = {"question": SECRET, "choice": SECRET, "username": SECRET, "password": SECRET}
        _ask(opener, f"{server.url}{path}?q={SECRET}", sent)
        _ask(opener, f"{server.url}{path}", {**sent, "csrfmiddlewaretoken": token})
    opener.addheaders = [("Cookie", f"answers={SECRET}; session={SECRET}")]
    _ask(opener, f"{server.url}/guide/2/")
    marker = f"/the-end-{time.time_ns()}/"
    _ask(opener, server.url + marker)

    log = server.log.read_text(errors="replace")
    assert marker in log
    assert SECRET not in log
    assert token not in log
    assert not [cookie for cookie in cookies if cookie in log]
