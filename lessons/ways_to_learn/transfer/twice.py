"""The race in plain NumPy: the second way to who is ahead; behind a frozen layer, only the last layer is trained."""

from __future__ import annotations

import numpy as np

from engine import Network
from engine.datasets import Split
from lessons.kit import by_hand
from lessons.kit.slopes import Array
from lessons.ways_to_learn.transfer.model import (
    FRESH_PULL,
    FRESH_RATE,
    FROZEN,
    TAKEN_RATE,
    UPDATES,
    fresh,
    taken_over,
)
from lessons.ways_to_learn.transfer.tasks import pair_of


def lead_by_hand(name: str, count: int, body: str, seed: int) -> float:
    """Return by which share of the unseen scans the network that took over is ahead."""
    pair, old = pair_of(name, seed), taken_over(name, seed)
    few, unseen = pair.few(count, seed), pair.unseen
    afresh = _right(fresh(pair, seed), few, unseen, FRESH_RATE, FRESH_PULL)
    if body == FROZEN:
        head = Network([old.sizes[1], pair.answers])
        head.layers[0].tensor.value[...] = old.layers[1].tensor.value
        few, unseen = (Split(_passed_on(old, each.inputs), each.targets) for each in (few, unseen))
        return _right(head, few, unseen, TAKEN_RATE, 0.0) - afresh
    return _right(old, few, unseen, TAKEN_RATE, 0.0) - afresh


def _passed_on(net: Network, inputs: Array) -> Array:
    return np.asarray(np.maximum(inputs @ net.layers[0].weights + net.layers[0].biases, 0.0))


def _right(net: Network, few: Split, unseen: Split, rate: float, pull: float) -> float:
    said = by_hand.train(
        net,
        few.inputs,
        few.targets,
        loss="binary_cross_entropy",
        rate=rate,
        updates=UPDATES,
        rule="adam",
        asked=unseen.inputs,
        l2=pull,
    )
    *_, last = said
    return float(np.mean(last[0].argmax(axis=1) == unseen.targets.argmax(axis=1)))
