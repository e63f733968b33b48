"""Ways back for questions: a neuron that three others hear, and two ways side by side."""

from __future__ import annotations

from engine import Tensor


def heard(h: Tensor, weights: Tensor, back: Tensor) -> Tensor:
    """Return a number of which each ReLU's output has the slope that is given as coming back to it."""
    return ((weights * h).named("sums").relu().named("outputs") * back).sum()


def side_by_side(w1: Tensor, w2: Tensor, v1: Tensor, v2: Tensor, x: Tensor, t: Tensor) -> Tensor:
    """Return the squared miss of two ways from x to y, each with a weight before and after its middle."""
    first, second = (w1 * x).named("h1"), (w2 * x).named("h2")
    return ((v1 * first + v2 * second).named("y") - t).named("miss") ** 2
