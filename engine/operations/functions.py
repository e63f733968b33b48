"""Exponentials, sine, cosine, absolute value and bounds, element by element, forward beside backward."""

import numpy as np

from engine.arrays import Array
from engine.backward import Back
from engine.operation import Call, Operation, room, scalar


def exp(a: Array) -> Operation:
    """C = eᵃ, which is its own slope."""
    c = room(a)
    return Operation(
        c,
        [Call("{out} = exp({0})", np.exp, (a,), c)],
        lambda back, d: back.give(0, "{d} × {out}", back.times, d, c),
    )


def log(a: Array) -> Operation:
    """C = ln a. The slope is 1/a."""
    c = room(a)
    return Operation(
        c,
        [Call("{out} = ln {0}", np.log, (a,), c)],
        lambda back, d: back.give(0, "{d} / {0}", back.over, d, a),
    )


def absolute(a: Array) -> Operation:
    """C = |a|. The slope is the sign of a (0 at 0)."""
    c = room(a)

    def backward(back: Back, d: Array) -> None:
        slope = back.room(a)
        back.do("slope = sign({0})", np.sign, a, out=slope)
        back.give(0, "{d} × slope", back.times, d, slope)

    return Operation(c, [Call("{out} = |{0}|", np.absolute, (a,), c)], backward)


def sin(a: Array) -> Operation:
    """C = sin a. The slope is cos a."""
    c = room(a)

    def backward(back: Back, d: Array) -> None:
        slope = back.room(a)
        back.do("slope = cos({0})", np.cos, a, out=slope)
        back.give(0, "{d} × slope", back.times, d, slope)

    return Operation(c, [Call("{out} = sin({0})", np.sin, (a,), c)], backward)


def cos(a: Array) -> Operation:
    """C = cos a. The slope is −sin a."""
    c = room(a)

    def backward(back: Back, d: Array) -> None:
        slope = back.room(a)
        back.do("slope = sin({0})", np.sin, a, out=slope)
        back.do("slope = −slope", np.negative, slope, out=slope)
        back.give(0, "{d} × slope", back.times, d, slope)

    return Operation(c, [Call("{out} = cos({0})", np.cos, (a,), c)], backward)


def softplus(a: Array) -> Operation:
    """C = ln(1 + eᵃ), finite for any finite a. The slope, the sigmoid of a, is 1 − e⁻ᶜ: exact far out on both sides."""
    c = room(a)

    def backward(back: Back, d: Array) -> None:
        slope = back.room(a)
        back.do("slope = −{out}", np.negative, c, out=slope)
        back.do("slope = exp(slope) − 1", np.expm1, slope, out=slope)
        back.do("slope = −slope   (sigmoid of {0})", np.negative, slope, out=slope)
        back.give(0, "{d} × slope", back.times, d, slope)

    return Operation(c, [Call("{out} = ln(1 + exp({0}))", np.logaddexp, (a, scalar(0.0, a)), c)], backward)


def clip(a: Array, low: Array, high: Array) -> Operation:
    """C = a, but not below `low` and not above `high`. What arrives passes from one bound to the other, both included.

    Raises:
        ValueError: if nothing lies between the bounds.
    """
    if not bool(np.all(low <= high)):
        raise ValueError(f"low must not be above high, and both be numbers; they are {low} and {high}")
    c = room(a, low, high)

    def backward(back: Back, d: Array) -> None:
        inside, below = back.room(c), back.room(c)
        back.do("below = {0} ≤ high", np.less_equal, a, high, out=below)
        back.do("inside = {0} ≥ low", np.greater_equal, a, low, out=inside)
        back.do("inside = inside × below", np.multiply, inside, below, out=inside)
        back.give_to_copies(0, "{d} × inside", back.times, d, inside, shape=d.shape)

    steps = [
        Call("{out} = maximum({0}, low)", np.maximum, (a, low), c),
        Call("{out} = minimum({out}, high)", np.minimum, (c, high), c),
    ]
    return Operation(c, steps, backward)
