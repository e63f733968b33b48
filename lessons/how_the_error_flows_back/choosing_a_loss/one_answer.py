"""A network of one bias, the answer that it gives to everything: where it rests, before and after a target moves."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine import SGD, Network, train
from lessons.how_the_error_flows_back.choosing_a_loss.model import ENGINE_NAMES, push
from lessons.kit.charts import Lines, Mark, Series
from lessons.kit.demo import Frame
from lessons.kit.figures import figure
from lessons.kit.slopes import Array

UPDATES, RATE = 100, 0.2
"""How long it learns before the target moves, and once more as long after; and at which rate."""


def come_to_rest(before: Sequence[float], after: Sequence[float], rule: str) -> Array:
    """Return the answer at first and after each update, shape (2 UPDATES + 1,), learned from one, then the other."""
    net = Network([1, 1], initialisation="zeros")
    path: list[float] = []
    for targets in (before, after):
        data = np.zeros((len(targets), 1)), np.array(targets, dtype=float)[:, None]
        for update in train(net, data, loss=ENGINE_NAMES[rule], optimiser=SGD(RATE), updates=UPDATES):
            if update.number or not path:
                path.append(net.outputs([[0.0]]).item())
    return np.array(path)


def rest_of(targets: Sequence[float], rule: str) -> float:
    """Return where the pushes of some targets balance, found by halving and without any training."""
    low, high = min(targets), max(targets)
    for _ in range(40):
        middle = (low + high) / 2
        rising = sum(push(rule, middle - target) for target in targets) > 0
        low, high = (low, middle) if rising else (middle, high)
    return (low + high) / 2


def picture(path: Array, rule: str) -> Frame:
    """Return the answer's way, with the moment at which a target moved."""
    updates = np.arange(len(path), dtype=float)
    marks = (Mark("it moves", x=float(UPDATES)),)
    chart = Lines("The answer p", (Series(rule, updates, path),), "update", "p", marks=marks)
    first, last = float(path[UPDATES]), float(path[-1])
    caption = f"Before the target moved, p came to rest at {figure(first)}; after it, at {figure(last)}."
    readings = {"update": 2 * UPDATES, "before": first, "after": last}
    return Frame(2 * UPDATES, (chart,), caption, readings, finished=True)
