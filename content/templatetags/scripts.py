"""The tag that loads one of our scripts, with the digest a browser compares it with.

Whoever serves the static files from another machine or through a cache can then change no
script without the browser refusing it.
"""

from __future__ import annotations

import base64
import functools
import hashlib
from pathlib import Path

from django import template
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def script(name: str) -> SafeString:
    """A script of ours that runs once the page is read."""
    integrity = _of_collected(name) if settings.COLLECTED else digest(_found(name))
    return format_html('<script src="{}" integrity="{}" defer></script>', static(name), integrity)


@functools.cache
def _of_collected(name: str) -> str:
    """Of the very bytes that are served; collecting may have changed them and never changes them again."""
    with staticfiles_storage.open(staticfiles_storage.stored_name(name)) as file:  # type: ignore[attr-defined]
        return digest(file.read())


def _found(name: str) -> bytes:
    return Path(str(finders.find(name))).read_bytes()


def digest(data: bytes) -> str:
    return "sha384-" + base64.b64encode(hashlib.sha384(data).digest()).decode()
