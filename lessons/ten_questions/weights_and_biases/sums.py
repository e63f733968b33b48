"""The quiz on the sum: what one neuron makes of its inputs, and where it tips."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine import Tensor
from lessons.kit.figures import exact, signed
from lessons.kit.questions import Draw, Hints, Misconception, Number, question
from lessons.ten_questions.weights_and_biases.guests import sums, tipping_point


def weighted(weights: Sequence[float], bias: float, inputs: Sequence[float]) -> float:
    """Input times weight, added up, plus the bias, by the engine."""
    return ((Tensor([list(inputs)]) @ Tensor([[weight] for weight in weights])).sum() + bias).item()


@question
def weighted_sum(draw: Draw) -> Number:
    """Two ingredients, two amounts and a pinch."""
    inputs = [draw.number(-3, 4, step=1, zero=False), draw.number(1, 5, step=1)]
    weights = [draw.number(0.5, 3, step=0.5), -draw.number(0.5, 3, step=0.5)]
    bias = draw.number(-4, 4, step=1, zero=False)
    (x1, x2), (w1, w2) = inputs, weights

    def parts() -> tuple[float, float]:
        return weighted([w1], 0.0, [x1]), weighted([w2], 0.0, [x2])

    return Number(
        prompt=f"A neuron has the weights w1 = {exact(w1)} and w2 = {exact(w2)} and the bias b = {exact(bias)}. Its "
        f"inputs are x1 = {exact(x1)} and x2 = {exact(x2)}. What is its sum z, before any sigmoid?",
        value=lambda: weighted(weights, bias, inputs),
        again=lambda: w1 * x1 + w2 * x2 + bias,
        tolerance=0.05,
        misconceptions=(
            Misconception(
                "forgot the bias",
                lambda: weighted(weights, 0.0, inputs),
                f"The ingredients are right; the pinch is missing. Add the bias, {exact(bias)}, at the end.",
            ),
            Misconception(
                "added the bias to each product",
                lambda: weighted(weights, 2 * bias, inputs),
                "The bias went in twice, once with each ingredient. It is added once, to the whole sum.",
            ),
            Misconception(
                "dropped a minus sign",
                lambda: weighted([w1, -w2], bias, inputs),
                f"The second weight is {exact(w2)}: its input counts *against*. Keep the minus sign in the product.",
            ),
            Misconception(
                "mixed up the weights",
                lambda: weighted(weights[::-1], bias, inputs),
                "Each weight got the other's input. x1 goes with w1, and x2 with w2.",
            ),
        ),
        hints=Hints(
            "Each ingredient times its own amount, then one pinch for the whole pot.",
            "z = w1·x1 + w2·x2 + b. Mind the minus signs.",
            lambda: (
                f"w1·x1 = {exact(parts()[0])}, w2·x2 = {exact(parts()[1])}; {exact(parts()[0])} + {signed(parts()[1])} "
                f"+ {signed(bias)} = {exact(weighted(weights, bias, inputs))}."
            ),
        ),
        explain=lambda: (
            f"Yes: {exact(parts()[0])} + {signed(parts()[1])} + {signed(bias)} = "
            f"{exact(weighted(weights, bias, inputs))}."
        ),
    )


@question
def where_it_tips(draw: Draw) -> Number:
    """The input at which a sigmoid neuron says one half."""
    w = draw.one_of((-4.0, -2.0, -0.5, 0.5, 2.0, 4.0, 5.0))
    tip = draw.one_of((-3.0, -2.0, -1.5, 1.5, 2.0, 3.0, 4.0))
    b = -w * tip

    def tips() -> float:
        found = tipping_point(w, b)
        return float("nan") if found is None else found

    def by_halving() -> float:
        low, high = -10.0, 10.0
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (middle, high) if (w * middle + b) * w < 0 else (low, middle)
        return (low + high) / 2

    def sum_at(salt: float) -> float:
        return float(sums(w, b, np.array([salt]))[0])

    return Number(
        prompt=f"A neuron with a sigmoid has the weight w = {exact(w)} and the bias b = {exact(b)}. At which input x "
        "does it tip, saying exactly one half?",
        value=tips,
        again=by_halving,
        tolerance=0.02,
        misconceptions=(
            Misconception(
                "sign flipped",
                lambda: -tips(),
                "Right distance, wrong side. Bias and weighted input must cancel, so w·x is *minus* b.",
            ),
            Misconception(
                "divided the wrong way round",
                lambda: 1 / tips(),
                "Upside down: you divided the weight by the bias. Solve w·x + b = 0 for x.",
            ),
            Misconception(
                "forgot the weight",
                lambda: -sum_at(0.0),
                "That is the value that w·x has to reach. Divide it by w to find x itself.",
            ),
            Misconception(
                "took the sum at x = 0",
                lambda: sum_at(0.0),
                "That is the bias, the sum at x = 0. Asked for is the x at which the sum is 0.",
            ),
        ),
        hints=Hints(
            "The sigmoid says one half where its sum is 0.",
            "Solve w·x + b = 0 for x: take the bias to the other side, then divide by the weight.",
            lambda: (
                f"At x = 0 the sum is {exact(sum_at(0.0))}, and each 1 of x adds {exact(sum_at(1.0) - sum_at(0.0))}. "
                f"So x = {exact(-sum_at(0.0))} / {signed(w)} = {exact(tips())}."
            ),
        ),
        explain=lambda: f"Yes: at x = {exact(tips())} the sum is {exact(sum_at(tips()))}, and its sigmoid one half.",
    )
