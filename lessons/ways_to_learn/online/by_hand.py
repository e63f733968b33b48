"""Learning to read once more in plain NumPy, way back and Adam written out: the second way to what is forgotten."""

from __future__ import annotations

import numpy as np

from engine import datasets
from engine.arrays import Array
from lessons.ways_to_learn.online.digits import BATCH, RATE, UPDATES, DigitScans, halves, mixed


def share_kept(replayed: int, seed: int) -> float:
    """Return the share of unseen old scans that a network reads when it has learned the new digits."""
    rng = np.random.default_rng(seed + 1000)
    scans = datasets.digits()
    old, new = halves(scans.train)
    weights = [rng.normal(0.0, np.sqrt(2 / rows), (rows, columns)) for rows, columns in ((64, 32), (32, 10))]
    weights += [np.zeros(32), np.zeros(10)]
    at = rng.integers(0, len(old.targets), UPDATES * BATCH)
    _learn(weights, DigitScans(old.inputs[at], old.targets[at]))
    _learn(weights, mixed(old, new, replayed, seed))
    unseen = halves(scans.validation)[0]
    return float(np.mean(_forward(weights, unseen.inputs)[1].argmax(axis=1) == unseen.targets))


def _forward(weights: list[Array], inputs: Array) -> tuple[Array, Array]:
    hidden = np.maximum(inputs @ weights[0] + weights[2], 0.0)
    return hidden, hidden @ weights[1] + weights[3]


def _learn(weights: list[Array], scans: DigitScans) -> None:
    """Take an Adam step for each batch, memory afresh."""
    mean, square = ([np.zeros_like(each) for each in weights] for _ in range(2))
    for number in range(1, UPDATES + 1):
        batch = slice((number - 1) * BATCH, number * BATCH)
        slopes = _slopes(weights, scans.inputs[batch], scans.targets[batch])
        for k, slope in enumerate(slopes):
            mean[k] = 0.9 * mean[k] + 0.1 * slope
            square[k] = 0.999 * square[k] + 0.001 * slope**2
            even, uneven = mean[k] / (1 - 0.9**number), square[k] / (1 - 0.999**number)
            weights[k] -= RATE * even / (np.sqrt(uneven) + 1e-8)


def _slopes(weights: list[Array], inputs: Array, targets: Array) -> list[Array]:
    hidden, logits = _forward(weights, inputs)
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    back = (powers / powers.sum(axis=1, keepdims=True) - np.eye(10)[targets]) / len(inputs)
    below = (back @ weights[1].T) * (hidden > 0)
    return [inputs.T @ below, hidden.T @ back, below.sum(axis=0), back.sum(axis=0)]
