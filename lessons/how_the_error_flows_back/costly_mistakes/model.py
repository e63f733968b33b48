"""People who are screened, a neuron that learns from some of them, and how it judges the rest."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine import SGD, Network, Tensor, loss_of, train
from engine.update import Update
from lessons.kit.computation import Computation
from lessons.kit.slopes import Array

LEARNERS, STRANGERS = 200, 2000
"""How many people a neuron learns from, and how many it judges who were not among them."""
ILL = 0.15
"""The share of the ill, in both."""
HALF, EVERY = 150, 5
"""Updates in each half of a run, and how many of them a picture stands for."""
RATE = 0.5
PRICE = 19.0
_APART = 2.7
_TOWARDS = np.array([0.78, 0.62])
"""Which way the readings of the ill lie from those of the well, a length of about 1."""
DEAR = ("miss", "false alarm")
"""The mistake that has a price; the other costs 1."""


@dataclass(frozen=True)
class Counts:
    """The four counts of some people who were judged.

    Attributes:
        found: the ill who were called ill.
        missed: the ill who were called well: misses, or false negatives.
        alarms: the well who were called ill: false alarms, or false positives.
        cleared: the well who were called well.
    """

    found: int
    missed: int
    alarms: int
    cleared: int

    @property
    def right(self) -> float:
        """The share of all that was judged rightly: the accuracy."""
        return (self.found + self.cleared) / (self.found + self.missed + self.alarms + self.cleared)

    @property
    def rates(self) -> tuple[float, float]:
        """The share of the ill that was missed, and the share of the well that was alarmed."""
        return self.missed / (self.found + self.missed), self.alarms / (self.alarms + self.cleared)

    def bill(self, price: float, dear: str = DEAR[0]) -> float:
        """Return what all mistakes cost: the dear kind its price each, the other kind 1."""
        costs = (price, 1.0) if dear == DEAR[0] else (1.0, price)
        return costs[0] * self.missed + costs[1] * self.alarms


def people(count: int, ill: float, seed: int) -> tuple[Array, Array]:
    """Return two readings of each person, shape (count, 2), and whether they are ill, shape (count, 1): 1 or 0.

    Args:
        count: how many people.
        ill: the share of the ill, who come first.
        seed: draws the readings, round clouds of spread 1 that overlap.
    """
    truths = np.arange(count)[:, None] < round(count * ill)
    readings = np.random.default_rng(seed).normal(0.0, 1.0, (count, 2))
    return readings + np.where(truths, 0.5, -0.5) * _APART * _TOWARDS, truths.astype(float)


def learners(ill: float, seed: int) -> tuple[Array, Array]:
    """Return those from whom a neuron learns."""
    return people(LEARNERS, ill, seed)


def strangers(ill: float, seed: int) -> tuple[Array, Array]:
    """Return those whom it judges afterwards."""
    return people(STRANGERS, ill, seed + 1_000_000)


def neuron() -> Network:
    """Return a neuron with two weights and a bias, which are 0; what it says is a sum, and its sigmoid a chance."""
    return Network([2, 1], initialisation="zeros")


def learn(
    net: Network,
    data: tuple[Array, Array],
    price: float,
    *,
    dear: str = DEAR[0],
    rate: float = RATE,
    every: int = EVERY,
) -> Iterator[Update]:
    """Train a neuron for half a run, each mistake of the dear kind at its price."""
    weights = (1.0, price) if dear == DEAR[0] else (price, 1.0)
    return train(
        net, data, loss="binary_cross_entropy", optimiser=SGD(rate), updates=HALF, every=every, class_weights=weights
    )


def trained(ill: float, seed: int, price: float = 1.0, dear: str = DEAR[0]) -> Network:
    """Return a neuron after a whole run: half of it with everybody alike, half with the price."""
    net, data = neuron(), learners(ill, seed)
    for each in (1.0, price):
        for _ in learn(net, data, each, dear=dear, every=HALF):
            pass
    return net


def verdicts(net: Network, readings: Array, bar: float = 0.5) -> NDArray[np.bool_]:
    """Return who is called ill, shape (n,): those to whom the neuron gives a chance above the bar."""
    return np.asarray(net.outputs(readings)[:, 0] > math.log(bar / (1 - bar)))


def counts(called_ill: NDArray[np.bool_], truths: Array) -> Counts:
    """Return the four counts of some verdicts, shape (n,), on people of whom the truth is known, shape (n, 1)."""
    ill = truths[:, 0] > 0.5
    found, alarms = int(np.sum(called_ill & ill)), int(np.sum(called_ill & ~ill))
    return Counts(found, int(ill.sum()) - found, alarms, int((~ill).sum()) - alarms)


def priced(x: Array, truth: float, price: float, net: Network) -> Computation:
    """Return what a neuron's verdict on one person costs, with its slopes along the weights w, shape (2, 1), and b.

    Args:
        x: the person's readings, shape (2,).
        truth: 1 for ill, 0 for well.
        price: what the loss is multiplied by.
        net: the neuron, as it is now.
    """
    layer = net.layers[0]
    at = {"w": np.reshape(layer.weights, (2, 1)), "b": np.reshape(layer.biases, (1, 1))}
    return Computation(
        lambda w, b, x, price: _cost((x @ w + b).named("sum"), truth) * price, at, {"x": [x], "price": price}
    )


def _cost(z: Tensor, truth: float) -> Tensor:
    return loss_of(z, [[truth]], "binary_cross_entropy").named("surprise, ill" if truth else "surprise, well")


def group(z: float, ill: int, well: int, price: float) -> Computation:
    """Return the mean loss of some people whom a neuron cannot tell apart, with its slope along their sum z, (1, 1).

    Args:
        z: the sum; the chance that it gives to all of them is its sigmoid.
        ill: how many of them are ill.
        well: how many are not.
        price: what each miss counts for.
    """
    share_ill, share_well = price * ill / (ill + well), well / (ill + well)
    return Computation(
        lambda z: _cost(z, 1.0) * share_ill + _cost(z, 0.0) * share_well,
        {"z": [[z]]},
    )
