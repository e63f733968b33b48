"""A neuron whose pixels are pushed, for the questions: by the engine, and once more by hand."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from engine.arrays import Array
from lessons.kit.computation import Computation


def pushed_neuron(weights: Array, home: float, push: Array) -> Computation:
    """Return the loss −ln p of a neuron that ought to say “yes”, as a formula of what was added to its pixels.

    Args:
        weights: shape (pixels,).
        home: its sum z before anything is pushed; bias and pixels are in it.
        push: what is added to each pixel, shape (pixels,).
    """
    return Computation(
        lambda push, weights, home: -((weights * push).sum() + home).named("z").sigmoid().named("p").log(),
        {"push": push},
        {"weights": weights, "home": home},
    )


def on_purpose(weights: Array, home: float, change: float) -> Array:
    """Return the push of each pixel that raises the loss most, by the signs of the engine's slopes, shape (pixels,)."""
    slopes = pushed_neuron(weights, home, np.zeros(len(weights))).slopes("push")
    return np.asarray(change * np.sign(slopes))


def sum_by_hand(weights: Sequence[float], home: float, change: float) -> float:
    """Return the sum after a push on purpose: each pixel takes away what its weight's size allows."""
    return home - change * math.fsum(abs(weight) for weight in weights)


def sure(z: float) -> float:
    """Return the sureness of a sum."""
    return 1 / (1 + math.exp(-z))
