"""Points of two kinds, and three ways to sort them: a person's rule, and a line and a network that are learned."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from engine import Adam, Network, Training, datasets, train
from engine.datasets import Dataset
from lessons.kit.slopes import Array

MOONS, HEAPS = "moons", "heaps"
WAYS = ("rule", "linear model", "network")
ALIKE, NONE = 7, "None of them: they lie within 7 of 200"
"""Of `UNSEEN` points: two ways that differ by no more than so many sort alike."""
EXAMPLES, UNSEEN = 200, 200
HIDDEN, UPDATES, RATE = 8, 200, 0.05
_SPREAD = {MOONS: 0.12, HEAPS: 0.75}


class Scores(NamedTuple):
    """Of `UNSEEN` points, how many each way sorts right."""

    rule: int
    linear: int
    network: int


@cache
def points(task: str, seed: int) -> Dataset:
    """Return the points: `EXAMPLES` to learn from, and `UNSEEN` for the test. Class 1 is called B."""
    if task == MOONS:
        return datasets.moons(seed, samples=EXAMPLES, noise=_SPREAD[MOONS], held_out=UNSEEN)
    return datasets.blobs(seed, samples=EXAMPLES, noise=_SPREAD[HEAPS], held_out=UNSEEN, classes=2)


def asked_of(task: str) -> int:
    """Return which measure a person's rule asks for: how high a point lies, or how far to the right."""
    return 1 if task == MOONS else 0


def in_words(task: str, border: float = 0.0) -> str:
    """Return the rule as a person would write it."""
    return f"IF {'height' if task == MOONS else 'width'} {'<' if task == MOONS else '>'} {border:g} THEN B"


def by_rule(task: str, places: Array, border: float = 0.0) -> Array:
    """Return which places, shape (n, 2), the rule calls B: on moons what lies below the border, else right of it."""
    measure = places[:, asked_of(task)]
    return measure < border if task == MOONS else measure > border


def by_model(net: Network, places: Array) -> Array:
    """Return which places a model calls B: those for which its output is above 0."""
    return np.asarray(net.outputs(places)[:, 0] > 0)


def right(called: Array, classes: Array) -> int:
    """Return how many points are called what they are."""
    return int(np.count_nonzero(called == (classes.ravel() == 1)))


def linear_model(seed: int) -> Network:
    """Return a model without hidden units: a weight for each measure, and a bias."""
    return Network([2, 1], seed=seed)


def network(seed: int, layers: int = 1) -> Network:
    """Return a network with hidden layers of `HIDDEN` units each."""
    return Network([2, *[HIDDEN] * layers, 1], "tanh", seed=seed)


def learning(net: Network, task: str, seed: int, every: int = UPDATES) -> Training:
    """Return the run in which a model learns from the examples."""
    given = points(task, seed).train
    return train(
        net, (given.inputs, targets(given.targets)), loss="binary_cross_entropy", optimiser=Adam(RATE),
        updates=UPDATES, every=every,
    )  # fmt: skip


def targets(classes: Array) -> Array:
    """Return classes as a column of numbers, shape (n, 1)."""
    return np.asarray(classes, dtype=float).reshape(-1, 1)


def scores(task: str, seed: int, linear: Network, net: Network) -> Scores:
    """Return how the three do on points that none of them has seen."""
    unseen = points(task, seed).test
    called = by_rule(task, unseen.inputs), by_model(linear, unseen.inputs), by_model(net, unseen.inputs)
    return Scores(*(right(each, unseen.targets) for each in called))


@cache
def after_learning(task: str, seed: int, layers: int = 1) -> Scores:
    """Return how the three do once both models have learned."""
    linear, net = linear_model(seed), network(seed, layers)
    for model in (linear, net):
        for _ in learning(model, task, seed):
            pass
    return scores(task, seed, linear, net)


def best(of: Scores) -> int:
    """Return which way is best, counted as `WAYS`; 3 where all lie within `ALIKE` of each other."""
    return 3 if max(of) - min(of) <= ALIKE else of.index(max(of))
