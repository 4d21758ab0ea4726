"""How to take all content away and check that it is what was approved."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from content import words
from content.edition import Edition
from content.open_data import release_file


@dataclass(frozen=True, slots=True)
class Part:
    """How many records of one kind the file holds."""

    name: str
    count: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DataPage:
    title: str
    description: str
    release: str
    file_url: str
    file_size: str
    digest: str
    schema_url: str
    parts: tuple[Part, ...]


def data_page(edition: Edition) -> DataPage:
    file, catalogue = release_file(edition), edition.catalogue
    parts = {
        _("Forms of magnesium"): catalogue.compounds,
        _("Goals"): catalogue.goals,
        _("What is known about a form for a goal"): catalogue.claims,
        _("Cautions"): catalogue.cautions,
        _("Questions of the guide"): catalogue.questions,
        _("Articles"): catalogue.articles,
        _("Foods"): catalogue.foods,
        _("Intakes and limits"): catalogue.intakes,
        _("Words explained"): catalogue.terms,
        _("Sources"): catalogue.sources,
    }
    return DataPage(
        title=_("Open data"),
        description=_("All content of this guide in one file, so that others can check it."),
        release=words.release_line(edition),
        file_url=reverse("content:catalogue_json"),
        file_size=_("%s kB") % words.number(round(file.size / 1000)),
        digest=file.digest.hex(),
        schema_url=reverse("content:schema_json"),
        parts=tuple(Part(name, words.number(len(records))) for name, records in parts.items()),
    )
