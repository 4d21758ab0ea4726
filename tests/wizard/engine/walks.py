"""Walking every combination of answers, for small Catalogues."""

import itertools
from collections.abc import Iterator

from content.catalogue import Catalogue
from wizard.engine.answers import NO_ANSWERS, Answers
from wizard.engine.walk import BadChoice, check_choice, replay


def every_walk(catalogue: Catalogue, answers: Answers = NO_ANSWERS) -> Iterator[Answers]:
    """Every complete walk, one by one."""
    question = replay(catalogue, answers).current
    if question is None:
        yield answers
        return
    codes = [option.code for option in question.options]
    for size in range(1, len(codes) + 1):
        for chosen in itertools.combinations(codes, size):
            try:
                check_choice(question, chosen)
            except BadChoice:
                continue
            yield from every_walk(catalogue, answers.with_answer(question.slug, chosen))
