"""What an editor typed, kept on the page that says why it could not be saved.

The page holds it in hidden fields and can send it again. Nothing is kept on the server.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from config.room import is_of_editors


@dataclass(frozen=True)
class Typed:
    """Name and value of each field of a form, in its order."""

    fields: tuple[tuple[str, str], ...]
    files: bool
    """Whether files came with it. No page can send those again."""

    @classmethod
    def of(cls, request: HttpRequest) -> Typed | None:
        """What was typed on a page of the editing room; nothing if it holds a secret.

        The browser has to say that one of our own pages sent it. Otherwise another site
        could put words of its own into a page that asks an editor to send them.
        """
        if request.method != "POST" or not is_of_editors(request):
            return None
        if request.headers.get("Sec-Fetch-Site") != "same-origin" or "HX-Request" in request.headers:
            return None
        if any(_is_secret(name) for name in request.POST):
            return None
        fields = tuple(
            (name, value)
            for name, values in request.POST.lists()
            if name != "csrfmiddlewaretoken"
            for value in values
        )
        return cls(fields, files=bool(request.FILES)) if fields else None


def _is_secret(name: str) -> bool:
    return "password" in name or name in {"code", "credential"}
