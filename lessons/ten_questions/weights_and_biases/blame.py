"""The quiz on blame: a formula for how fast one neuron's loss changes with its weight."""

from __future__ import annotations

import math
from functools import lru_cache

from engine import Tensor
from lessons.kit.figures import exact
from lessons.kit.inspection import expression
from lessons.kit.questions import (
    Draw,
    Formula,
    FormulaMistake,
    Hints,
    central_difference,
    question,
)
from lessons.kit.slopes import Array, loss_and_gradient

_WEIGHT = 0.7
"""Any weight will do: the bias is chosen so that the neuron answers as asked."""


@lru_cache(maxsize=1024)
def slopes_by_the_engine(squashed: bool, share: float, a: float, y: float, x: float) -> tuple[float, float]:
    """The slopes along w and b of share·(answer − y)², for the neuron that answers `a` to `x`."""

    def loss(w: Tensor, b: Tensor) -> Tensor:
        z = w * x + b
        return share * ((z.sigmoid() if squashed else z) - y) ** 2

    slopes = loss_and_gradient(loss, (_WEIGHT, _bias(squashed, a, x)))[1]
    return float(slopes[0]), float(slopes[1])


def slope_by_feeling(squashed: bool, share: float, a: float, y: float, x: float) -> float:
    """The slope along w from two losses nearby, in plain arithmetic."""

    def loss(w: Array) -> float:
        z = float(w) * x + _bias(squashed, a, x)
        return share * ((1 / (1 + math.exp(-z)) if squashed else z) - y) ** 2

    return central_difference(loss, _WEIGHT)


def _bias(squashed: bool, a: float, x: float) -> float:
    """The bias with which the neuron answers a."""
    return (math.log(a / (1 - a)) if squashed else a) - _WEIGHT * x


@question
def slope_formula(draw: Draw) -> Formula:
    """dL/dw of one neuron, with or without a sigmoid."""
    squashed, share = draw.one_of((False, True)), draw.one_of((0.5, 1.0, 2.0))
    front = "" if share == 0.5 else f"{exact(2 * share)} * "
    example = front + ("(a - y) * a * (1 - a) * x" if squashed else "(a - y) * x")
    told = "½·(a − y)²" if share == 0.5 else "(a − y)²" if share == 1 else f"{exact(share)}·(a − y)²"
    answer = "a = sigmoid(w·x + b)" if squashed else "a = w·x + b"

    def answered(z: Tensor) -> Tensor:
        return z.sigmoid() if squashed else z

    def slope(at: dict[str, float]) -> float:
        return slopes_by_the_engine(squashed, share, at["a"], at["y"], at["x"])[0]

    return Formula(
        prompt=f"One neuron answers `{answer}`; the loss is `L = {told}`. Write the slope of L along w, in a, y and x.",
        domain={"a": (0.1, 0.9), "y": (-1.0, 2.0), "x": (-3.0, 3.0)},
        value=lambda at: slope(dict(at)),
        again=lambda at: slope_by_feeling(squashed, share, at["a"], at["y"], at["x"]),
        example=example,
        gradient=True,
        inspect=expression(
            lambda w, b, x, y: share * (answered((w * x + b).named("z")).named("a") - y).named("miss") ** 2,
            {"w": _WEIGHT, "b": _bias(squashed, 0.5, 3.0)},
            {"x": 3.0, "y": 1.0},
            focus="w",
            title="This neuron at a = 0.5, y = 1, x = 3",
        ),
        misconceptions=(
            FormulaMistake(
                "forgot the input",
                lambda at: slopes_by_the_engine(squashed, share, at["a"], at["y"], at["x"])[1],
                "That is the slope along b. A nudge of w is multiplied by the input on its way, so x belongs in it.",
            ),
            FormulaMistake(
                "sign flipped",
                lambda at: -slope(dict(at)),
                "Only the sign is off: the miss is a − y, answer minus target.",
            ),
            FormulaMistake(
                "lost count of the 2",
                lambda at: slope(dict(at)) * (2.0 if share == 0.5 else 0.5),
                "Look at the number in front once more: the square brings down a 2, which multiplies what stands in "
                "front of it in L.",
            ),
            FormulaMistake(
                "forgot the sigmoid" if squashed else "put in a sigmoid",
                lambda at: slopes_by_the_engine(not squashed, share, at["a"], at["y"], at["x"])[0],
                "One link of the chain is missing: the sigmoid's own slope, a·(1 − a)."
                if squashed
                else "There is no sigmoid in this neuron: its answer is the sum itself, so a·(1 − a) has no business "
                "here.",
            ),
        ),
        hints=Hints(
            "Follow the nudge: w moves the sum, the sum moves the answer, the answer moves the loss.",
            "Multiply the links: the slope of the square, "
            + ("the sigmoid's slope a·(1 − a), " if squashed else "")
            + "and x, because the sum moves by x when w moves by 1.",
            lambda: (
                f"Together that is `{example}`. At a = 0.5, y = 1, x = 3 the engine has "
                f"{exact(slope({'a': 0.5, 'y': 1.0, 'x': 3.0}))}."
            ),
        ),
        explain=lambda: (
            f"Yes. At a = 0.5, y = 1, x = 3 that is {exact(slope({'a': 0.5, 'y': 1.0, 'x': 3.0}))}, and the engine "
            "agrees there and everywhere else it looked."
        ),
    )
