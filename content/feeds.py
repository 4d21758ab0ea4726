"""The public log of releases as an Atom feed."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, get_tag_uri
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from content.caching import reading_page
from content.http import PublicRequest
from content.pages.publisher import Entry, changes_page

CONTENT_TYPE = "application/atom+xml; charset=utf-8"


@reading_page
def changes(request: PublicRequest) -> HttpResponse:
    """Every line of the log, newest first, in the words of the page of changes."""
    edition = request.edition
    page = changes_page(edition)
    url = request.build_absolute_uri(reverse("content:changes"))
    feed = Atom1Feed(
        title=_("Which Magnesium: %s") % page.title.lower(),
        link=url,
        description=page.description,
        language="en",
        author_name=edition.catalogue.publisher.name,
        feed_url=request.build_absolute_uri(request.path),
        feed_guid=url,
    )
    for entry, published in zip(page.entries, edition.log, strict=True):
        feed.add_item(
            title=f"{entry.title}: {entry.kind}",
            link=url,
            description=_summary(entry),
            pubdate=published.at,
            updateddate=published.at,
            unique_id=get_tag_uri(f"{url}#{published.at:%H%M%S.%f}-{published.number}", published.at),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=CONTENT_TYPE)


def _summary(entry: Entry) -> str:
    """As HTML, which is what Django says a summary is."""
    reason = _("Why: %s") % entry.reason if entry.reason else ""
    told = [part for part in (entry.note, reason, *entry.approvals) if part]
    return format_html_join("", "<p>{}</p>", ((part,) for part in told))
