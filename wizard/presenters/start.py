"""The start page: what the guide decides with you, and when not to start it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from content.catalogue import ContactKind
from content.edition import Edition
from content.pages.telephones import Telephones, telephones


@dataclass(frozen=True, kw_only=True, slots=True)
class StartPage:
    first_question: str
    questions: int
    urgent: tuple[str, ...]
    telephones: tuple[Telephones, ...]


def start_page(edition: Edition) -> StartPage:
    content = edition.catalogue
    return StartPage(
        first_question=reverse("wizard:question", args=[1]),
        questions=len([question for question in content.questions if not question.shown_when]),
        urgent=tuple(caution.name for caution in content.cautions if caution.action.level.is_urgent),
        telephones=telephones(content.contacts, ContactKind.EMERGENCY, ContactKind.CRISIS),
    )
