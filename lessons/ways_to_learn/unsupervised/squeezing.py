"""A network that squeezes scans of digits into a few numbers and rebuilds them: its target is its own input."""

from __future__ import annotations

import numpy as np

from engine import Adam, Network, Training, datasets, train
from engine.arrays import Labels
from engine.datasets import Dataset
from lessons.kit.slopes import Array

HIDDEN, SIDE = 32, 8
RATE, BATCH = 0.01, 64
NEIGHBOURS = 5


def squeezer(kept: int, seed: int) -> Network:
    """Return an autoencoder: 64 pixels, 32 units, `kept` numbers, 32 units, 64 pixels from 0 to 1."""
    pixels = SIDE * SIDE
    activations = ["tanh", "identity", "tanh"]
    return Network([pixels, HIDDEN, kept, HIDDEN, pixels], activations, output="sigmoid", seed=seed)


def squeezing(net: Network, scans: Dataset, updates: int, every: int, seed: int) -> Training:
    """Return the run in which it learns to rebuild the scans; no label is used."""
    given = scans.train.inputs
    return train(
        net, (given, given), loss="mse", optimiser=Adam(RATE), batch=BATCH, updates=updates, every=every, seed=seed
    )


def scans_of(seed: int) -> Dataset:
    """Return the real scans of digits."""
    return datasets.digits(seed)


def codes(net: Network, scans: Array) -> Array:
    """Return the few numbers of each scan, shape (n, kept): what the narrowest layer says."""
    return np.asarray(net.activations(scans)[-3])


def decoded(net: Network, code: Array) -> Array:
    """Return the pictures that the second half draws from codes, shape (n, 64), by its layers one after the other."""
    wider, last = net.layers[-2:]
    hidden = np.tanh(np.atleast_2d(code) @ wider.weights + wider.biases)
    return np.asarray(1 / (1 + np.exp(-(hidden @ last.weights + last.biases))))


def rebuilding_error(net: Network, scans: Array) -> float:
    """Return the mean squared miss of a pixel."""
    return float(((net.outputs(scans) - scans) ** 2).mean())


def told_by_neighbours(places: Array, labels: Labels) -> float:
    """Return the share of places whose five nearest others mostly carry their own label: labels only for looking."""
    apart = ((places[:, np.newaxis] - places) ** 2).sum(axis=2)
    np.fill_diagonal(apart, np.inf)
    nearest = labels[np.argpartition(apart, NEIGHBOURS, axis=1)[:, :NEIGHBOURS]]
    votes = (nearest[:, :, np.newaxis] == np.arange(10)).sum(axis=1)
    return float(np.mean(votes.argmax(axis=1) == labels))
