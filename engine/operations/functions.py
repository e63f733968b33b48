"""Exponential, logarithm and absolute value, element by element, forward beside backward."""

import numpy as np

from engine.backpropagation import Back
from engine.recipe import Do, Recipe, room
from engine.tape import Array


def exp(a: Array) -> Recipe:
    """C = eᵃ, which is its own slope."""
    c = room(a)
    return Recipe(
        c,
        [Do("{out} = exp({0})", np.exp, (a,), c)],
        lambda back, d: back.give(0, "{d} × {out}", back.times, d, c),
    )


def log(a: Array) -> Recipe:
    """C = ln a. The slope is 1/a."""
    c = room(a)
    return Recipe(
        c,
        [Do("{out} = ln {0}", np.log, (a,), c)],
        lambda back, d: back.give(0, "{d} / {0}", back.over, d, a),
    )


def absolute(a: Array) -> Recipe:
    """C = |a|. The slope is the sign of a (0 at 0)."""
    c = room(a)

    def backward(back: Back, d: Array) -> None:
        slope = back.room(a)
        back.do("slope = sign({0})", np.sign, a, out=slope)
        back.give(0, "{d} × slope", back.times, d, slope)

    return Recipe(c, [Do("{out} = |{0}|", np.absolute, (a,), c)], backward)
