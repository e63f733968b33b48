"""Dropout: while training, each activation is silenced with some probability, so that none can be relied on alone."""

from __future__ import annotations

import numpy as np

from engine.arrays import Array
from engine.backward import Back
from engine.operation import Call, Operation, room, scalar


def dropout(a: Array, rate: float, generator: np.random.Generator, kept: Array | None = None) -> Operation:
    """C = a × mask, where the mask is 0 with probability `rate`, else 1 / (1 − rate), so that the mean stays.

    Each replay draws a new mask from the generator (Srivastava et al., 2014; "inverted", as usual today).
    """
    c, mask = room(a) if kept is None else kept, room(a)
    draw = np.float32 if a.dtype == np.float32 else np.float64

    def random(*, out: Array) -> None:
        generator.random(out=out, dtype=draw)

    def backward(back: Back, d: Array) -> None:
        back.give(0, "{d} × mask", back.times, d, mask)

    steps = [
        Call("mask = random numbers", random, (), mask),
        Call(f"mask = mask ≥ {rate:g}", np.greater_equal, (mask, scalar(rate, a)), mask),
        Call(f"mask = mask / {1 - rate:g}", np.multiply, (mask, scalar(1 / (1 - rate), a)), mask),
        Call("{out} = {0} × mask", np.multiply, (a, mask), c),
    ]
    return Operation(c, steps, backward)
