"""What a network that has joined the dots says, by training in plain NumPy: the second way to a question's answer."""

from __future__ import annotations

from collections import deque
from functools import cache

import numpy as np

from engine import Network
from lessons.inside_the_network.function.model import BEYOND, NOISE, RATE, UPDATES, between, dots_of
from lessons.kit.by_hand import train
from lessons.kit.slopes import Array

_QUARTERS = np.arange(-6.0, 6.25, 0.25)


def said_by_hand(count: int, hidden: int, seed: int, places: Array) -> Array:
    """Return what the network says after the training that `joined` does with the engine.

    Args:
        count: how many dots it learned.
        hidden: how many ReLU units it has.
        seed: of dots and first weights.
        places: shape (n,), each a quarter, or one of `BEYOND` or of those `between` its dots.
    """
    return np.interp(places, *_trained(count, hidden, seed))


@cache
def _trained(count: int, hidden: int, seed: int) -> tuple[Array, Array]:
    """Return all places that may be asked about, in order, and the answers there."""
    dots = dots_of(count, NOISE, seed)
    grid = np.unique(np.concatenate([_QUARTERS, BEYOND, between(dots)]))
    net = Network([1, hidden, 1], "relu", seed=seed)
    run = train(
        net,
        dots.inputs,
        dots.targets,
        loss="mse",
        rate=RATE,
        updates=UPDATES,
        rule="adam",
        asked=grid[:, np.newaxis],
    )
    (last,) = deque(run, maxlen=1)
    return grid, last[0, :, 0]
