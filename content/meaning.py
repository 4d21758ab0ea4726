"""What the answers to a question mean, as a short fingerprint. Pure.

When a new Release goes live in the middle of somebody's walk, their answers are kept
where the question still means the same, and asked again where it does not. A question
means the same as long as it reads the same, offers the same answers, and each of them
does the same. Why we ask, hints, chips and the place in the walk may change freely.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from content.catalogue import Catalogue, Caution, Option, Question

LENGTH = 16


def question_meanings(content: Catalogue) -> dict[str, str]:
    """Question slug → fingerprint of what its answers mean."""
    return {
        question.slug: _fingerprint(_meaning(question, content.caution_of)) for question in content.questions
    }


def _meaning(question: Question, caution_of: Mapping[str, Caution]) -> dict[str, Any]:
    return {
        "text": question.text,
        "kind": question.kind,
        "limit": question.limit,
        "options": sorted(
            (_does(option, caution_of) for option in question.options), key=lambda does: str(does["code"])
        ),
    }


def _does(option: Option, caution_of: Mapping[str, Caution]) -> dict[str, Any]:
    return {
        "code": option.code,
        "label": option.label,
        "exclusive": option.exclusive,
        "wants": sorted(option.wants),
        "welcomes": sorted(option.welcomes),
        "avoids": sorted(option.avoids),
        "rules_out": sorted(option.rules_out),
        "raises": sorted(
            (caution_of[slug].action, sorted(caution_of[slug].compounds))
            for slug in option.raises
            if slug in caution_of
        ),
    }


def _fingerprint(meaning: dict[str, Any]) -> str:
    written = json.dumps(meaning, sort_keys=True, ensure_ascii=False).encode()
    return hashlib.sha256(written).hexdigest()[:LENGTH]
