"""The quiz on steps: where one lands, and which way is steepest."""

from __future__ import annotations

import math

import numpy as np

from lessons.kit.figures import exact, signed
from lessons.kit.hills import oval_hill, written
from lessons.kit.inspection import expression
from lessons.kit.questions import Choice, Draw, Hints, Misconception, Number, Option, central_difference, question
from lessons.kit.slopes import Array, loss_and_gradient

LENGTH = 0.1
"""How far the hiker of `steepest` can step."""


@question
def one_step(draw: Draw) -> Number:
    """Where one step of the walk lands."""
    across, along = draw.whole(1, 4), draw.whole(1, 4)
    w, b = draw.number(-3, 3, step=0.5, zero=False), draw.number(-3, 3, step=0.5, zero=False)
    rate = draw.one_of((0.05, 0.1, 0.2))
    hill = oval_hill(across, along)

    def slope() -> float:
        return float(loss_and_gradient(hill, (w, b))[1][0])

    def landed() -> float:
        return w - rate * central_difference(lambda place: float(hill(place[0], place[1])), np.array([w, b]), 0)

    return Number(
        prompt=f"The loss is `{written(across, along)}`, the hiker stands at w = {exact(w)}, b = {exact(b)}, and "
        f"the learning rate is {exact(rate)}. What is w after one step downhill?",
        value=lambda: w - rate * slope(),
        again=landed,
        tolerance=0.02,
        inspect=expression(hill, {"w": w, "b": b}, focus="w", title="The hill where the step begins"),
        misconceptions=(
            Misconception(
                "stepped uphill",
                lambda: w + rate * slope(),
                "A fine step, but up the hill. The gradient points uphill, so it is taken *away*: w − rate × slope.",
            ),
            Misconception(
                "forgot the learning rate",
                lambda: w - slope(),
                f"You took the whole slope in one stride. The learning rate keeps it short: take away {exact(rate)} × "
                "the slope.",
            ),
            Misconception(
                "forgot the 2",
                lambda: w - rate * slope() / 2,
                "The step has half its length, because the slope lacks its 2: along w it is 2·a·w, not a·w.",
            ),
            Misconception(
                "gave the step, not the place",
                lambda: -rate * slope(),
                f"That is the step. Where it lands is the old w, {exact(w)}, plus that step.",
            ),
        ),
        hints=Hints(
            "Two things to find: the slope along w here, then how much of it the learning rate lets through.",
            "New w = old w − learning rate × slope along w. The slope of a·w² is 2·a·w.",
            lambda: (
                f"The slope along w is {exact(slope())}; {exact(rate)} of it is {exact(rate * slope())}; "
                f"{exact(w)} − {signed(rate * slope())} = {exact(w - rate * slope())}. (b moves as well, by its own "
                "slope.)"
            ),
        ),
        explain=lambda: f"Yes: {exact(w)} − {exact(rate)} × {signed(slope())} = {exact(w - rate * slope())}.",
    )


@question
def steepest(draw: Draw) -> Choice:
    """The steepest way down, among three that look tempting."""
    across, along = draw.one_of(((1, 4), (4, 1), (1, 8), (8, 1)))
    sides = draw.one_of(((3, 4), (4, 3), (6, 8), (8, 6)))
    east, north = (side * draw.one_of((-1, 1)) for side in sides)
    w, b = east / (2 * across), north / (2 * along)
    hill = oval_hill(across, along)

    def gradient() -> Array:
        return loss_and_gradient(hill, (w, b))[1]

    slopes = gradient()
    tempting = (
        (-slopes, "stepped across the slope", "This is the steepest way down; nothing beats it for a short step."),
        (
            slopes,
            "stepped uphill",
            "This goes along the gradient, and the gradient points uphill. Turn round: flip both signs.",
        ),
        (
            -np.array([w, b]),
            "headed for the bottom",
            "This points straight at the bottom. Tempting! But on an oval hill the ground falls faster another way.",
        ),
        (
            -slopes[::-1],
            "mixed up the two weights",
            "This swaps the two slopes: w's went to b and b's to w. Each weight moves by its own slope.",
        ),
    )
    steps = [(LENGTH * way / math.hypot(*way), name, because) for way, name, because in draw.shuffled(tempting)]
    return Choice(
        prompt=f"The loss is `{written(across, along)}` and the hiker stands at w = {exact(w)}, b = {exact(b)}. "
        f"All these steps are {exact(LENGTH)} long. Which one goes down most steeply?",
        options=tuple(
            Option(f"w {_moved(step[0])}, b {_moved(step[1])}", name, because) for step, name, because in steps
        ),
        decide=lambda: int(np.argmin([float(gradient() @ step) for step, _, _ in steps])),
        again=lambda: int(np.argmin([float(hill(w + step[0] / 10, b + step[1] / 10)) for step, _, _ in steps])),
        inspect=expression(hill, {"w": w, "b": b}, title="The hill where the hiker stands"),
        hints=Hints(
            "Not where the bottom is: which way the ground falls fastest right here.",
            "Find both slopes, 2·a·w and 2·c·b. The steepest way down is against them: same proportions, both "
            "signs flipped.",
            lambda: (
                f"The slopes are {exact(gradient()[0])} along w and {exact(gradient()[1])} along b, so the step "
                f"goes as {exact(-gradient()[0])} to {exact(-gradient()[1])}."
            ),
        ),
        explain=lambda: (
            f"Yes. The gradient here is ({exact(gradient()[0])}, {exact(gradient()[1])}); the steepest way down "
            "is exactly against it, wherever the bottom may lie."
        ),
    )


def _moved(by: float) -> str:
    return f"{by:+.3f}".replace("-", "−")
