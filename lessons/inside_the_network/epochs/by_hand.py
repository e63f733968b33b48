"""Descent by batches in plain NumPy: the second way to a walk's end, without the engine."""

from __future__ import annotations

import numpy as np

from engine.datasets import Split
from lessons.inside_the_network.epochs.walkers import START


def loss_by_hand(data: Split, size: int, rate: float, passes: int, seed: int) -> float:
    """Return the loss after some passes in plain NumPy; the order of each is drawn as the engine draws it."""
    (w, b), rng = START, np.random.default_rng(seed)
    x, y = data.inputs[:, 0], data.targets[:, 0]
    for _ in range(passes):
        order = rng.permutation(len(x)) if size < len(x) else np.arange(len(x))
        for chosen in np.split(order, range(size, len(x), size)):
            miss = w * x[chosen] + b - y[chosen]
            w, b = w - rate * 2 * float(np.mean(miss * x[chosen])), b - rate * 2 * float(np.mean(miss))
    return float(np.mean((w * x + b - y) ** 2))
