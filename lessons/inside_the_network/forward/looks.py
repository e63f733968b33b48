"""Looks of a trained network at scans: what one look leaves in it, and what a training step leaves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine import SGD, Network, datasets, train
from engine.datasets import Split
from lessons.inside_the_network.layers.model import DigitReading, read, trained
from lessons.kit.slopes import Array

HIDDEN, PASSES, RATE = 32, 10, 0.4
BETWEEN = ("only read", "learnt from")
"""What happens to the second scan."""


@dataclass(frozen=True, eq=False)
class ScanLook:
    """One scan before the network.

    Attributes:
        number: which look it is, from 1.
        pixels: shape (64,).
        reading: what the network makes of it.
        network: the network as it is at this look.
    """

    number: int
    pixels: Array
    reading: DigitReading
    network: Network


def three_looks(first: int, second: int, between: str, seed: int) -> tuple[ScanLook, ScanLook, ScanLook]:
    """Return the looks at one scan, at another, and at the first once more.

    Args:
        first: an unseen scan, from 1.
        second: another.
        between: whether the second is only read, or one update learns from it.
        seed: of the network's training.
    """
    scans = datasets.digits()
    network = trained(scans, HIDDEN, seed=seed, passes=PASSES)
    one, other = (scans.validation.inputs[number - 1] for number in (first, second))
    before = [ScanLook(1, one, read(network, one), network), ScanLook(2, other, read(network, other), network)]
    after = learnt(network, scans.validation, second - 1) if between == BETWEEN[1] else network
    return before[0], before[1], ScanLook(3, one, read(after, one), after)


def learnt(network: Network, scans: Split, place: int) -> Network:
    """Return a copy of a network after one update with one scan."""
    one = np.s_[place : place + 1]
    run = train(
        network.__copy__(),
        (scans.inputs[one], scans.targets[one]),
        loss="softmax_cross_entropy",
        optimiser=SGD(RATE),
        updates=1,
    )
    for _ in run:
        pass
    return run.net


def compared(first: DigitReading, again: DigitReading) -> int:
    """Return what became of a reading: 0 the same to the last bit, 1 another confidence, 2 another digit."""
    if first.digit != again.digit:
        return 2
    return 0 if np.array_equal(first.raw, again.raw) else 1
