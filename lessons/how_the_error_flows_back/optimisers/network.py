"""The network of the race: a hundred scans of digits, one start, five optimisers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from engine import Network, datasets, train
from lessons.how_the_error_flows_back.optimisers.rules import ADAGRAD, ADAM, MOMENTUM, PLAIN, RMSPROP, optimiser
from lessons.kit.slopes import Array

EXAMPLES, UPDATES = 100, 60
GOAL = 0.2
"""The loss at which a network has arrived."""
IGNORANT = 1.7
"""A loss above this is little better than that of knowing nothing, which is about 2.1 here."""
RATES = {PLAIN: 0.7, MOMENTUM: 0.7, ADAGRAD: 0.1, RMSPROP: 0.01, ADAM: 0.07}
"""The rate at which each arrives soonest with 16 hidden units, found by trying; half of it and twice are slower."""


def digits(seed: int) -> tuple[Array, Array]:
    """Return the scans, shape (examples, 64), and their classes."""
    data = datasets.digits(seed).train
    return data.inputs[:EXAMPLES], data.targets[:EXAMPLES]


def learners(hidden: int, seed: int, members: int = 1) -> Network:
    """Return the network as it begins, or an ensemble of that many members that begin alike."""
    return Network([64, hidden, 10], activation="relu", seed=[seed] * members)


def learn(name: str, rates: Sequence[float], net: Network, seed: int, updates: int = UPDATES) -> Iterator[Array]:
    """Give the losses of the members at their rates, shape (members,), first and after each update."""
    steps = train(net, digits(seed), loss="softmax_cross_entropy", optimiser=optimiser(name, rates), updates=updates)
    for update in steps:
        yield np.array(update.losses)


def arrivals(losses: Array) -> list[float]:
    """Return after how many updates each has first come below the goal, infinite for never; losses (n, learners)."""
    there = losses < GOAL
    return [float(np.argmax(each)) if each.any() else np.inf for each in there.T]


def thrown_out(losses: Array) -> bool:
    """Return whether losses, shape (n,), rose above the first and end near the loss of knowing nothing."""
    rose, lost = ~(losses <= losses[0] * 1.02), not losses[-1] < IGNORANT
    return lost and bool(rose.any())
