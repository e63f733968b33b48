"""Two moons that reach into each other, a false label among them, and the network that learns both."""

from __future__ import annotations

from functools import cache

import numpy as np

from engine import Adam, Network, Training, train
from engine.datasets import Split, moons
from lessons.kit.computation import Computation
from lessons.kit.slopes import Array

POINTS, STRANGERS = 40, 400
"""How many points a network learns from, and how many strangers judge it."""
UPDATES, EVERY, RATE = 600, 12, 0.01
SIZES = (2, 32, 32, 1)
PENALTY, DROPOUT = 0.01, 0.5
"""The strengths that were found by trying."""
CALM, ROUGH = 0.2, 0.35
"""How far the points are shaken: in the scene of the false label, and where the cures are compared."""
_CREST = (-0.5, 0.75)
"""The top of A's moon, as far from B as a point of A can be."""


@cache
def piles(count: int, noise: float, seed: int) -> tuple[Split, Split, Split]:
    """Return the points to learn from, some to steer by, and the strangers; targets are 0 for A and 1 for B, (n, 1)."""
    drawn = moons(seed, samples=count, noise=noise, held_out=STRANGERS)
    trio = (drawn.train, drawn.validation, drawn.test)
    own, steer, strangers = (Split(each.inputs, each.targets[:, np.newaxis].astype(float)) for each in trio)
    return own, steer, strangers


def with_a_lie(own: Split) -> tuple[Split, int]:
    """Return the points with one label turned round, and which: that of the A nearest to the top of its moon."""
    targets = own.targets.copy()
    away = np.linalg.norm(own.inputs - np.array(_CREST), axis=1)
    false = int(np.argmin(np.where(targets[:, 0] < 0.5, away, np.inf)))
    targets[false] = 1.0
    return Split(own.inputs, targets), false


def learning(
    own: Split,
    seed: int,
    *,
    penalty: float = 0.0,
    dropout: float = 0.0,
    steer: Split | None = None,
    patience: int | None = None,
    every: int = EVERY,
) -> Training:
    """Return a run on some points, with or without a cure; arguments are the engine's."""
    net = Network(SIZES, "tanh", seed=seed, dropout=dropout)
    return train(
        net, own, loss="binary_cross_entropy", optimiser=Adam(RATE), updates=UPDATES, every=every, l2=penalty,
        seed=seed, validation=steer, patience=patience,
    )  # fmt: skip


def mean_surprise(net: Network, data: Split) -> float:
    """Return the mean cross-entropy on some points, with every unit awake: softplus of the sum, less y times it."""
    sums = net.outputs(data.inputs)
    return float((np.logaddexp(0.0, sums) - data.targets * sums).mean())


def chance_of_b(net: Network, place: Array) -> float:
    """Return the chance of B that a network gives one place, shape (2,)."""
    return float(1 / (1 + np.exp(-net.outputs(place[np.newaxis])[0, 0])))


def tug(w: float, xs: Array, penalty: float) -> Computation:
    """Return the loss of a weight on examples that are all B, with half the penalty times its square.

    Args:
        w: the weight; it says B with the chance sigmoid(w·x).
        xs: the examples, shape (n,), all above 0.
        penalty: λ.
    """
    return Computation(
        lambda w, x, penalty: (-(w * x)).softplus().mean() + penalty / 2 * w**2, {"w": w}, {"x": xs, "penalty": penalty}
    )


def sum_with_masks(activations: Array, weights: Array, masks: Array) -> Computation:
    """Return what a unit adds up from some activations, each times its mask, with its slopes along the weights."""
    return Computation(
        lambda w, a, m: (w * (a * m).named("passed on")).sum(), {"w": weights}, {"a": activations, "m": masks}
    )
