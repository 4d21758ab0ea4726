"""Markdown to HTML that can do no harm."""

from collections.abc import Callable
from urllib.parse import urlsplit

import html5lib
import pytest

from content import markdown

HARMLESS = {"body", "html", "head", *markdown.TAGS}


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("Plain *and* **strong**.", "<p>Plain <em>and</em> <strong>strong</strong>.</p>"),
        ("[a page](/learn/sleep/)", '<p><a href="/learn/sleep/">a page</a></p>'),
        ("[a site](https://example.org/)", '<p><a href="https://example.org/">a site</a></p>'),
        ("[call](tel:999)", '<p><a href="tel:999">call</a></p>'),
        ("[a part](#part)", '<p><a href="#part">a part</a></p>'),
        ("[elsewhere](//example.org/)", "<p><a>elsewhere</a></p>"),
        ("<b>bold</b>", "<p>&lt;b&gt;bold&lt;/b&gt;</p>"),
        ("", ""),
    ],
)
def test_renders(source: str, html: str) -> None:
    assert markdown.render(source) == html


PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    "![x](https://example.org/x.png)",
    '[x](https://example.org/ "\\" onmouseover=alert(1)")',
    '<https://example.org/"onmouseover=alert(1)>',
    "<svg/onload=alert(1)>",
    "<iframe src=//example.org></iframe>",
    "<a href='jav&#x09;ascript:alert(1)'>x</a>",
    "<style>*{display:none}</style>",
    "<form action=//example.org><input name=x></form>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "`<script>alert(1)</script>`",
    "[x](\\\\example.org)",
    "[x](/\\example.org)",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
]


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("way", [markdown.render, markdown.sanitise], ids=["markdown", "html"])
def test_a_payload_leaves_no_live_node(payload: str, way: Callable[[str], str]) -> None:
    """Looked at as a browser parses it: known elements, and addresses in the site or with a plain scheme."""
    tree = html5lib.parse(way(payload), namespaceHTMLElements=False)
    for node in tree.iter():
        assert node.tag in HARMLESS
        assert set(node.attrib) <= {"href", "title", "start"}
        address = node.attrib.get("href", "")
        parts = urlsplit(address.replace("\\", "/"))
        assert parts.scheme in {"", "https"}
        assert not parts.netloc or parts.scheme


def test_sanitising_twice_changes_nothing() -> None:
    once = markdown.render("# A\n\n- b\n\n| c | d |\n|---|---|\n| e | f |\n")
    assert markdown.sanitise(once) == once
