"""k-means: each point goes to its nearest centre, each centre to the middle of its points, and again.

Source: Lloyd, Least squares quantization in PCM (1957; IEEE Transactions on Information Theory, 1982).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from engine import Tensor, datasets
from engine.arrays import Labels
from lessons.kit.slopes import Array

SPREAD, BY_CHANCE = "far apart", "by chance"
"""How the first centres are chosen among the points."""
MOST_STEPS = 60
CUSTOMERS = 120


class Pins(NamedTuple):
    """Where it stands.

    Attributes:
        centres: shape (k, 2).
        groups: of each point, the number of its centre, shape (n,); −1 before any point has gone anywhere.
        cost: squared distances from each point to its centre, added up; to the nearest, before any has gone.
        moved: whether it was the centres that moved last, and not the points that chose.
    """

    centres: Array
    groups: Labels
    cost: float
    moved: bool


def customers(heaps: int, seed: int) -> Array:
    """Return customers by two measures, shape (n, 2), in `heaps` heaps that nobody has named."""
    return np.array(datasets.blobs(seed, samples=CUSTOMERS, noise=0.35, held_out=1, classes=heaps).train.inputs)


def first_centres(points: Array, count: int, how: str, seed: int) -> Array:
    """Return points to begin with: by chance, or each as far as possible from those before, the first from the middle.

    Source of the second: Gonzalez, Clustering to minimize the maximum intercluster distance (1985).
    """
    if how == BY_CHANCE:
        return points[np.random.default_rng(seed).choice(len(points), count, replace=False)]
    chosen = [points[int(np.argmax(squared_distances(points, points.mean(axis=0)[np.newaxis])))]]
    while len(chosen) < count:
        chosen.append(points[int(np.argmax(squared_distances(points, np.array(chosen)).min(axis=1)))])
    return np.array(chosen)


def squared_distances(points: Array, centres: Array) -> Array:
    """Return the squared distance from each point to each centre, shape (n, k)."""
    return np.asarray(((points[:, np.newaxis] - centres) ** 2).sum(axis=2))


def steps(points: Array, centres: Array) -> Iterator[Pins]:
    """Give the start, then each half of each round in turn, until a whole round changes nothing."""
    groups = np.full(len(points), -1)
    yield Pins(centres, groups, float(squared_distances(points, centres).min(axis=1).sum()), moved=False)
    for _ in range(MOST_STEPS // 2):
        before, groups = groups, squared_distances(points, centres).argmin(axis=1)
        yield Pins(centres, groups, _cost(points, centres, groups), moved=False)
        if np.array_equal(before, groups):
            return
        centres = middles(points, groups, centres)
        yield Pins(centres, groups, _cost(points, centres, groups), moved=True)


def middles(points: Array, groups: Labels, centres: Array) -> Array:
    """Return the middle of each group; a centre to which no point has come stays where it is."""
    return np.array(
        [
            Tensor(points[groups == k]).mean(axis=0).value if (groups == k).any() else centre
            for k, centre in enumerate(centres)
        ]
    )


def _cost(points: Array, centres: Array, groups: Labels) -> float:
    return float(((points - centres[groups]) ** 2).sum())
