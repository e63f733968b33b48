"""Runs that are well, and runs with a fault: the same network and data each time, but for what is wrong."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from engine import SGD, Network, datasets, loss_of, train
from engine.datasets import Dataset
from lessons.kit.by_hand import cross_entropies
from lessons.kit.slopes import Array

WELL, STILL, WILD, SHUFFLED, ZEROS = (
    "nothing: it is well",
    "a learning rate of 0",
    "a learning rate far too large",
    "shuffled labels",
    "first weights all 0",
)
FAULTS = (WELL, STILL, WILD, SHUFFLED, ZEROS)
HIDDEN, EXAMPLES, UNSEEN = 16, 60, 100
RATE, TOO_LARGE, UPDATES, EVERY = 1.0, 100.0, 300, 5


class Examination(NamedTuple):
    """One look at a patient: all that can be seen of it.

    Attributes:
        number: updates made.
        loss: on the examples it learns from.
        unseen: on others.
        right: share of the unseen ones that are sorted right.
        slopes: length of the gradient of the hidden layer's weights and biases, and of the last layer's.
        said: the chance it gives to class B for the first unseen points, shape (n,).
    """

    number: int
    loss: float
    unseen: float
    right: float
    slopes: tuple[float, float]
    said: Array


@cache
def points(seed: int) -> Dataset:
    """Return points of two crescents; class 1 is called B."""
    return datasets.moons(seed, samples=EXAMPLES, noise=0.15, held_out=UNSEEN)


def column(classes: Array) -> Array:
    """Return classes as a column of numbers, shape (n, 1)."""
    return np.asarray(classes, dtype=float).reshape(-1, 1)


def fault_of(seed: int) -> str:
    """Return what is wrong with the patient of that number."""
    return FAULTS[int(np.random.default_rng([seed, 7]).integers(len(FAULTS)))]


def labels_of(fault: str, seed: int) -> Array:
    """Return the labels that the patient learns from, shape (n, 1).

    Those that are shuffled are dealt out until at most half of them are right by chance: more would still teach it.
    """
    true, chance = column(points(seed).train.targets), np.random.default_rng(seed)
    if fault != SHUFFLED:
        return true
    while np.mean((dealt := chance.permutation(true)) == true) > 0.5:
        pass
    return dealt


def rate_of(fault: str) -> float:
    """Return the learning rate."""
    return {STILL: 0.0, WILD: TOO_LARGE}.get(fault, RATE)


def network(fault: str, seed: int) -> Network:
    """Return the network as it begins."""
    return Network([2, HIDDEN, 1], "tanh", seed=seed, initialisation="zeros" if fault == ZEROS else "auto")


@cache
def examined(fault: str, seed: int) -> tuple[Examination, ...]:
    """Return all looks at a patient, from update 0 to the last."""
    net, given, labels = network(fault, seed), points(seed).train.inputs, labels_of(fault, seed)
    run = train(
        net, (given, labels), loss="binary_cross_entropy", optimiser=SGD(rate_of(fault)), updates=UPDATES, every=EVERY
    )
    return tuple(_look(net, update.number, given, labels, seed) for update in run)


def _look(net: Network, number: int, given: Array, labels: Array, seed: int) -> Examination:
    others = points(seed).validation
    logits, truth = net.outputs(others.inputs), column(others.targets)
    return Examination(
        number,
        float(cross_entropies(net.outputs(given), labels)),
        float(cross_entropies(logits, truth)),
        float(np.mean((logits > 0) == (truth == 1))),
        slopes(net, given, labels),
        np.asarray(1 / (1 + np.exp(-np.clip(logits[:8, 0], -500, 500)))),
    )


def slopes(net: Network, given: Array, labels: Array) -> tuple[float, float]:
    """Return how long the gradient is in the hidden layer and in the last one, by the engine."""
    loss_of(net(given), labels, "binary_cross_entropy").backward()
    hidden, last = (
        float(np.hypot(np.linalg.norm(layer.weight_gradients), np.linalg.norm(layer.bias_gradients)))
        for layer in net.layers
    )
    return hidden, last
