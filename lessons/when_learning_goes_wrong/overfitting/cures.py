"""Five trainings side by side: one without a cure, four with one each; what each does for strangers, and its price."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from engine import Training
from engine.datasets import Split
from lessons.kit.slopes import Array
from lessons.when_learning_goes_wrong.overfitting.model import (
    EVERY,
    POINTS,
    ROUGH,
    UPDATES,
    learning,
    mean_surprise,
    piles,
)

CURES = ("none", "stop", "L2", "dropout", "more")
JUDGES, PATIENCE = 100, 6
"""How many points the stopping school keeps back to judge by, and how many looks without a better one it waits."""


@dataclass(frozen=True, eq=False)
class WardRound:
    """Where five trainings stand, each array of shape (5,), in the order of `CURES`.

    Attributes:
        number: updates made so far.
        strangers: the mean surprise on strangers.
        own: on the points learned from.
        points: how many labelled points each needs, those that it judges by too.
        work: points passed through the network so far, as a share of what no cure needs for the whole run.
    """

    number: int
    strangers: Array
    own: Array
    points: tuple[int, ...]
    work: Array

    @property
    def helped(self) -> int:
        """How many of the four cures stand below no cure on strangers."""
        return int(np.sum(self.strangers[1:] < self.strangers[0]))


class Ward:
    """Five networks that begin alike, and see no stranger.

    Args:
        penalty: λ of L2.
        dropout: the share asleep.
        more: how many points there are where there are more.
        noise: how far points are shaken.
        seed: of points, weights and sleepers.
    """

    def __init__(self, penalty: float, dropout: float, more: int, noise: float, seed: int) -> None:
        few, steer, self.strangers = piles(POINTS, noise, seed)
        many = piles(more, noise, seed)[0]
        judges = steer.select(np.arange(JUDGES))
        self.data: tuple[Split, ...] = (few, few, few, few, many)
        self.runs: tuple[Training, ...] = (
            learning(few, seed),
            learning(few, seed, steer=judges, patience=PATIENCE),
            learning(few, seed, penalty=penalty),
            learning(few, seed, dropout=dropout),
            learning(many, seed),
        )
        self.points = (POINTS, POINTS + JUDGES, POINTS, POINTS, more)
        self._made = [0] * len(CURES)

    def standings(self) -> Iterator[WardRound]:
        """Give where they stand before the first update and after every few; a run that has stopped stays as it is."""
        for number in range(0, UPDATES + 1, EVERY):
            for i, run in enumerate(self.runs):
                update = next(run, None)
                self._made[i] = self._made[i] if update is None else update.number
            yield self._standing(number)

    def _standing(self, number: int) -> WardRound:
        nets = [run.net for run in self.runs]
        own = [mean_surprise(net, data) for net, data in zip(nets, self.data, strict=True)]
        strangers = [mean_surprise(net, self.strangers) for net in nets]
        return WardRound(number, np.array(strangers), np.array(own), self.points, self._work())

    def _work(self) -> Array:
        """Return the points passed through so far; there and back counts three, only there (to judge) one."""
        passed = [3.0 * len(data) * made for data, made in zip(self.data, self._made, strict=True)]
        passed[1] += JUDGES * (self._made[1] / EVERY + 1)
        return np.array(passed) / (3.0 * POINTS * UPDATES)


def ward(seed: int, noise: float = ROUGH, penalty: float = 0.01, dropout: float = 0.5, more: int = 320) -> WardRound:
    """Return where the five stand in the end."""
    *_, last = Ward(penalty, dropout, more, noise, seed).standings()
    return last
