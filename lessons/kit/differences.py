"""The slope of any function by feeling on both sides: the second way to every gradient."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from engine.arrays import Array


def central_difference(
    function: Callable[[Array], float], at: Array | float, index: tuple[int, ...] | int = ()
) -> float:
    """The slope of a function in one of its numbers, from two evaluations: (f(x + h) − f(x − h)) / 2h.

    Args:
        function: takes an array of the shape of `at`, gives a number.
        at: where to measure.
        index: which entry of `at` to vary; () for a single number.

    Source: Press et al., Numerical Recipes, section 5.7 (h near the cube root of the machine's precision).
    """
    above, below = np.array(at, dtype=float), np.array(at, dtype=float)
    step = 6e-6 * max(1.0, abs(float(above[index])))
    above[index] += step
    below[index] -= step
    return (float(function(above)) - float(function(below))) / float(above[index] - below[index])
