"""A network that can read 0 to 4 and is shown 5 to 9 from then on, with some old scans among them or none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from engine import Adam, Network, datasets, train
from engine.arrays import Array

BATCH, UPDATES, EVERY = 32, 200, 2
RATE = 0.01
_LOSS = "softmax_cross_entropy"


class DigitScans(NamedTuple):
    """DigitScans (n, 64) and the digit on each (n,)."""

    inputs: Array
    targets: Array


class Examined(NamedTuple):
    """A moment while the new digits are learned.

    Attributes:
        update: updates since they began.
        net: the network.
        right: the share of unseen scans of each digit that it reads right, shape (10,).
        old: the share of all unseen scans of 0 to 4.
        new: the share of all unseen scans of 5 to 9.
    """

    update: int
    net: Network
    right: Array
    old: float
    new: float


def halves(split: datasets.Split) -> tuple[DigitScans, DigitScans]:
    """Return the scans of 0 to 4, and those of 5 to 9."""
    new = np.asarray(split.targets) >= 5
    return DigitScans(split.inputs[~new], split.targets[~new]), DigitScans(split.inputs[new], split.targets[new])


def mixed(old: DigitScans, new: DigitScans, replayed: int, seed: int) -> DigitScans:
    """Return 200 batches of 32, one behind the other, each with the old scans asked for."""
    rng = np.random.default_rng(seed)
    drawn = [
        (scans, rng.integers(0, len(scans.targets), (UPDATES, count)))
        for scans, count in ((old, replayed), (new, BATCH - replayed))
    ]
    inputs = np.concatenate([scans.inputs[at] for scans, at in drawn], axis=1)
    targets = np.concatenate([scans.targets[at] for scans, at in drawn], axis=1)
    return DigitScans(inputs.reshape(-1, inputs.shape[-1]), targets.ravel())


def at_school(old: DigitScans, seed: int) -> Network:
    """Return a network that has learned the old digits."""
    net = Network([64, 32, 10], seed=seed)
    for _ in train(net, old, loss=_LOSS, optimiser=Adam(RATE), batch=BATCH, updates=UPDATES, every=UPDATES, seed=seed):
        pass
    return net


def lessons(replayed: int, rate: float, seed: int) -> Iterator[Examined]:
    """Give a look at every second update, the first before any.

    Args:
        replayed: old scans in each batch of 32.
        rate: Adam's, for the new digits.
        seed: of all chance.
    """
    scans = datasets.digits()
    old, new = halves(scans.train)
    net, unseen = at_school(old, seed), scans.validation
    among = mixed(old, new, replayed, seed)
    run = train(net, among, loss=_LOSS, optimiser=Adam(rate), batch=BATCH, epochs=1, shuffle=False, every=EVERY)
    for update in run:
        hits = net.classes(unseen.inputs) == unseen.targets
        right = np.array([hits[unseen.targets == digit].mean() for digit in range(10)])
        early = unseen.targets < 5
        yield Examined(update.number, net, right, float(hits[early].mean()), float(hits[~early].mean()))
