"""The impact of a change in words a reviewer reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from content.catalogue import Catalogue, Level
from wizard.engine.answers import Answers
from wizard.engine.outcomes import Group as Place
from wizard.impact.comparing import Group, Impact
from wizard.impact.difference import Difference, Kind
from wizard.impact.results import Standing
from wizard.overviews.shares import share


class Sentences:
    """Names what an impact is about as the two Catalogues name it."""

    def __init__(self, before: Catalogue, after: Catalogue) -> None:
        self.before = before
        self.after = after

    def summary(self, impact: Impact) -> str:
        if not impact.changed:
            return f"None of {impact.combinations:,} answer combinations changes."
        part = share(impact.changed, impact.combinations).lower()
        return f"{impact.changed:,} of {impact.combinations:,} answer combinations change: {part}."

    def of_group(self, group: Group) -> str:
        """What changes for the combinations of a group, as one sentence."""
        return _SENTENCES[group.kind](self, group.told)

    def in_order(self, answers: Answers) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The answers of an example in the order they are asked for."""
        slugs = [question.slug for question in (*self.after.questions, *self.before.questions)]
        yield from sorted(answers.items(), key=lambda answer: slugs.index(answer[0]))

    def of_example(self, answers: Answers) -> Iterator[tuple[str, str]]:
        """The same in the short words of questions and answers."""
        for slug, codes in self.in_order(answers):
            sides = [side.question_of[slug] for side in (self.after, self.before) if slug in side.question_of]
            options = {option.code: option.short for side in reversed(sides) for option in side.options}
            yield sides[0].short, ", ".join(options[code] for code in codes)

    # One for each kind ------------------------------------------------------------------

    def warning_lost(self, told: Difference) -> str:
        if told.weaker:
            return self.warning_weaker(told)
        return f"A warning is lost{self._caution(told.lost)}{_steps(told)}"

    def warning_added(self, told: Difference) -> str:
        return f"A warning is added{self._caution(told.gained)}{_steps(told)}"

    def warning_weaker(self, told: Difference) -> str:
        return f"A warning is made weaker{self._caution(told.weaker)}{_steps(told)}"

    def warning_stronger(self, told: Difference) -> str:
        return f"A warning is made stronger{self._caution(told.stronger)}{_steps(told)}"

    def warned_answer_gone(self, told: Difference) -> str:
        return (
            f"An answer that led to “{_standing(told.before)}” is no longer offered, "
            f"in the question “{self._question(told.refused)}”."
        )

    def newly_shown_at_risk(self, told: Difference) -> str:
        return f"Newly shown although the answers warn of something: {self._compounds(told.shown)}."

    def first_places(self, told: Difference) -> str:
        parts = (
            ("Newly in first place: ", told.first),
            ("No longer in first place: ", told.no_longer_first),
        )
        return " ".join(f"{what}{self._compounds(slugs)}." for what, slugs in parts if slugs)

    def forms_moved(self, told: Difference) -> str:
        moves = sorted(told.moves, key=lambda move: self._compound(move.compound))
        return " ".join(
            f"{self._compound(move.compound)} moves from “{_PLACES[move.before]}” to “{_PLACES[move.after]}”."
            for move in moves
        )

    def order(self, _told: Difference) -> str:
        return "Only the order of the forms changes."

    def answer_gone(self, told: Difference) -> str:
        return f"These answers are no longer offered, in the question “{self._question(told.refused)}”."

    def answer_new(self, told: Difference) -> str:
        return (
            f"These answers are new, in the question “{self._question(told.refused)}”. "
            f"They lead to “{_standing(told.after)}”."
        )

    def asked_anew(self, told: Difference) -> str:
        before, after = told.asked
        if before and after:
            return "Other questions are asked. The result stays the same."
        asked = "A question is no longer asked." if before else "A new question is asked."
        return f"{asked} The result stays the same."

    def wording(self, _told: Difference) -> str:
        return "Only words change."

    # Names ------------------------------------------------------------------------------

    def _caution(self, slug: str) -> str:
        """The gravest of the cautions, in brackets; nothing where the steps say it all."""
        caution = self.before.caution_of.get(slug) or self.after.caution_of.get(slug)
        return f" (“{caution.name}”)" if caution else ""

    def _compounds(self, slugs: Iterable[str]) -> str:
        return ", ".join(sorted(map(self._compound, slugs)))

    def _compound(self, slug: str) -> str:
        compound = self.after.compound_of.get(slug) or self.before.compound_of[slug]
        return compound.short

    def _question(self, slug: str) -> str:
        question = self.after.question_of.get(slug) or self.before.question_of[slug]
        return question.short


def _steps(told: Difference) -> str:
    if told.before == told.after:
        return f". The result stays “{_standing(told.after)}”."
    return f": “{_standing(told.before)}” becomes “{_standing(told.after)}”."


def _standing(standing: Standing | None) -> str:
    if standing is None:
        return "not offered"
    return "talk to a clinician, no forms shown" if standing.withheld else _LEVELS[standing.level]


_LEVELS: Mapping[Level, str] = {
    Level.ROUTINE: "general advice",
    Level.ASK_FIRST: "ask first",
    Level.URGENT_TODAY: "urgent: today",
    Level.URGENT_NOW: "urgent: now",
}

_PLACES: Mapping[Place | None, str] = {
    Place.MATCHES: "matches",
    Place.PARTLY: "matches in part",
    Place.DISCUSS: "to discuss",
    Place.SET_ASIDE: "set aside",
    None: "not in the guide",
}

_SENTENCES: Mapping[Kind, Callable[[Sentences, Difference], str]] = {
    Kind.WARNING_LOST: Sentences.warning_lost,
    Kind.WARNING_WEAKER: Sentences.warning_weaker,
    Kind.WARNED_ANSWER_GONE: Sentences.warned_answer_gone,
    Kind.NEWLY_SHOWN_AT_RISK: Sentences.newly_shown_at_risk,
    Kind.FIRST_PLACES: Sentences.first_places,
    Kind.WARNING_ADDED: Sentences.warning_added,
    Kind.WARNING_STRONGER: Sentences.warning_stronger,
    Kind.FORMS_MOVED: Sentences.forms_moved,
    Kind.ORDER: Sentences.order,
    Kind.ANSWER_GONE: Sentences.answer_gone,
    Kind.ANSWER_NEW: Sentences.answer_new,
    Kind.ASKED_ANEW: Sentences.asked_anew,
    Kind.WORDING: Sentences.wording,
}
