"""Asks every page of another site that the draft links to whether it is still there."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from content import outside_links, snapshot
from content.outside_links import Asking


class Command(BaseCommand):
    stealth_options = ("asking",)  # tests ask servers of their own
    help = (
        "Ask every page of another site that the draft links to whether it is still there. "
        "Asks public addresses only, follows redirects on the same site, and takes at most "
        f"{outside_links.SECONDS:.0f} seconds for each of at most {outside_links.MOST_LINKS} links."
    )

    def handle(self, *args: Any, asking: Asking | None = None, **options: Any) -> None:
        try:
            found = outside_links.links(snapshot.freeze())
        except snapshot.Unfinished as error:
            raise CommandError(f"The draft is not complete: {error}") from error
        wrong = 0
        for answer in outside_links.ask_all(found, asking or Asking()):
            wrong += not answer.verdict.is_fine
            if answer.verdict is not outside_links.Verdict.THERE:
                places = "; ".join(found[answer.url])
                self.stdout.write(f"{answer.verdict}: {answer.url}\n    {answer.told} ({places})")
        if len(found) > outside_links.MOST_LINKS:
            raise CommandError(f"Only {outside_links.MOST_LINKS} of {len(found)} links were asked.")
        if wrong:
            raise CommandError(f"{wrong} of {len(found)} links need a look.")
        self.stdout.write(f"All {len(found)} links answer.")
