"""The spiral, the best that any straight line can do on it, and networks of six sizes that learn it at once."""

from __future__ import annotations

from functools import cache

import numpy as np

from engine import Adam, Network, Training, train
from engine.datasets import Split, blobs, spiral
from lessons.kit.slopes import Array
from lessons.when_learning_goes_wrong.widths import side_by_side

POINTS, STRANGERS, TURNS = 200, 400, 1.5
WIDTHS = (1, 2, 4, 8, 16, 32)
UPDATES, EVERY, RATE = 1000, 20, 0.05
TASKS = ("spiral", "two clouds")
REACH = 1.2


@cache
def piles(seed: int, turns: float = TURNS, task: str = TASKS[0]) -> tuple[Split, Split]:
    """Return the points to learn from and the strangers; targets are 0 for A and 1 for B, shape (n, 1)."""
    if task == TASKS[0]:
        drawn = spiral(seed, samples=POINTS, held_out=STRANGERS, turns=turns)
        shrink = 1.0
    else:
        drawn = blobs(seed, samples=POINTS, held_out=STRANGERS, classes=2)
        shrink = 0.4
    own, strangers = (
        Split(shrink * each.inputs, each.targets[:, np.newaxis].astype(float)) for each in (drawn.train, drawn.test)
    )
    return own, strangers


def best_cut(along: Array, b: Array) -> tuple[float, float, bool]:
    """Return the best that one cut does with points on a line.

    Args:
        along: where they lie, shape (n,).
        b: whether each is B, shape (n,).

    Returns:
        The share that it gets right, where it cuts, and whether B lies above it.
    """
    order = np.argsort(along)
    places, bs = along[order], b[order].astype(int)
    below = np.concatenate([[0], np.cumsum(1 - bs)])
    above = np.concatenate([[0], np.cumsum(bs[::-1])])[::-1]
    right = (below + above) / len(bs)
    cut_up, cut_down = int(np.argmax(right)), int(np.argmin(right))
    up = bool(right[cut_up] >= 1 - right[cut_down])
    cut = cut_up if up else cut_down
    edges = np.concatenate([[places[0] - 1], (places[1:] + places[:-1]) / 2, [places[-1] + 1]])
    return float(max(right[cut_up], 1 - right[cut_down])), float(edges[cut]), up


def sizes_learning(seed: int, turns: float = TURNS, every: int = EVERY) -> Training:
    """Return the run of an ensemble: one hidden layer of each of `WIDTHS`, all on the same points."""
    own = piles(seed, turns)[0]
    net = side_by_side(WIDTHS, 2, seed)
    return train(net, own, loss="binary_cross_entropy", optimiser=Adam(RATE), updates=UPDATES, every=every)


def shares_right(net: Network, data: Split) -> Array:
    """Return the share that each member gets right, shape (members,)."""
    says = net.outputs(data.inputs) > net.yes
    return np.asarray((says == (data.targets > 0.5)).mean(axis=(-2, -1)))


@cache
def sizes_learned(seed: int) -> tuple[Array, Array]:
    """Return the shares right of all sizes in the end, of their own points and of strangers."""
    run = sizes_learning(seed, every=UPDATES)
    list(run)
    own, strangers = piles(seed)
    return shares_right(run.net, own), shares_right(run.net, strangers)
