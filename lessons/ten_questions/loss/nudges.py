"""The quiz on the slope of a miss: how fast the loss changes as the prediction does."""

from __future__ import annotations

from functools import lru_cache

from lessons.kit.figures import exact, signed, term
from lessons.kit.hills import Weight
from lessons.kit.inspection import expression
from lessons.kit.questions import (
    Draw,
    Formula,
    FormulaMistake,
    Hints,
    Misconception,
    Number,
    central_difference,
    question,
)
from lessons.kit.slopes import forward_values, loss_and_gradient


def cost(factor: float, prediction: Weight, target: float) -> Weight:
    """The loss factor·(p − y)²."""
    return factor * (prediction - target) ** 2


@lru_cache(maxsize=1024)
def slope_by_the_engine(factor: float, prediction: float, target: float) -> float:
    """The slope of that loss along the prediction, from a backward pass; kept, for the same points come often."""
    return float(loss_and_gradient(lambda p: cost(factor, p, target), (prediction,))[1][0])


def slope_by_feeling(factor: float, prediction: float, target: float) -> float:
    """The same from two losses nearby."""
    return central_difference(lambda p: float(cost(factor, float(p), target)), prediction)


@question
def slope_of_a_miss(draw: Draw) -> Number:
    """How fast one squared miss changes with the prediction."""
    prediction, target = draw.number(-4, 6, step=0.5, zero=False), draw.number(-5, 8, step=1, zero=False)

    def loss(p: Weight) -> Weight:
        return cost(1.0, p, target)

    def slope() -> float:
        return slope_by_the_engine(1.0, prediction, target)

    def miss() -> float:
        return forward_values(loss, (prediction,))[0]

    return Number(
        prompt=f"A network predicts {exact(prediction)}; the target is {exact(target)}. The loss is "
        "`(prediction − target)²`. What is its slope: how fast does it grow as the prediction grows?",
        value=slope,
        again=lambda: slope_by_feeling(1.0, prediction, target),
        tolerance=0.05,
        gradient=True,
        inspect=expression(
            lambda p, y: (p - y).named("miss") ** 2,
            {"p": prediction},
            {"y": target},
            focus="p",
            title="One prediction, one target",
        ),
        misconceptions=(
            Misconception(
                "sign flipped",
                lambda: -slope(),
                "Right size, other sign. The miss is prediction minus target, in that order: a prediction that is too "
                "large has a positive slope.",
            ),
            Misconception(
                "forgot the 2",
                lambda: slope() / 2,
                "That is the miss. The slope of a square is *twice* what is squared.",
            ),
            Misconception(
                "used the loss instead of the slope",
                lambda: loss_and_gradient(loss, (prediction,))[0],
                "That is the loss itself, the height in the bowl. The slope is twice the miss, not the miss squared.",
            ),
            Misconception(
                "forgot the target",
                lambda: slope_by_the_engine(1.0, prediction, 0.0),
                "That would be the slope if the target were 0. What is squared is the miss: prediction minus target.",
            ),
        ),
        hints=Hints(
            "First the miss, with its sign: prediction minus target.",
            "The slope of a square is twice what is squared: 2 × (prediction − target).",
            lambda: (
                f"The miss is {exact(prediction)} − {signed(target)} = {exact(miss())}. Twice that is {exact(slope())}."
            ),
        ),
        explain=lambda: (
            f"Yes: 2 × {signed(miss())} = {exact(slope())}. It says that the prediction should go "
            f"{'down' if slope() > 0 else 'up'}, and how urgently."
        ),
    )


@question
def slope_formula(draw: Draw) -> Formula:
    """The slope of a weighted squared miss, as a formula."""
    factor = draw.one_of((0.5, 3.0, 4.0, 5.0, 10.0))
    example = f"{exact(2 * factor)} * (p - y)"
    return Formula(
        prompt=f"The network predicts *p*, the target is *y*, and this mistake is charged at {exact(factor)} times the "
        f"square: `L = {term(factor, '(p − y)²')}`. Write the slope of L along p.",
        domain={"p": (-4.0, 4.0), "y": (-4.0, 4.0)},
        value=lambda at: slope_by_the_engine(factor, at["p"], at["y"]),
        again=lambda at: slope_by_feeling(factor, at["p"], at["y"]),
        example=example,
        gradient=True,
        inspect=expression(
            lambda p, y: factor * (p - y).named("miss") ** 2,
            {"p": 3.0},
            {"y": 1.0},
            focus="p",
            title="This loss at p = 3, y = 1",
        ),
        misconceptions=(
            FormulaMistake(
                "sign flipped",
                lambda at: -slope_by_the_engine(factor, at["p"], at["y"]),
                "Only the sign is off: it is p − y. If p is too large, pushing it up must raise the loss.",
            ),
            FormulaMistake(
                "forgot the 2",
                lambda at: slope_by_the_engine(factor, at["p"], at["y"]) / 2,
                "The 2 is missing: the slope of a square is twice what is squared.",
            ),
            FormulaMistake(
                "forgot the factor",
                lambda at: slope_by_the_engine(1.0, at["p"], at["y"]),
                f"You left the factor behind. A loss {exact(factor)} times as high is {exact(factor)} times as steep.",
            ),
            FormulaMistake(
                "kept the square",
                lambda at: slope_by_the_engine(factor, at["p"], at["y"]) * (at["p"] - at["y"]),
                "The 2 came down, but the square stayed up. The slope of (…)² is 2·(…), with no square left.",
            ),
            FormulaMistake(
                "gave the loss",
                lambda at: cost(factor, at["p"], at["y"]),
                "That is the loss once more. Its slope tells how fast it changes with p.",
            ),
        ),
        hints=Hints(
            "A factor in front simply stays in front.",
            "The slope of (something)² is 2 × something, and here the something grows by 1 when p does.",
            lambda: (
                f"{exact(factor)} × 2 × (p − y), that is `{example}`. At p = 3, y = 1 the engine has "
                f"{exact(slope_by_the_engine(factor, 3.0, 1.0))}."
            ),
        ),
        explain=lambda: (
            f"Yes. At p = 3, y = 1 that is {exact(slope_by_the_engine(factor, 3.0, 1.0))}, as the engine's backward "
            "pass has it."
        ),
    )
