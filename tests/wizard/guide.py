"""A small guide, and a visitor to walk through it with Django's test client."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client

from content.catalogue import Action, Catalogue, Kind, Relevance
from content.edition import Edition
from tests.builders import (
    catalogue,
    caution,
    claim,
    compound,
    edition,
    goal,
    option,
    placed,
    question,
    scale,
    trait,
)
from wizard import cookies
from wizard.engine.answers import Answers

NOTHING_URGENT = Answers({"now": ["none"]})
READY_FOR_RESULT = Answers(
    {"now": ["none"], "goals": ["sleep"], "digestion": ["fine"], "medicines": ["none"]},
)
"""Complete answers: the follow-up of constipation is not reached."""


def guide(**parts: Any) -> Catalogue:
    """Five questions, one of them a follow-up, and two forms to choose between."""
    return catalogue(
        **{
            "scales": [scale("gut")],
            "traits": [trait("gut-gentle", "gut", 1), trait("gut-laxative", "gut", 2)],
            "goals": [goal("sleep"), goal("constipation")],
            "compounds": [
                compound("glycinate", traits=[placed("gut-gentle")]),
                compound("citrate", traits=[placed("gut-laxative")]),
            ],
            "claims": [
                claim("glycinate", "sleep"),
                claim("citrate", "sleep", relevance=Relevance.SOMETIMES),
                claim("citrate", "constipation"),
            ],
            "cautions": [
                caution("chest-pain", Action.URGENT_NOW),
                caution("heart-trouble", Action.WITHHOLD),
                caution("long-laxatives", Action.ASK_FIRST),
                caution("thyroid-medicine", Action.ASK_FIRST),
                caution("kidney-disease", Action.WITHHOLD),
            ],
            "questions": [
                question(
                    "now",
                    option("chest", raises=["chest-pain"]),
                    option("none", exclusive=True),
                    kind=Kind.MANY,
                    safety=True,
                ),
                question(
                    "goals",
                    option("sleep", wants=["sleep"]),
                    option("constipation", wants=["constipation"]),
                    option("heart", raises=["heart-trouble"]),
                    option("not-sure", exclusive=True, wants=["sleep"]),
                    kind=Kind.MANY,
                    most=2,
                ),
                question(
                    "bowels",
                    option("long", raises=["long-laxatives"]),
                    option("none", exclusive=True),
                    kind=Kind.MANY,
                    safety=True,
                    shown_when=["goals/constipation"],
                ),
                question("digestion", option("upset", rules_out=["gut-laxative"]), option("fine")),
                question(
                    "medicines",
                    option("thyroid", raises=["thyroid-medicine"]),
                    option("kidneys", raises=["kidney-disease"]),
                    option("none", exclusive=True),
                    kind=Kind.MANY,
                    safety=True,
                ),
            ],
            **parts,
        }
    )


THEN = {"now": "a", "goals": "a", "bowels": "a", "digestion": "a", "medicines": "a"}


def second_release(**changed: str) -> Edition:
    """Release 2, in which the named questions mean something else than in Release 1."""
    return edition(guide(), number=2, meanings={1: THEN, 2: {**THEN, **changed}})


class Visitor:
    """Somebody with a browser: opens pages, posts answers and keeps one cookie."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def open(self, address: str, **extra: Any) -> Any:
        return self.client.get(address, **extra)

    def answer(self, slug: str, *codes: str, number: int = 1, **fields: Any) -> Any:
        """Post an answer and stay on the response."""
        return self._post(f"/guide/{number}/", slug, codes, fields)

    def answer_and_follow(self, slug: str, *codes: str, number: int = 1, **fields: Any) -> Any:
        return self._post(f"/guide/{number}/", slug, codes, fields, follow=True)

    def tick(self, slug: str, *codes: str) -> Any:
        """What the side panel asks for while boxes are being ticked."""
        return self._post("/guide/1/running/", slug, codes, {}, headers={"HX-Request": "true"})

    def _post(self, address: str, slug: str, codes: tuple[str, ...], fields: Any, **extra: Any) -> Any:
        return self.client.post(address, {"question": slug, "choice": codes, **fields}, **extra)

    def carry(self, answers: Answers, *, release: int = 1) -> None:
        """Come with answers saved under a Release."""
        response = HttpResponse()
        cookies.write(response, answers, release=release)
        self.bring(response.cookies[settings.ANSWERS_COOKIE_NAME].value)

    def bring(self, sealed: str) -> None:
        """Come with this value in the answers cookie."""
        self.client.cookies[settings.ANSWERS_COOKIE_NAME] = sealed

    @property
    def sealed(self) -> str:
        """The value of the answers cookie; empty when there is none."""
        morsel = self.client.cookies.get(settings.ANSWERS_COOKIE_NAME)
        return morsel.value if morsel else ""

    @property
    def carried(self) -> cookies.Carried:
        return cookies.read(request_with(self.sealed))


def request_with(sealed: str) -> HttpRequest:
    request = HttpRequest()
    request.COOKIES[settings.ANSWERS_COOKIE_NAME] = sealed
    return request
