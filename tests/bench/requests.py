"""What is asked of our site, and what stands behind each cost: one name for each request."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlencode

from content.catalogue import Catalogue
from tests.bench.sites import Site
from tests.bench.visitor import HTMX, Given, Visitor, walk
from wizard.engine.answers import Answers
from wizard.engine.walk import Step
from wizard.made_up import RESULT, attempt

Requests = Mapping[str, Callable[[], object]]

HOPES = Answers({"goals": ["sleep"], "digestion": ["upset"], "practice": ["low-cost"]})
"""Somebody who sleeps badly and has a touchy stomach; every other answer is the plainest."""


def steps_of(content: Catalogue) -> tuple[Step, ...]:
    """The walk that is measured, question by question."""
    return attempt(content, HOPES, RESULT).progress.steps


def given_by(content: Catalogue) -> Given:
    return [(step.question.slug, [option.code for option in step.chosen]) for step in steps_of(content)]


def floor(site: Site) -> Requests:
    visitor = site.visitor()
    return {
        "floor": lambda: visitor.get("/-/floor"),
        "as it is": lambda: visitor.get("/-/floor", Accept_Encoding="identity"),
    }


def pages(site: Site, content: Catalogue) -> Requests:
    """The reading pages, as somebody asks for them who has never been here."""
    visitor = site.visitor()
    some = [compound.slug for compound in content.compounds[:2]]
    addresses = {
        "home": "/",
        "guide, start": "/guide/",
        "all forms": "/forms/",
        "all forms, chosen by goal": "/forms/?goal=sleep",
        "form": f"/forms/{some[0]}/",
        "compare": f"/compare/?{urlencode({'form': some}, doseq=True)}",
        "goal": f"/goals/{content.goals[0].slug}/",
        "food": "/food/",
        "intake": "/intake/",
        "safety": "/safety/",
        "article": f"/learn/{content.articles[0].slug}/",
        "catalogue as JSON": "/data/catalogue.json",
    }
    return {name: _getting(visitor, address) for name, address in addresses.items()}


def searches(site: Site) -> Requests:
    visitor = site.visitor()
    return {
        "search": _getting(visitor, "/search/?q=sleep"),
        "search, misspelt": _getting(visitor, "/search/?q=glicynate"),
    }


def unchanged(site: Site, content: Catalogue) -> Requests:
    """The same pages for a browser that has them already."""
    visitor = site.visitor()
    addresses = {
        "304 for home": "/",
        "304 for a form": f"/forms/{content.compounds[0].slug}/",
        "304 for the JSON": "/data/catalogue.json",
    }
    return {
        name: _getting(visitor, address, If_None_Match=visitor.get(address).headers["etag"])
        for name, address in addresses.items()
    }


def steps(site: Site, content: Catalogue) -> Requests:
    """Every request of the guide, with the answers of somebody who has finished it."""
    visitor = site.visitor()
    walk(visitor, given_by(content))
    asked: dict[str, Callable[[], object]] = {}
    for number, step in enumerate(steps_of(content), 1):
        address, name = f"/guide/{number}/", f"question {number}"
        fields: Mapping[str, str | Sequence[str]] = {
            "question": step.question.slug,
            "choice": [option.code for option in step.chosen],
        }
        asked[f"{name}, page"] = _getting(visitor, address)
        asked[f"{name}, fragment"] = _getting(visitor, address, **HTMX)
        asked[f"{name}, answer"] = _posting(visitor, address, fields)
        asked[f"{name}, answer by htmx"] = _posting(visitor, address, fields, **HTMX)
        if not step.question.safety:
            asked[f"{name}, side panel"] = _posting(visitor, f"{address}running/", fields, **HTMX)
    return asked


def result(site: Site, content: Catalogue) -> Requests:
    visitor = site.visitor()
    walk(visitor, given_by(content))
    return {
        "result, page": _getting(visitor, "/guide/result/"),
        "result, fragment": _getting(visitor, "/guide/result/", **HTMX),
        "sheet for a pharmacist": _getting(visitor, "/guide/pharmacist/"),
    }


def _getting(visitor: Visitor, address: str, **headers: str) -> Callable[[], object]:
    return lambda: visitor.get(address, **headers)


def _posting(
    visitor: Visitor, address: str, fields: Mapping[str, str | Sequence[str]], **headers: str
) -> Callable[[], object]:
    return lambda: visitor.post(address, fields, **headers)
