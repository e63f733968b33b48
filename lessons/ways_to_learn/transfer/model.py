"""The two learners: one that starts afresh, and one that takes over what a network has learned before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from engine import Adam, Network, Training, train
from engine.datasets import Split
from lessons.kit.slopes import Array
from lessons.ways_to_learn.transfer.tasks import Pair, pair_of

HIDDEN, UPDATES = 32, 100
FROZEN, FINE = "frozen", "fine-tuned"
BODY = (FROZEN, FINE)
FRESH_RATE, FRESH_PULL, TAKEN_RATE = 0.02, 0.003, 0.01
"""Each its best of those that were tried: what starts afresh steps further, and small weights help it (L2)."""
PRETRAINING = 400
CLEAR = 0.05
"""A share of the unseen scans by which one is clearly ahead."""
_LOSS = "binary_cross_entropy"


@dataclass(frozen=True, eq=False)
class RaceStanding:
    """How a race stands.

    Attributes:
        number: updates made.
        fresh: which share of the unseen scans the fresh network reads right.
        taken: likewise the one that took over.
        net: the latter.
    """

    number: int
    fresh: float
    taken: float
    net: Network

    @property
    def lead(self) -> float:
        """The lead of what was taken over, as a share of the unseen scans."""
        return self.taken - self.fresh


def fresh(pair: Pair, seed: int) -> Network:
    """Return a network that has seen nothing."""
    return Network([64, HIDDEN, pair.answers], seed=seed + 1_000_003)


def pretrained(name: str, seed: int) -> Network:
    """Return a network that has learned the first task of a pair; a copy of its own."""
    net = Network([64, HIDDEN, pair_of(name, seed).answers], seed=seed)
    net.parameters[...] = _parameters(name, seed)
    return net


@lru_cache(maxsize=16)
def _parameters(name: str, seed: int) -> Array:
    pair = pair_of(name, seed)
    net = Network([64, HIDDEN, pair.answers], seed=seed)
    rule, pull = Adam(0.01), FRESH_PULL
    for _ in train(
        net, pair.first, loss=_LOSS, optimiser=rule, batch=64, updates=PRETRAINING, every=PRETRAINING, l2=pull
    ):
        pass
    return net.parameters.copy()


def taken_over(name: str, seed: int) -> Network:
    """Return the pretrained network for the second task: with a new last layer where there are other answers."""
    net, pair = pretrained(name, seed), pair_of(name, seed)
    if not pair.same_answers:
        net.layers[-1].tensor.value[...] = fresh(pair, seed).layers[-1].tensor.value
    return net


def learning(net: Network, few: Split, *, taken: bool, body: str = FINE, every: int = UPDATES) -> Training:
    """Return the run in which a network learns from few labelled scans.

    Args:
        net: the network.
        few: the scans.
        taken: whether it was taken over: then it takes gentler steps, and nothing pulls it towards 0.
        body: whether its first layer is frozen.
        every: updates from one report to the next.
    """
    rate, pull = (TAKEN_RATE, 0.0) if taken else (FRESH_RATE, FRESH_PULL)
    frozen = (1,) if taken and body == FROZEN else ()
    return train(net, few, loss=_LOSS, optimiser=Adam(rate), updates=UPDATES, every=every, l2=pull, frozen=frozen)


def race(name: str, count: int, body: str, seed: int, every: int = UPDATES) -> Iterator[RaceStanding]:
    """Let both learn from the same few scans, and give how they stand, before the first update and every so often."""
    pair = pair_of(name, seed)
    few = pair.few(count, seed)
    new, old = fresh(pair, seed), taken_over(name, seed)
    runs = learning(new, few, taken=False, every=every), learning(old, few, taken=True, body=body, every=every)
    for update, _ in zip(*runs, strict=True):
        yield RaceStanding(update.number, read_right(new, pair.unseen), read_right(old, pair.unseen), old)


def outcome_of(lead: float) -> int:
    """Return which of the three it is: clearly ahead, about level, clearly behind."""
    return 0 if lead > CLEAR else 2 if lead < -CLEAR else 1


def read_right(net: Network, given: Split) -> float:
    """Return the share of scans whose answer is right."""
    return float(np.mean(net.outputs(given.inputs).argmax(axis=1) == given.targets.argmax(axis=1)))
