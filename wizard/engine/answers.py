"""What a visitor told us: question → option codes, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Answers(Mapping[str, tuple[str, ...]]):
    """An immutable mapping of question slugs to sorted option codes.

    Sorting makes the order in which boxes were ticked disappear. An empty choice is no
    answer and is left out. Whether the codes mean anything is for `walk.replay` to say.
    """

    _chosen: Mapping[str, tuple[str, ...]]

    def __init__(self, chosen: Mapping[str, Iterable[str]] = MappingProxyType({})) -> None:
        kept = {question: tuple(sorted(set(codes))) for question, codes in sorted(chosen.items())}
        self._keep({question: codes for question, codes in kept.items() if codes})

    def _keep(self, chosen: Mapping[str, tuple[str, ...]]) -> None:
        object.__setattr__(self, "_chosen", MappingProxyType(chosen))

    def __getitem__(self, question: str) -> tuple[str, ...]:
        return self._chosen[question]

    def __iter__(self) -> Iterator[str]:
        return iter(self._chosen)

    def __len__(self) -> int:
        return len(self._chosen)

    def __hash__(self) -> int:
        return hash(tuple(self._chosen.items()))

    def __reduce__(self) -> tuple[type[Answers], tuple[dict[str, tuple[str, ...]]]]:
        """How to send answers to another process, which a view of a dict can't be by itself."""
        return Answers, (dict(self._chosen),)

    def with_answer(self, question: str, codes: Iterable[str]) -> Answers:
        """These answers with one question answered anew; no codes takes the answer away."""
        chosen = tuple(sorted(set(codes)))
        if chosen == self._chosen.get(question, ()):
            return self
        return Answers({**self._chosen, question: chosen})

    def without(self, questions: Iterable[str]) -> Answers:
        dropped = set(questions)
        left = object.__new__(Answers)  # what is left is sorted already
        left._keep({slug: codes for slug, codes in self._chosen.items() if slug not in dropped})
        return left


NO_ANSWERS = Answers()
