"""What the answers come to: guidance first, then every form with its reasons.

Two thoughts, kept apart. `placing` looks at goals and tolerances alone and says which
forms they lead to, in which order. `cautioning` then lets the cautions act: nothing they
do can move a form up.
"""

from __future__ import annotations

from content.catalogue import Action, Catalogue, Level
from wizard.engine.because import Because
from wizard.engine.cautioning import ask_first, barred_by, counted_cautions
from wizard.engine.effects import effects_of
from wizard.engine.index import NO_COMPOUNDS, index_of
from wizard.engine.outcomes import Matches, Outcome, Wanted
from wizard.engine.placing import led_to, place
from wizard.engine.ranking import ranked
from wizard.engine.walk import Progress


def outcome(catalogue: Catalogue, progress: Progress) -> Outcome:
    """The outcome of a walk, finished or not: unanswered questions have no effect."""
    effects = effects_of(progress.steps)
    shown = NO_COMPOUNDS if progress.urgent else led_to(catalogue, effects)
    cautions = counted_cautions(catalogue, effects, shown)
    level = max(
        (raised.caution.action.level for raised in cautions), key=lambda it: it.rank, default=Level.ROUTINE
    )
    withheld = not level.is_urgent and any(raised.caution.action is Action.WITHHOLD for raised in cautions)
    silent = level.is_urgent or withheld
    places = (
        ()
        if silent
        else ranked(
            place(catalogue, effects), barred=barred_by(catalogue, cautions), ask_first=ask_first(cautions)
        )
    )
    return Outcome(
        level=level,
        withheld=withheld,
        guidance=catalogue.guidance_for(level, withheld=withheld),
        cautions=cautions,
        wanted=tuple(
            Wanted(goal, effects.wanted[goal.slug]) for goal in catalogue.goals if goal.slug in effects.wanted
        ),
        matches=Matches(index_of(catalogue), places, Because(catalogue, effects, cautions)),
        shown_to_help=any(place.is_shown and place.key.certainty for place in places),
    )
