"""The quiz on slopes: one along each weight, and how steep both together are."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from lessons.kit.figures import exact, signed, term
from lessons.kit.formula import Point
from lessons.kit.hills import Weight, oval_hill, written
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
from lessons.kit.slopes import Array, loss_and_gradient


def _without_the_number_in_front(across: int, slopes: Callable[[], Array]) -> tuple[Misconception, ...]:
    """The mistake of leaving out the hill's own number, where it has one."""
    if across == 1:
        return ()
    return (
        Misconception(
            "left out the number in front",
            lambda: float(slopes()[0]) / across,
            f"2·w is the slope of w² alone. This hill has {across} times w², so its slope is {across} times that.",
        ),
    )


@question
def slope_here(draw: Draw) -> Number:
    """One slope of a hill with two."""
    across, along = draw.one_of((1, 3, 4, 5)), draw.whole(1, 5)  # with 2·w² two mistakes would look alike
    w, b = draw.number(-3, 3, step=0.5, zero=False), draw.number(-3, 3, step=0.5, zero=False)
    hill = oval_hill(across, along)

    def slopes() -> Array:
        return loss_and_gradient(hill, (w, b))[1]

    return Number(
        prompt=f"On a hill the loss is `{written(across, along)}`. The hiker stands at w = {exact(w)}, b = "
        f"{exact(b)}. What is the slope along w there: how fast does the loss change as w grows while b stays?",
        value=lambda: float(slopes()[0]),
        again=lambda: central_difference(lambda place: float(hill(place[0], place[1])), np.array([w, b]), 0),
        tolerance=0.05,
        gradient=True,
        inspect=expression(hill, {"w": w, "b": b}, focus="w", title=f"The hill {written(across, along)}"),
        misconceptions=(
            Misconception(
                "sign flipped",
                lambda: -float(slopes()[0]),
                "Right size, wrong way round: that is the way a step should go. The slope itself points uphill, "
                f"so it has the sign of w, which is {'below' if w < 0 else 'above'} zero here.",
            ),
            Misconception(
                "forgot the 2",
                lambda: float(slopes()[0]) / 2,
                "So close: the 2 is missing. The slope of w² is 2·w, because both factors of w·w grow when w does.",
            ),
            *_without_the_number_in_front(across, slopes),
            Misconception(
                "used the loss instead of the slope",
                lambda: loss_and_gradient(hill, (w, b))[0],
                "That is how high the hiker stands, not how steep it is. The feet feel how the height *changes* "
                "with w.",
            ),
            Misconception(
                "mixed up the two weights",
                lambda: float(slopes()[1]),
                "That is the slope along b, the other foot. Along w only the term with w² counts; b stays put.",
            ),
        ),
        hints=Hints(
            "b stays put, so its term is a constant, and a constant has no slope.",
            "The slope of a·w² is 2·a·w. Put in this hill's a and this place's w, with its sign.",
            lambda: (
                f"Along w only `{term(across, 'w²')}` changes. Its slope is 2 × {across} × {signed(w)} = "
                f"{exact(slopes()[0])}."
            ),
        ),
        explain=lambda: (
            f"Yes: 2 × {across} × {signed(w)} = {exact(slopes()[0])}, and the engine's backward pass says the same."
        ),
    )


@question
def slope_formula(draw: Draw) -> Formula:
    """The slope along w everywhere at once, on a hill where the two weights meet in a product."""
    square, product = draw.whole(1, 5), draw.one_of((-4, -3, -2, 2, 3, 4))

    def hill(w: Weight, b: Weight) -> Weight:
        return square * w**2 + product * (w * b)

    def slopes(at: Point) -> Array:
        return loss_and_gradient(hill, (at["w"], at["b"]))[1]

    def felt(at: Point) -> float:
        return central_difference(lambda w: float(hill(float(w), at["b"])), at["w"])

    mixed = f"{'−' if product < 0 else '+'} {abs(product)}·w·b"
    example = f"{2 * square}*w {'-' if product < 0 else '+'} {abs(product)}*b"
    place = {"w": 1.0, "b": 2.0}
    return Formula(
        prompt=f"A map would be handy, so write one: on the hill `{term(square, 'w²')} {mixed}`, what is the slope "
        "along w at *any* place? Answer with w and b.",
        domain={"w": (-3.0, 3.0), "b": (-3.0, 3.0)},
        value=lambda at: float(slopes(at)[0]),
        again=felt,
        example=example,
        gradient=True,
        inspect=expression(hill, place, focus="w", title="This hill at w = 1, b = 2"),
        misconceptions=(
            FormulaMistake(
                "forgot the 2",
                lambda at: float(slopes(at)[0]) - square * at["w"],
                "The second term is right; the first lacks its 2. The slope of w² is 2·w.",
            ),
            FormulaMistake(
                "took the product for a constant",
                lambda at: float(slopes(at)[0]) - product * at["b"],
                "b stays put, but the term with w·b does not: w·b grows by b whenever w grows by 1.",
            ),
            FormulaMistake(
                "mixed up the two weights",
                lambda at: float(slopes(at)[1]),
                "That is the slope along b, the other foot. Along w it is w that moves, and b that stays put.",
            ),
            FormulaMistake(
                "sign flipped",
                lambda at: -float(slopes(at)[0]),
                "Right, but downhill: that is the way a step should go. The slope itself points up.",
            ),
        ),
        hints=Hints(
            "Pretend that b is a plain number, such as 7, and ask how each term changes with w.",
            "The slope of a·w² is 2·a·w. A product c·w·b changes by c·b when w grows by 1.",
            lambda: (
                f"Term by term that is `{example}`. At w = 1, b = 2 it gives {exact(slopes(place)[0])}, and so does "
                "the engine's backward pass."
            ),
        ),
        explain=lambda: (
            f"Yes. At w = 1, b = 2 your map says {exact(slopes(place)[0])}; so do the engine's feet, there and at 50 "
            "other places."
        ),
    )


@question
def how_steep(draw: Draw) -> Number:
    """The length of the gradient, from its two parts."""
    legs = draw.one_of(((3, 4), (5, 12), (8, 15), (7, 24)))
    scale = draw.one_of((0.1, 0.5, 1.0))
    signs = draw.one_of(((1, -1), (-1, 1), (-1, -1)))  # with two plus signs a plain sum would hide who forgot them
    east, north = (round(sign * leg * scale, 2) for sign, leg in zip(signs, draw.shuffled(legs), strict=True))

    def hillside(w: Weight, b: Weight) -> Weight:
        return east * w + north * b

    def slopes() -> Array:
        return loss_and_gradient(hillside, (0.0, 0.0))[1]

    def steepness(gradient: Array) -> float:
        return math.hypot(*gradient)

    def measured() -> float:
        height = lambda place: float(hillside(place[0], place[1]))  # noqa: E731
        return math.sqrt(sum(central_difference(height, np.zeros(2), i) ** 2 for i in range(2)))

    return Number(
        prompt=f"The feet report a slope of {exact(east)} along w and of {exact(north)} along b. "
        "How steep is the ground in its steepest direction?",
        value=lambda: steepness(slopes()),
        again=measured,
        tolerance=round(0.05 * scale, 3),
        gradient=True,
        inspect=expression(hillside, {"w": 0.0, "b": 0.0}, focus="w", title="The hillside under both feet"),
        misconceptions=(
            Misconception(
                "added the slopes",
                lambda: float(np.abs(slopes()).sum()),
                "You added the two slopes. They pull at right angles, so they add like the sides of a right-angled "
                "triangle: square both, add, take the root.",
            ),
            Misconception(
                "added the slopes with their signs",
                lambda: float(slopes().sum()),
                "You added the two slopes as they stand. Steepness has no sign, and the two feet stand at right "
                "angles: square both, add, take the root.",
            ),
            Misconception(
                "forgot the root",
                lambda: steepness(slopes()) ** 2,
                "Nearly there: squared and added. One thing is missing, the square root at the end.",
            ),
            Misconception(
                "took the larger slope alone",
                lambda: float(np.abs(slopes()).max()),
                "That is the steeper of the two feet. Between east and north there is a direction that is steeper "
                "still.",
            ),
        ),
        hints=Hints(
            "Two slopes at right angles: which old Greek had a theorem for that?",
            "Steepness is the length of the gradient: square both slopes, add them, take the square root.",
            lambda: (
                f"{exact(slopes()[0] ** 2)} + {exact(slopes()[1] ** 2)} = {exact(steepness(slopes()) ** 2)}; "
                f"its root is {exact(steepness(slopes()))}."
            ),
        ),
        explain=lambda: f"Yes, Pythagoras it is: {exact(steepness(slopes()))}, more than either foot feels alone.",
    )
