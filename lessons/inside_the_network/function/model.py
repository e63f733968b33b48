"""The dots, the curve behind them, the network that joins them, and where its ReLU units bend."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from engine import Adam, Network, Training, train
from engine.datasets import Split
from lessons.kit.computation import Computation
from lessons.kit.figures import exact
from lessons.kit.slopes import Array

EDGE, FAR = np.pi, 2 * np.pi
"""The dots lie between −EDGE and EDGE; beyond, the walk goes to FAR."""
UPDATES, RATE = 1_000, 0.05
CLOSE, LOST = 0.1, 0.4
"""Shares of a hill's height, which is 1: less than the first is a hair's breadth, more than the second is lost."""
OPTIONS = ("Less than a tenth of a hill's height", "A tenth to four tenths", "More than four tenths")
DOTS, NOISE = 40, 0.05
BEYOND = np.linspace(EDGE, FAR, 101)
_SAME = 1e-9


def how_far(miss: float) -> int:
    """Return which option a mean miss makes true."""
    return 0 if miss < CLOSE else 1 if miss <= LOST else 2


def dots_of(count: int, noise: float, seed: int) -> Split:
    """Return evenly spread dots near one wave of a sine, each shaken a little up or down by chance."""
    x = np.linspace(-EDGE, EDGE, count)[:, np.newaxis]
    return Split(x, np.sin(x) + noise * np.random.default_rng(seed).standard_normal((count, 1)))


def between(dots: Split) -> Array:
    """Return places from the first dot to the last, evenly spread, shape (201,)."""
    return np.linspace(float(dots.inputs.min()), float(dots.inputs.max()), 201)


def joining(dots: Split, hidden: int, seed: int, every: int = UPDATES) -> Training:
    """Return the run in which a network with one layer of ReLU units learns the dots."""
    net = Network([1, hidden, 1], "relu", seed=seed)
    return train(net, dots, loss="mse", optimiser=Adam(RATE), updates=UPDATES, every=every)


@cache
def joined(count: int, hidden: int, seed: int, noise: float = NOISE) -> Network:
    """Return the network as it is after its training; kept, and not to be trained on."""
    run = joining(dots_of(count, noise, seed), hidden, seed)
    for _ in run:
        pass
    return run.net


def said(net: Network, places: Array) -> Array:
    """Return what the network says at some places, both of shape (n,)."""
    return np.asarray(net.outputs(places[:, np.newaxis])[:, 0])


def miss(net: Network, places: Array) -> float:
    """Return how far it is off the hidden curve at some places, on average."""
    return float(np.abs(said(net, places) - np.sin(places)).mean())


def bends(weights: Array, biases: Array, strengths: Array, low: float, high: float) -> Array:
    """Return the places between two ends where the sum of ReLU units changes its slope, shape (n,), from left to right.

    A unit `v·relu(w·x + b)` bends at −b/w, and the slope changes there by v·|w|, whichever side it works on.

    Args:
        weights: w of each unit, shape (units,).
        biases: b of each.
        strengths: v of each, the weight with which the output adds it.
        low: the left end.
        high: the right end.
    """
    awake = np.abs(weights) > _SAME
    places, turns = -biases[awake] / weights[awake], (strengths * np.abs(weights))[awake]
    found: list[float] = []
    for place in np.unique(np.round(places, 9)):
        change = float(turns[np.abs(places - place) < 2 * _SAME].sum())
        if low < place < high and abs(change) > _SAME:
            found.append(float(place))
    return np.array(found)


def bends_of(net: Network, low: float, high: float) -> Array:
    """Return where a network of one input, one hidden layer and one output bends."""
    first, last = net.layers
    return bends(first.weights[0], first.biases, last.weights[:, 0], low, high)


def units_at(
    x: float, weights: Sequence[float] | Array, biases: Sequence[float] | Array, strengths: Sequence[float] | Array
) -> Computation:
    """Return the sum of ReLU units at x, as a formula with a slope along x."""
    return Computation(
        lambda x, w, b, v: (v * (w * x + b).named("z").relu()).sum(),
        {"x": x},
        {"w": weights, "b": biases, "v": strengths},
    )


def unit_written(weight: float, bias: float, strength: float) -> str:
    """Return a unit as a reader writes it, such as −2·relu(x − 1)."""
    inside = {1.0: "x", -1.0: "−x"}.get(float(weight), f"{exact(weight)}·x")
    if bias:
        inside += f" {'−' if bias < 0 else '+'} {exact(abs(bias))}"
    front = {1.0: "", -1.0: "−"}.get(float(strength), f"{exact(strength)}·")
    return f"{front}relu({inside})"
