"""The flow of the questions as boxes and lines: tall rather than wide, for a phone too. Pure.

Questions that everybody meets stand at the left edge, joined by the line along it. What
some answers lead to stands further in: the end of the walk, a result without forms, a
further question. The line to a further question runs along the right edge. Nothing here
knows a font, so the width of words is estimated, rather too wide than too narrow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from content.catalogue import Kind
from content.telling import Sentence
from wizard.flow import RESULT, Branch, Lead, Stop

WIDTH = 312
FONT = 14
LINE = 19  # from one line of words to the next
PADDING = 9
GAP = 14  # between boxes
INDENT = 44
RAIL = 12  # where the line to the next question leaves a box, from its left
BRACKET = 28  # where the lines to the branches leave it
LANE = 12  # what each line along the right edge takes
RESULT_HEAD, RESULT_WORDS = Sentence("Result"), Sentence("What matches the answers.")
HEADS = {
    Lead.URGENT_NOW: Sentence("Ends here, get help now:"),
    Lead.URGENT_TODAY: Sentence("Ends here, see a doctor today:"),
    Lead.WITHHELD: Sentence("Goes on, but no form is shown:"),
}

Point = tuple[int, int]

Say = Callable[[Sentence], str]
"""Tells a sentence in the language of the picture, whose words have to fit into it."""


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one line, from the point where they begin."""

    x: int
    y: int
    words: str
    strong: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Box:
    """`look` names its style: question, further, result, or where a branch leads."""

    name: str
    look: str
    x: int
    y: int
    width: int
    height: int
    lines: tuple[Line, ...]

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    @property
    def middle(self) -> int:
        return self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from one box to another, turning only at right angles."""

    source: str
    target: str
    points: tuple[Point, ...]

    @property
    def path(self) -> str:
        """The points as the `d` of an SVG path."""
        return "M" + " L".join(f"{x} {y}" for x, y in self.points)


@dataclass(frozen=True, slots=True)
class Drawing:
    width: int
    height: int
    boxes: tuple[Box, ...]
    edges: tuple[Edge, ...]


def draw(stops: Sequence[Stop], say: Say = str) -> Drawing:
    """All questions from top to bottom, and the result below them."""
    lanes = _lanes(stops)
    right = WIDTH - LANE * (1 + max(lanes.values(), default=-1))
    boxes = _stacked(stops, max(right, WIDTH - 4 * LANE), say)
    edges = tuple(_edges(stops, boxes, lanes))
    width = max([WIDTH, *(x for edge in edges for x, _ in edge.points)]) + 2
    return Drawing(width, boxes[RESULT].bottom + 2, tuple(boxes.values()), edges)


def branch_name(stop: Stop, branch: Branch) -> str:
    return f"{stop.question.slug}/{branch.opens or branch.lead}"


# Boxes --------------------------------------------------------------------------------


def _stacked(stops: Sequence[Stop], right: int, say: Say) -> dict[str, Box]:
    """Every box by its name, one below the other."""
    shorts = {stop.question.slug: f"{stop.number}. {stop.question.short}" for stop in stops}
    boxes: dict[str, Box] = {}
    top = 2
    for stop in stops:
        indent = INDENT if stop.is_conditional else 0
        box = _box(
            stop.question.slug,
            "further" if stop.is_conditional else "question",
            (2 + indent, top, right),
            shorts[stop.question.slug],
            say(_asked(stop)),
        )
        boxes[box.name] = box
        top = box.bottom + GAP
        for branch in stop.branches:
            head = HEADS.get(branch.lead) or Sentence("Opens %(question)s:", question=shorts[branch.opens])
            words = "; ".join(option.short for option in branch.options)
            name, corner = branch_name(stop, branch), (2 + indent + INDENT, top, right)
            boxes[name] = _box(name, branch.lead, corner, say(head), words)
            top = boxes[name].bottom + GAP
    boxes[RESULT] = _box(RESULT, "result", (2, top, right), say(RESULT_HEAD), say(RESULT_WORDS))
    return boxes


def _asked(stop: Stop) -> Sentence:
    one = stop.question.kind is Kind.ONE
    answers = Sentence("One answer.") if one else Sentence("Several answers.")
    return Sentence.joined([Sentence("Asked of some."), answers]) if stop.is_conditional else answers


def _box(name: str, look: str, place: tuple[int, int, int], head: str, words: str) -> Box:
    """A box as high as its words need. `place` is its left, its top and its right."""
    left, top, right = place
    room = right - left - 2 * PADDING
    texts = [(line, True) for line in wrapped(head, room, strong=True)]
    texts += [(line, False) for line in wrapped(words, room)]
    lines = tuple(
        Line(left + PADDING, top + PADDING + FONT + LINE * number, text, strong)
        for number, (text, strong) in enumerate(texts)
    )
    height = 2 * PADDING + FONT + LINE * (len(lines) - 1) + FONT // 3
    return Box(name=name, look=look, x=left, y=top, width=right - left, height=height, lines=lines)


# Words --------------------------------------------------------------------------------

_NARROW = frozenset("iljtfrI.,;:'’!|()[]/- ")
_WIDE = frozenset("mwMW@%—…“”")


def width_of(words: str, *, strong: bool = False) -> float:
    """How wide words are at most, in the fonts a browser is likely to use."""
    ems = sum(0.42 if one in _NARROW else 0.98 if one in _WIDE else _usual(one) for one in words)
    return ems * FONT * (1.08 if strong else 1.0)


def _usual(character: str) -> float:
    return 0.6 if character.islower() or character.isdigit() else 0.76


def wrapped(words: str, room: float, *, strong: bool = False) -> list[str]:
    """The words in lines no wider than `room`; a word too long for a line is cut."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, strong=strong) <= room:
            lines[-1] = longer
        else:
            lines += _cut(word, room, strong=strong)
    return lines


def _cut(word: str, room: float, *, strong: bool) -> Iterator[str]:
    piece = ""
    for character in word:
        if piece and width_of(piece + character, strong=strong) > room:
            yield piece
            piece = ""
        piece += character
    yield piece


# Lines --------------------------------------------------------------------------------


def _lanes(stops: Sequence[Stop]) -> Mapping[tuple[str, str], int]:
    """A lane at the right edge for each line to a further question, so that no two share one side by side."""
    numbers = {stop.question.slug: stop.number for stop in stops}
    taken: list[int] = []  # the number of the question at which each lane is free again
    lanes: dict[tuple[str, str], int] = {}
    for stop in stops:
        for branch in stop.branches:
            if not branch.opens:
                continue
            lane = next((lane for lane, free in enumerate(taken) if free < stop.number), len(taken))
            taken[lane : lane + 1] = [numbers[branch.opens]]
            lanes[stop.question.slug, branch.opens] = lane
    return lanes


def _edges(
    stops: Sequence[Stop], boxes: Mapping[str, Box], lanes: Mapping[tuple[str, str], int]
) -> Iterator[Edge]:
    for place, stop in enumerate(stops):
        box = boxes[stop.question.slug]
        if stop.goes_on:
            yield _onwards(stop, box, boxes[_next(stops[place + 1 :])])
        for branch in stop.branches:
            inner = boxes[branch_name(stop, branch)]
            bracket = box.x + BRACKET
            yield Edge(
                box.name,
                inner.name,
                ((bracket, box.bottom), (bracket, inner.middle), (inner.x, inner.middle)),
            )
            if branch.opens:
                target = boxes[branch.opens]
                lane = inner.right + LANE * (1 + lanes[stop.question.slug, branch.opens])
                yield Edge(
                    inner.name,
                    target.name,
                    (
                        (inner.right, inner.middle),
                        (lane, inner.middle),
                        (lane, target.middle),
                        (target.right, target.middle),
                    ),
                )


def _next(later: Iterable[Stop]) -> str:
    """The next question that everybody meets, or the result."""
    return next((stop.question.slug for stop in later if not stop.is_conditional), RESULT)


def _onwards(stop: Stop, box: Box, target: Box) -> Edge:
    if not stop.is_conditional:
        rail = box.x + RAIL
        return Edge(box.name, target.name, ((rail, box.bottom), (rail, target.y)))
    back, low = target.x + BRACKET, box.bottom - PADDING
    return Edge(box.name, target.name, ((box.x, low), (back, low), (back, target.y)))
