"""A real task for the loop: scans of handwritten digits, a 3 or an 8, and a small network that tells them apart."""

from __future__ import annotations

import numpy as np

from engine import SGD, Network, Training, datasets, train
from engine.datasets import Split
from lessons.inside_the_network.seven_steps.cycle import scattered

DIGITS = (3, 8)
BATCH = 20
"""Scans to a batch: twelve batches use each of the 237 scans once."""


def threes_and_eights(scans: Split) -> Split:
    """Return the threes (target 0) and the eights (target 1) of some scans."""
    chosen = scans.select(np.isin(scans.targets, DIGITS))
    return Split(chosen.inputs, (chosen.targets == DIGITS[1]).astype(np.float64))


def to_learn() -> Split:
    """Return the scans to learn from."""
    return threes_and_eights(datasets.digits().train)


def unseen() -> Split:
    """Return the scans that it never learns from."""
    return threes_and_eights(datasets.digits().validation)


def beginner(hidden: int, spread: float, seed: int) -> Network:
    """Return a network of sigmoid units with random weights around 0.

    Args:
        hidden: its hidden units.
        spread: the standard deviation of its weights.
        seed: of the chance.
    """
    return scattered(Network([64, hidden, 1], "sigmoid", seed=seed), spread, seed)


def training(
    network: Network, *, rate: float, updates: int, every: int, seed: int, batch: int | None = BATCH
) -> Training:
    """Return a run that teaches it to tell threes from eights; `batch` None takes all scans in each cycle."""
    return train(
        network,
        to_learn(),
        loss="binary_cross_entropy",
        optimiser=SGD(rate),
        batch=batch,
        updates=updates,
        every=every,
        seed=seed,
        validation=unseen(),
    )
