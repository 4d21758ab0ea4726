"""The request as public views receive it."""

from django.http import HttpRequest

from content.edition import Edition


class PublicRequest(HttpRequest):
    """A request with the Edition its whole page is made from; `EditionMiddleware` puts it there."""

    edition: Edition
