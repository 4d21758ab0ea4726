"""Small random Catalogues, and answers to them, for Hypothesis."""

from collections.abc import Iterable

from hypothesis import strategies as st

from content.catalogue import (
    Action,
    Catalogue,
    Caution,
    CautionGroup,
    Certainty,
    Claim,
    Compound,
    CompoundTrait,
    Direction,
    FoodFirst,
    Goal,
    Guidance,
    Kind,
    Level,
    Option,
    Prose,
    Publisher,
    Question,
    Relevance,
    Route,
    Scale,
    Trait,
)
from wizard.engine.answers import Answers

NONE = Prose()
GOALS = ("goal-a", "goal-b", "goal-c")
COMPOUNDS = ("form-a", "form-b", "form-c", "form-d")
TRAITS = {"gut-1": "gut", "gut-2": "gut", "cost-1": "cost", "cost-2": "cost"}
CAUTIONS = ("caution-a", "caution-b", "caution-c", "caution-d", "caution-e")

GUIDANCE = tuple(
    Guidance(level=level, withheld=withheld, title=level, body=NONE, action="")
    for level, withheld in [*((level, False) for level in Level), (Level.ASK_FIRST, True)]
)
PUBLISHER = Publisher(
    name="Test",
    who=NONE,
    need=NONE,
    funding=NONE,
    making=NONE,
    updates=NONE,
    testing=NONE,
    feedback=NONE,
    privacy=NONE,
    accessibility=NONE,
)
FOOD_FIRST = FoodFirst(title="Food first", summary="", for_it=NONE, against_it=NONE, living_with=NONE)


def some(values: Iterable[str], most: int) -> st.SearchStrategy[tuple[str, ...]]:
    """A few of `values`, each at most once, in a fixed order."""
    return st.sets(st.sampled_from(tuple(values)), max_size=most).map(lambda chosen: tuple(sorted(chosen)))


goals = st.tuples(
    *(
        st.builds(
            Goal,
            slug=st.just(slug),
            name=st.just(slug),
            hope=st.just(slug),
            number=st.just(number),
            summary=st.just(""),
            known=st.just(NONE),
            check_first=st.just(NONE),
            what_else=st.just(NONE),
            without_treatment=st.just(NONE),
            support=st.just(NONE),
            hindered_by=some(TRAITS, 1),
        )
        for number, slug in enumerate(GOALS)
    )
)


@st.composite
def compounds(draw: st.DrawFn) -> tuple[Compound, ...]:
    return tuple(
        Compound(
            slug=slug,
            name=slug,
            short=slug,
            number=number,
            route=Route.MOUTH,
            summary="",
            about=NONE,
            risks=NONE,
            ask_first=NONE,
            traits=tuple(
                CompoundTrait(trait=draw(st.sampled_from(steps)))
                for steps in (("gut-1", "gut-2"), ("cost-1", "cost-2"))
                if draw(st.booleans())
            ),
        )
        for number, slug in enumerate(COMPOUNDS)
    )


@st.composite
def claims(draw: st.DrawFn) -> tuple[Claim, ...]:
    return tuple(
        Claim(
            compound=compound,
            goal=goal,
            relevance=draw(st.sampled_from(Relevance)),
            direction=draw(st.sampled_from(Direction)),
            certainty=draw(st.sampled_from(Certainty)),
            statement="",
            because="",
        )
        for compound in COMPOUNDS
        for goal in GOALS
        if draw(st.booleans())
    )


cautions = st.tuples(
    *(
        st.builds(
            Caution,
            slug=st.just(slug),
            name=st.just(slug),
            group=st.just(CautionGroup.CONDITION),
            action=st.sampled_from(Action),
            number=st.just(number),
            statement=st.just(""),
            advice=st.just(NONE),
            compounds=st.one_of(st.just(()), some(COMPOUNDS, 2)),
        )
        for number, slug in enumerate(CAUTIONS)
    )
)


@st.composite
def questions(draw: st.DrawFn) -> tuple[Question, ...]:
    asked: list[Question] = []
    keys: list[str] = []
    for number in range(draw(st.integers(2, 4))):
        safety = draw(st.booleans())
        kind = draw(st.sampled_from(Kind))
        options = tuple(
            Option(
                code=f"o{place}",
                label=f"Option {place}",
                short=f"o{place}",
                wants=() if safety else draw(some(GOALS, 2)),
                welcomes=() if safety else draw(some(TRAITS, 1)),
                avoids=() if safety else draw(some(TRAITS, 1)),
                rules_out=() if safety else draw(some(TRAITS, 1)),
                raises=draw(some(CAUTIONS, 2 if safety else 1)),
            )
            for place in range(draw(st.integers(1, 3)))
        )
        if draw(st.booleans()):
            options = (*options, Option(code="none", label="None", short="none", exclusive=True))
        asked.append(
            Question(
                slug=f"q{number}",
                number=number,
                kind=kind,
                text="",
                short="",
                why="",
                safety=safety,
                most=draw(st.sampled_from((None, 1, 2))) if kind is Kind.MANY else None,
                shown_when=draw(some(keys, 2)) if keys else (),
                options=options,
            )
        )
        keys.extend(f"q{number}/{option.code}" for option in options)
    return tuple(asked)


catalogues = st.builds(
    Catalogue,
    publisher=st.just(PUBLISHER),
    food_first=st.just(FOOD_FIRST),
    guidance=st.just(GUIDANCE),
    scales=st.just(tuple(Scale(slug=slug, name=slug, number=n) for n, slug in enumerate(("gut", "cost")))),
    traits=st.just(
        tuple(
            Trait(slug=slug, scale=scale, step=int(slug[-1]), name=slug, phrase=slug)
            for slug, scale in TRAITS.items()
        )
    ),
    goals=goals,
    compounds=compounds(),
    claims=claims(),
    cautions=cautions,
    questions=questions(),
)


@st.composite
def answered(draw: st.DrawFn) -> tuple[Catalogue, Answers]:
    """A Catalogue and answers to it, allowed and reached or not."""
    catalogue = draw(catalogues)
    return catalogue, draw(answers_to(catalogue))


@st.composite
def answers_to(draw: st.DrawFn, catalogue: Catalogue) -> Answers:
    chosen: dict[str, tuple[str, ...]] = {}
    for question in catalogue.questions:
        codes = [option.code for option in question.options]
        if draw(st.integers(0, 5)):
            plain = [option.code for option in question.options if not option.exclusive]
            picked = draw(st.lists(st.sampled_from(plain), min_size=1, max_size=question.limit, unique=True))
            chosen[question.slug] = tuple(picked)
        else:
            chosen[question.slug] = tuple(draw(st.lists(st.sampled_from([*codes, "unknown"]), max_size=3)))
    return Answers(chosen)
