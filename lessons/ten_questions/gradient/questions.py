"""The quiz on slopes: one along each weight, and how steep both together are."""

from __future__ import annotations

import math

import numpy as np

from lessons.kit.figures import exact, signed, term
from lessons.kit.hills import Weight, oval_hill, written
from lessons.kit.questions import Draw, Hints, Misconception, Number, central_difference, question
from lessons.kit.slopes import Array, forward_values, loss_and_gradient


@question
def slope_here(draw: Draw) -> Number:
    """One slope of a hill with two."""
    across, along = draw.whole(1, 5), draw.whole(1, 5)
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
def other_slope(draw: Draw) -> Number:
    """The slope along b of a line's error on one example."""
    x, w = draw.one_of((-3.0, -2.0, -1.5, 1.5, 2.0, 3.0)), draw.number(-2, 2, step=0.5, zero=False)
    b, target = draw.number(-2, 2, step=0.5), draw.number(-4, 4, step=1)

    def loss(w: Weight, b: Weight) -> Weight:
        return (w * x + b - target) ** 2

    def slopes() -> Array:
        return loss_and_gradient(loss, (w, b))[1]

    def miss() -> float:
        return forward_values(loss, (w, b))[-2]

    return Number(
        prompt=f"The line `w·x + b` with w = {exact(w)}, b = {exact(b)} meets one example: at x = {exact(x)} it "
        f"should give {exact(target)}. The loss is `(w·x + b − target)²`. What is its slope along b?",
        value=lambda: float(slopes()[1]),
        again=lambda: central_difference(lambda place: float(loss(place[0], place[1])), np.array([w, b]), 1),
        tolerance=0.05,
        gradient=True,
        misconceptions=(
            Misconception(
                "mixed up the two weights",
                lambda: float(slopes()[0]),
                f"That is the slope along w. Moving w by a little moves the line's output by x = {exact(x)} times "
                "as much; moving b moves it by just as much, so here nothing is multiplied by x.",
            ),
            Misconception(
                "forgot the 2",
                lambda: float(slopes()[1]) / 2,
                "That is the miss itself. The loss is the miss squared, and the slope of a square is *twice* what "
                "is squared.",
            ),
            Misconception(
                "sign flipped",
                lambda: -float(slopes()[1]),
                "Right size, other sign. The miss is output minus target, not target minus output.",
            ),
            Misconception(
                "used the loss instead of the slope",
                lambda: loss_and_gradient(loss, (w, b))[0],
                "That is the loss, the height of the ground. Its slope is twice the miss, not the miss squared.",
            ),
        ),
        hints=Hints(
            "First find the miss: what the line gives, minus what it should give.",
            "The slope of a square is 2 × what is squared × how fast that changes. As b grows by 1, the miss grows "
            "by 1.",
            lambda: (
                f"The miss is {signed(w)} × {signed(x)} + {signed(b)} − {signed(target)} = {exact(miss())}. Twice "
                f"that is {exact(slopes()[1])}."
            ),
        ),
        explain=lambda: (
            f"Yes: twice the miss, 2 × {signed(miss())} = {exact(slopes()[1])}. (Along w it would be "
            f"{exact(slopes()[0])}.)"
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
                "A plain sum lets slopes of opposite sign cancel, and a hill does not get flatter for falling both "
                "ways. Square both, add, take the root.",
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
