"""The same network from many starts at once: how many learn “one or the other, but not both”."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np

from engine import SGD, Momentum, Network, train
from lessons.kit.by_hand import cross_entropies
from lessons.kit.slopes import Array

STARTS, UPDATES, RATE, LEARNED = 50, 1500, 0.5, 0.05
"""Starts at once, updates, the learning rate, and the loss below which a network has learned it."""
CORNERS = np.array([[-1.0, -1.0], [-1.0, 1.0], [1.0, -1.0], [1.0, 1.0]])
DIFFERENT = np.array([[0.0], [1.0], [1.0], [0.0]])
"""XOR: whether just one of two things holds."""


def networks(hidden: int, seed: int) -> Network:
    """Return `STARTS` networks with `hidden` hidden units, each from its own start."""
    return Network([2, hidden, 1], "tanh", seed=[STARTS * seed + member for member in range(STARTS)])


def losses(net: Network) -> Array:
    """Return each network's loss, shape (STARTS,)."""
    return cross_entropies(net.outputs(CORNERS), DIFFERENT)


def learning(net: Network, momentum: float, every: int, updates: int = UPDATES) -> Iterator[tuple[int, Array]]:
    """Give the update's number and each network's loss, at the start and after each `every` updates."""
    optimiser = Momentum(RATE * (1 - momentum), momentum=momentum) if momentum else SGD(RATE)
    for update in train(
        net, (CORNERS, DIFFERENT), loss="binary_cross_entropy", optimiser=optimiser, updates=updates, every=every
    ):
        yield update.number, losses(net)


@cache
def learned(hidden: int, seed: int, momentum: float = 0.0) -> int:
    """Return how many of the starts have learned it in the end."""
    net = networks(hidden, seed)
    *_, (_, last) = learning(net, momentum, UPDATES)
    return int(np.count_nonzero(last < LEARNED))
