"""The street: a bowl-shaped loss with the parking spot at its bottom, and cars that roll by gradient descent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from engine import Tensor
from lessons.kit.slopes import Array

UPDATES = 40
"""How long cars roll."""
PARKED = 0.05
"""A car within this share of its first distance counts as parked."""
CRAWLS, PARKS, OVERSHOOTS, DIVERGES = range(4)
OPTIONS = (
    "It crawls: still on the way when time is up",
    "It parks: rolls in from one side and stays",
    "It overshoots: swings past the spot, yet closes in",
    "It never settles: its swings do not get narrower",
)
"""The four fates that a car can have, in the order of their names."""


@dataclass(frozen=True)
class Street:
    """The loss ½·curvature·w², whose bottom, the parking spot, lies at w = 0."""

    curvature: float

    def loss(self, w: Tensor) -> Tensor:
        """The height of the street at each place."""
        return (0.5 * self.curvature) * w**2

    def feel(self, cars: Array) -> tuple[Array, Array]:
        """The loss under each car and the slope under each, shape (n,), from one backward pass for all of them."""
        places = Tensor(cars)
        losses = self.loss(places)
        losses.sum().backward()
        return np.array(losses.value), np.array(places.grad)

    def edge(self) -> float:
        """The learning rate above which a car diverges: 2 / curvature, the curvature felt as the change of slope."""
        slopes = self.feel(np.array([-0.5, 0.5]))[1]
        return 2.0 / float(slopes[1] - slopes[0])

    def roll(
        self, start: float, rates: Sequence[float], updates: int = UPDATES
    ) -> Iterator[tuple[Array, Array, Array]]:
        """Where the cars are, the loss there and the slope there: before the first update and after each."""
        cars = np.full(len(rates), float(start))
        for _ in range(updates + 1):
            losses, slopes = self.feel(cars)
            yield cars, losses, slopes
            cars = cars - np.asarray(rates) * slopes


def what_became_of(places: Array) -> int:
    """Which of the four fates a car had, judged by its places alone, shape (updates + 1,)."""
    away = np.abs(places)
    if away[-1] >= away[0] * (1 - 1e-9):
        return DIVERGES
    swings = places[1:] * places[:-1]
    if bool(np.any(swings < -1e-9 * away[0] ** 2)):
        return OVERSHOOTS
    return PARKS if away[-1] <= PARKED * away[0] else CRAWLS
