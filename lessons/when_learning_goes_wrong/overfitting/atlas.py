"""The map of gaps: networks of five sizes on five amounts of points, all 25 trained at once as one ensemble."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from engine import Adam, Network, train
from engine.datasets import Split
from lessons.kit.slopes import Array
from lessons.when_learning_goes_wrong.overfitting.model import ROUGH, STRANGERS, mean_surprise, piles
from lessons.when_learning_goes_wrong.widths import side_by_side

UNITS, AMOUNTS = (2, 4, 8, 16, 32), (10, 20, 40, 80, 160)
MAP_UPDATES, MAP_EVERY, MAP_RATE = 400, 10, 0.05


@dataclass(frozen=True, eq=False)
class Gaps:
    """The losses of 25 networks at one moment; arrays of shape (amounts, units).

    Attributes:
        number: updates made so far.
        own: the loss on the points learned from.
        strangers: the loss on strangers.
    """

    number: int
    own: Array
    strangers: Array

    @property
    def gap(self) -> Array:
        """Strangers' loss less own loss."""
        return self.strangers - self.own


def atlas(noise: float, seed: int) -> Iterator[Gaps]:
    """Train all 25 at once, and give the map first and after every few updates.

    Each member uses its first few hidden units (see `side_by_side`) and, by weights
    of 0 in its loss, the first few of the 160 points: it trains as a network of that size would on that many.
    """
    own, strangers = _given(noise, seed)
    net = side_by_side(UNITS * len(AMOUNTS), 2, seed)
    amounts = np.repeat(AMOUNTS, len(UNITS))[:, np.newaxis]
    shares = ((np.arange(len(own)) < amounts) / amounts)[..., np.newaxis]
    sums = net(own.inputs)
    surprises = (sums.softplus() - sums * own.targets) * shares
    loss = surprises.sum()
    driver = Adam(MAP_RATE).drive(net)
    loss.backward()
    for number in range(MAP_UPDATES + 1):
        if number % MAP_EVERY == 0:
            yield Gaps(number, _folded(surprises.value.sum(axis=(1, 2))), _folded(_losses(net, strangers)))
        driver.step()
        loss.tape.replay()


def _given(noise: float, seed: int) -> tuple[Split, Split]:
    """Return all points of the map, and the strangers who judge on it: half of them, for the pace of the picture."""
    own, _, strangers = piles(AMOUNTS[-1], noise, seed)
    return own, strangers.select(np.arange(STRANGERS // 2))


def _losses(net: Network, data: Split) -> Array:
    """Return each member's loss."""
    sums = net.outputs(data.inputs)
    return np.asarray((np.logaddexp(0.0, sums) - data.targets * sums).mean(axis=(1, 2)))


def _folded(members: Array) -> Array:
    """Return one number for each member as rows of amounts and columns of units."""
    return members.reshape(len(AMOUNTS), len(UNITS))


def own_run(units: int, points: int, noise: float, seed: int) -> tuple[tuple[float, float], ...]:
    """Train one network by itself, of any size and on any number of the same points.

    Returns:
        The loss on its points and on strangers, first and after every few updates.
    """
    all_points, strangers = _given(noise, seed)
    data = all_points.select(np.arange(points))
    net = Network([2, units, 1], "tanh", seed=seed)
    run = train(
        net, data, loss="binary_cross_entropy", optimiser=Adam(MAP_RATE), updates=MAP_UPDATES, every=MAP_EVERY
    )  # fmt: skip
    return tuple((mean_surprise(net, data), mean_surprise(net, strangers)) for _ in run)


@cache
def last_map(seed: int, noise: float = ROUGH) -> Gaps:
    """Return the map as it ends."""
    *_, last = atlas(noise, seed)
    return last
