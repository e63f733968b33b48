"""The classifier that both demos watch: two clusters of examples, and how sure a network is of its answer."""

from __future__ import annotations

import numpy as np

from engine import Network, Tensor, datasets
from engine.arrays import Labels
from engine.datasets import Split
from lessons.kit.charts import Series
from lessons.kit.slopes import Array

HOME = np.array([1.5, 0.0])
"""The middle of cluster B; that of A lies opposite."""
NAMES = ("A", "B")
SURE = 0.95
"""From here on the maps call a network sure."""


def clusters(seed: int, samples: int, spread: float) -> tuple[Split, Split]:
    """Examples to learn from, and others from the same two clusters; class 1 is B."""
    data = datasets.blobs(seed, samples=samples, noise=spread, classes=2)
    return data.train, data.validation


def chances(net: Network, places: Array) -> Array:
    """Return what the network takes for the chance of B at each place, shape (n, 2) to (n,)."""
    return np.array(Tensor(net.outputs(places)[:, 0]).sigmoid().value)


def sureness(chance: Array) -> Array:
    """How sure it is of its own answer, A or B: from one half to 1."""
    return np.asarray(np.maximum(chance, 1 - chance))


def outputs_on_the_map(net: Network, reach: float, columns: int = 49, rows: int = 33) -> Array:
    """The sums z all over the plane out to `reach` each way, shape (rows, columns)."""
    across, up = np.meshgrid(np.linspace(-reach, reach, columns), np.linspace(-reach, reach, rows))
    return np.asarray(net.outputs(np.column_stack([across.ravel(), up.ravel()]))[:, 0].reshape(rows, columns))


def verdicts(net: Network, reach: float, columns: int = 49) -> Array:
    """A map of the plane: 0 where the network is sure of A, 1 in doubt, 2 sure of B."""
    chance = Tensor(outputs_on_the_map(net, reach, columns)).sigmoid().value
    return np.where(chance >= SURE, 2.0, np.where(chance <= 1 - SURE, 0.0, 1.0))


def on_the_map(inputs: Array, labels: Labels) -> tuple[Series, Series]:
    """The examples as points, a cloud for each label."""
    first, second = inputs[labels == 0], inputs[labels == 1]
    return (
        Series("A", first[:, 0], first[:, 1], kind="points", tone="second"),
        Series("B", second[:, 0], second[:, 1], kind="points", tone="main"),
    )
