"""The quiz on weight against bias: how many times as fast the loss changes with the one as with the other."""

from __future__ import annotations

import numpy as np

from lessons.kit.figures import exact, signed
from lessons.kit.hills import Weight
from lessons.kit.inspection import expression
from lessons.kit.questions import Draw, Hints, Misconception, Number, central_difference, question
from lessons.kit.slopes import Array, forward_values, loss_and_gradient


@question
def weight_against_bias(draw: Draw) -> Number:
    """How many times the bias's slope the weight's is."""
    x = draw.one_of((-5.0, -4.0, -3.0, -2.0, 2.0, 3.0, 4.0, 5.0))
    w, b, target = draw.number(-3, 3, step=0.5, zero=False), draw.whole(-3, 3), draw.number(-4, 4, step=1)
    if w * x + b == target:
        target += 1.0  # where there is no miss there is no slope to compare

    def loss(w: Weight, b: Weight) -> Weight:
        return (w * x + b - target) ** 2

    def slopes() -> Array:
        return loss_and_gradient(loss, (w, float(b)))[1]

    def by_feeling() -> float:
        place = np.array([w, float(b)])
        along_w, along_b = (central_difference(lambda at: float(loss(at[0], at[1])), place, i) for i in (0, 1))
        return along_w / along_b

    def miss() -> float:
        return forward_values(loss, (w, float(b)))[-2]

    return Number(
        prompt=f"The neuron `z = w·x + b` has w = {exact(w)} and b = {exact(b)}. It meets x = {exact(x)} with target "
        f"{exact(target)}; the loss is `(z − target)²`. The slope along w is how many times the slope along b?",
        value=lambda: float(slopes()[0] / slopes()[1]),
        again=by_feeling,
        tolerance=0.05,
        gradient=True,
        inspect=expression(
            lambda w, b, x, y: ((w * x + b).named("z") - y).named("miss") ** 2,
            {"w": w, "b": float(b)},
            {"x": x, "y": target},
            title="One neuron, one example",
            notes={"y": "the target"},
        ),
        misconceptions=(
            Misconception(
                "upside down",
                lambda: float(slopes()[1] / slopes()[0]),
                "That is b's slope divided by w's. Asked for is w's divided by b's.",
            ),
            Misconception(
                "sign flipped",
                lambda: -float(slopes()[0] / slopes()[1]),
                "Right size, other sign. The input multiplies the slope, sign and all: a negative one turns it round.",
            ),
            Misconception(
                "took both for equal",
                lambda: float(slopes()[1] / slopes()[1]),
                f"Equal only if x were 1. Nudge w, and the sum moves {exact(x)} times as far as if you nudged b.",
            ),
            Misconception(
                "took the weight for the input",
                lambda: w * float(slopes()[1] / slopes()[1]),
                "That is the weight. How strongly a nudge of w is felt depends on what w is multiplied by: the input.",
            ),
        ),
        hints=Hints(
            "Nudge b by a little: how far does the sum move? Now nudge w.",
            "The slope along b is twice the miss. Along w it is twice the miss, times what w is multiplied by.",
            lambda: (
                f"The miss is {exact(miss())}, the slope along b {exact(slopes()[1])}, along w {exact(slopes()[0])}. "
                f"{exact(slopes()[0])} / {signed(slopes()[1])} = {exact(slopes()[0] / slopes()[1])}."
            ),
        ),
        explain=lambda: (
            f"Yes: {exact(slopes()[0])} against {exact(slopes()[1])}. The ratio is the input itself, whatever the miss."
        ),
    )
