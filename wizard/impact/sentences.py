"""The impact of a change in words a reviewer reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from content import words
from content.catalogue import Catalogue
from wizard.engine.answers import Answers
from wizard.engine.outcomes import LEVELS
from wizard.engine.standing import Group as Place
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
        every = words.number(impact.combinations)
        if not impact.changed:
            return _("None of %(all)s answer combinations changes.") % {"all": every}
        return ngettext(
            "%(changed)s of %(all)s answer combinations change: %(share)s.",
            "%(changed)s of %(all)s answer combinations change: %(share)s.",
            impact.changed,
        ) % {
            "changed": words.number(impact.changed),
            "all": every,
            "share": words.told(share(impact.changed, impact.combinations)).lower(),
        }

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
        return _steps(_("A warning is lost") + self._caution(told.lost), told)

    def warning_added(self, told: Difference) -> str:
        return _steps(_("A warning is added") + self._caution(told.gained), told)

    def warning_weaker(self, told: Difference) -> str:
        return _steps(_("A warning is made weaker") + self._caution(told.weaker), told)

    def warning_stronger(self, told: Difference) -> str:
        return _steps(_("A warning is made stronger") + self._caution(told.stronger), told)

    def warned_answer_gone(self, told: Difference) -> str:
        return _(
            "An answer that led to “%(standing)s” is no longer offered, in the question “%(question)s”."
        ) % {"standing": _standing(told.before), "question": self._question(told.refused)}

    def newly_shown_at_risk(self, told: Difference) -> str:
        message = _("Newly shown although the answers warn of something: %(forms)s.")
        return message % {"forms": self._compounds(told.shown)}

    def first_places(self, told: Difference) -> str:
        parts = (
            (_("Newly in first place: %(forms)s."), told.first),
            (_("No longer in first place: %(forms)s."), told.no_longer_first),
        )
        return " ".join(message % {"forms": self._compounds(slugs)} for message, slugs in parts if slugs)

    def forms_moved(self, told: Difference) -> str:
        moves = sorted(told.moves, key=lambda move: self._compound(move.compound))
        return " ".join(
            _("%(form)s moves from “%(before)s” to “%(after)s”.")
            % {
                "form": self._compound(move.compound),
                "before": _PLACES[move.before],
                "after": _PLACES[move.after],
            }
            for move in moves
        )

    def order(self, _told: Difference) -> str:
        return _("Only the order of the forms changes.")

    def answer_gone(self, told: Difference) -> str:
        message = _("These answers are no longer offered, in the question “%(question)s”.")
        return message % {"question": self._question(told.refused)}

    def answer_new(self, told: Difference) -> str:
        return _("These answers are new, in the question “%(question)s”. They lead to “%(standing)s”.") % {
            "question": self._question(told.refused),
            "standing": _standing(told.after),
        }

    def asked_anew(self, told: Difference) -> str:
        before, after = told.asked
        if before and after:
            return _("Other questions are asked. The result stays the same.")
        if before:
            return _("A question is no longer asked. The result stays the same.")
        return _("A new question is asked. The result stays the same.")

    def wording(self, _told: Difference) -> str:
        return _("Only words change.")

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


def _steps(what: str, told: Difference) -> str:
    """What changes, and what that does to the result."""
    if told.before == told.after:
        message = _("%(what)s. The result stays “%(after)s”.")
    else:
        message = _("%(what)s: “%(before)s” becomes “%(after)s”.")
    return message % {"what": what, "before": _standing(told.before), "after": _standing(told.after)}


def _standing(standing: Standing | None) -> str:
    if standing is None:
        return _("not offered")
    if standing.withheld:
        return _("talk to a clinician, no forms shown")
    return words.told(LEVELS[standing.level])


_PLACES: Mapping[Place | None, Promise] = {
    Place.MATCHES: pgettext_lazy("a form stands under", "matches"),
    Place.PARTLY: pgettext_lazy("a form stands under", "matches in part"),
    Place.DISCUSS: pgettext_lazy("a form stands under", "to discuss"),
    Place.SET_ASIDE: pgettext_lazy("a form stands under", "set aside"),
    None: pgettext_lazy("a form stands under", "not in the guide"),
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
