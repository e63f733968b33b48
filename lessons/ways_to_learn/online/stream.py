"""A world that turns while examples come from it, and three networks in it: frozen, updating, and retrained."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import NamedTuple

import numpy as np

from engine import SGD, Adam, Network, train
from engine.arrays import Array

EXAMPLES, EVERY = 1000, 10
"""Examples that come by, and those between one look and the next."""
SCHOOLING, RETRAINED = 200, 200
"""Examples before the job begins, and those after which one network is trained anew, on the last so many."""
SEEN = 200
"""Fresh points, with right answers, by which a score is taken at each look."""
_FAR, _WIDE = 1.2, 0.6
_LOSS = "binary_cross_entropy"


class Points(NamedTuple):
    """Places (n, 2), and of which of the two clouds each is (n,), 0 or 1."""

    inputs: Array
    targets: Array


class Shift(NamedTuple):
    """A moment on the job.

    Attributes:
        seen: examples that have come by.
        scores: the shares of fresh points that the frozen, the updating and the retrained one get right, shape (3,).
        latest: the last examples, as they came.
        updating: the network that goes on learning.
    """

    seen: int
    scores: Array
    latest: Points
    updating: Network


def points(rng: np.random.Generator, turned: Array) -> Points:
    """Draw a point for each angle, in degrees: the two clouds lie on opposite sides, turned so far."""
    cloud = rng.integers(0, 2, len(turned))
    angle = np.radians(turned)
    centre = _FAR * np.stack([np.cos(angle), np.sin(angle)], axis=1) * (2 * cloud - 1)[:, np.newaxis]
    return Points(centre + _WIDE * rng.standard_normal((len(turned), 2)), cloud.astype(float))


def mislabelled(rng: np.random.Generator, given: Points, share: float) -> Points:
    """Return the points with a share of the answers wrong."""
    wrong = rng.random(len(given.targets)) < share
    return Points(given.inputs, np.where(wrong, 1 - given.targets, given.targets))


def schooled(given: Points, seed: int) -> Network:
    """Return a network that was trained on some points, 200 updates with all of them."""
    net = Network([2, 8, 1], activation="tanh", seed=seed)
    for _ in train(net, given, loss=_LOSS, optimiser=Adam(0.03), updates=200, every=200):
        pass
    return net


def on_the_job(turn: float, rate: float, wrong: float, seed: int) -> Iterator[Shift]:
    """Give a look after every ten examples, the first before any.

    Args:
        turn: degrees by which the world turns in all.
        rate: the learning rate of the network that updates at each example.
        wrong: the share of wrong answers among those that are learned from; scores are taken by right ones.
        seed: of all chance.
    """
    rng = np.random.default_rng(seed)
    before = mislabelled(rng, points(rng, np.zeros(SCHOOLING)), wrong)
    came = mislabelled(rng, points(rng, np.linspace(0.0, turn, EXAMPLES)), wrong)
    frozen = retrained = schooled(before, seed)
    updating = deepcopy(frozen)
    run = train(updating, came, loss=_LOSS, optimiser=SGD(rate), batch=1, epochs=1, shuffle=False, every=EVERY)
    for update in run:
        seen = update.number
        latest = Points(came.inputs[max(0, seen - 40) : seen], came.targets[max(0, seen - 40) : seen])
        if seen % RETRAINED == 0 and 0 < seen < EXAMPLES:
            retrained = schooled(Points(*(part[seen - RETRAINED : seen] for part in came)), seed)
        fresh = points(rng, np.full(SEEN, turn * seen / EXAMPLES))
        scores = np.array([net.accuracy(fresh) for net in (frozen, updating, retrained)])
        yield Shift(seen, scores, latest, updating)
