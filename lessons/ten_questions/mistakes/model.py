"""Five networks that differ in nothing but their random start, learning the same examples at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine import SGD, Network, datasets, train
from lessons.kit.slopes import Array

STARTS = 5
UPDATES = 200
"""How long the demo lets them learn."""
DICE, NOUGHTS = FIRST_WEIGHTS = ("dice", "noughts")
LEARNED = 0.95
"""A network that gets this share of the examples right has learned them."""


@dataclass(frozen=True, eq=False)
class BeginnersMoment:
    """The five networks after some updates.

    Attributes:
        update: updates made so far.
        losses: shape (STARTS,).
        right: the share of the examples that each gets right, shape (STARTS,).
        gradient: the length of the five gradients together.
    """

    update: int
    losses: Array
    right: Array
    gradient: float

    @property
    def arrived(self) -> int:
        """How many have learned it."""
        return int(np.sum(self.right >= LEARNED))

    def how_many(self) -> int:
        """None, some or all of them: 0, 1 or 2."""
        return 0 if self.arrived == 0 else 2 if self.arrived == STARTS else 1


def five(hidden: int, seed: int, first: str = DICE) -> Network:
    """Five starts of one network: random ones, of which another seed gives five others, or all weights at 0."""
    seeds = [STARTS * seed + i for i in range(STARTS)]
    return Network([2, hidden, 1], "tanh", seed=seeds, initialisation="zeros" if first == NOUGHTS else "auto")


def examples(data: str, seed: int) -> tuple[Array, Array]:
    """The inputs, shape (n, 2), and the targets 0 and 1, shape (n, 1)."""
    split = (datasets.xor if data == "xor" else datasets.circles)(seed).train
    return split.inputs, split.targets[:, None].astype(float)


def learn(net: Network, inputs: Array, targets: Array, rate: float, updates: int) -> Iterator[BeginnersMoment]:
    """Train the five side by side: how they stand before the first update and after each."""
    run = train(net, (inputs, targets), loss="binary_cross_entropy", optimiser=SGD(rate), updates=updates)
    for update in run:
        right = ((net.outputs(inputs) > 0) == targets).mean(axis=(1, 2))
        yield BeginnersMoment(
            update.number, np.array(update.losses), right, float(np.hypot.reduce(update.gradient_norms))
        )


def last_moment(data: str, hidden: int, rate: float, seed: int, updates: int) -> BeginnersMoment:
    """How the five stand at the end."""
    net, (inputs, targets) = five(hidden, seed), examples(data, seed)
    run = train(
        net, (inputs, targets), loss="binary_cross_entropy", optimiser=SGD(rate), updates=updates, every=updates
    )
    *_, last = run
    right = ((net.outputs(inputs) > 0) == targets).mean(axis=(1, 2))
    return BeginnersMoment(updates, np.array(last.losses), right, float(np.hypot.reduce(last.gradient_norms)))


def answers(net: Network, places: Array) -> NDArray[np.bool_]:
    """Return what each of the five says at each place, shape (STARTS, places)."""
    return np.asarray(net.outputs(places)[:, :, 0] > 0)
