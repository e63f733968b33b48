"""The quiz on updates: where the weight of a neuron lands, sigmoid and all."""

from __future__ import annotations

import numpy as np

from engine import Tensor
from lessons.kit.figures import exact, signed
from lessons.kit.inspection import expression
from lessons.kit.questions import (
    Draw,
    Hints,
    Misconception,
    Number,
    central_difference,
    question,
)
from lessons.kit.slopes import Array, forward_values, loss_and_gradient

RATE = 0.1


@question
def new_weight(draw: Draw) -> Number:
    """One update of a neuron that sits on the fence."""
    w = draw.number(-3, 3, step=1, zero=False)
    x = draw.one_of((-4.0, -3.0, -2.0, 2.0, 3.0, 4.0))
    y, rate = draw.one_of((0.0, 1.0)), draw.one_of((0.4, 2.0, 4.0))
    b = -w * x

    def loss(w: Tensor, b: Tensor) -> Tensor:
        return ((w * x + b).sigmoid() - y) ** 2

    def slopes() -> Array:
        return loss_and_gradient(loss, (w, b))[1]

    def links() -> tuple[float, float]:
        """What the tape holds: the sum and the answer."""
        _, z, a, *_ = forward_values(loss, (w, b))
        return z, a

    def by_feeling() -> float:
        def plain(w: Array) -> float:
            return float((1 / (1 + np.exp(-(float(w) * x + b))) - y) ** 2)

        return w - rate * central_difference(plain, w)

    def without_sigmoid() -> float:
        a = links()[1]
        return float(slopes()[0]) / (a * (1 - a))

    return Number(
        prompt=f"A neuron with a sigmoid: w = {exact(w)}, b = {exact(b)}. It meets x = {exact(x)}, whose target is "
        f"{exact(y)}. The loss is `(a − y)²`, the learning rate {exact(rate)}. What is w after one update?",
        value=lambda: w - rate * float(slopes()[0]),
        again=by_feeling,
        tolerance=0.02,
        inspect=expression(
            lambda w, b, x, y: ((w * x + b).named("z").sigmoid().named("a") - y).named("miss") ** 2,
            {"w": w, "b": b},
            {"x": x, "y": y},
            focus="w",
            title="A neuron on the fence",
        ),
        misconceptions=(
            Misconception(
                "stepped uphill",
                lambda: w + rate * float(slopes()[0]),
                "The weight moved the wrong way, and the loss grew. The slope is taken *away*: w − rate × slope.",
            ),
            Misconception(
                "forgot the sigmoid's slope",
                lambda: w - rate * without_sigmoid(),
                "Too long a step: you left out the sigmoid's own slope, a·(1 − a), which is a quarter here.",
            ),
            Misconception(
                "forgot the input",
                lambda: w - rate * float(slopes()[1]),
                f"You moved w only as far as the *bias* would move. For the weight, multiply by its input, {exact(x)}.",
            ),
            Misconception(
                "forgot the learning rate",
                lambda: w - float(slopes()[0]),
                f"You took the slope as it is. Multiply it by the learning rate, {exact(rate)}, first.",
            ),
            Misconception(
                "gave the step, not the weight",
                lambda: -rate * float(slopes()[0]),
                f"That is the change. The new weight is the old one, {exact(w)}, plus that.",
            ),
        ),
        hints=Hints(
            "Begin at the front: what is the sum, and what does the sigmoid make of it? (It was chosen kindly.)",
            "Slope along w = 2·(a − y) · a·(1 − a) · x. New w = w − rate × slope.",
            lambda: (
                f"The sum is {exact(links()[0])}, so a = {exact(links()[1])}. The slope is 2 × "
                f"{signed(links()[1] - y)} × 0.25 × {signed(x)} = {exact(slopes()[0])}, and {exact(w)} − {exact(rate)} "
                f"× {signed(slopes()[0])} = {exact(w - rate * slopes()[0])}."
            ),
        ),
        explain=lambda: (
            f"Yes: {exact(w)} − {exact(rate)} × {signed(slopes()[0])} = {exact(w - rate * slopes()[0])}. On the fence, "
            "at a = 0.5, a sigmoid is steepest, so this neuron learns fast."
        ),
    )
