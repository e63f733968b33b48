"""The noisy target: a weight that is to become a mean, and meets one measurement at each update."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from engine import SGD, Tensor
from engine.optimisers.setting import Schedule
from engine.schedules import Constant
from lessons.kit.slopes import Array

UPDATES, WEIGHTS = 200, 400
"""How many updates, and how many weights walk side by side, each with measurements of its own."""
START, SPREAD = 7.0, 1.0
"""How far from the mean all begin, and the standard deviation of a measurement."""
SMALL = 0.01
"""The rate of the careful walker, and that to which the third drops."""
NAMES = ("large", "small", "dropping")


@dataclass(frozen=True)
class Drop:
    """A schedule: one rate until an update, another from there on."""

    rate: float
    after: int
    then: float

    def __call__(self, number: int) -> float:
        """Return the learning rate for an update."""
        return self.rate if number < self.after else self.then


def schedules(rate: float, drop: int) -> tuple[Schedule, Schedule, Schedule]:
    """Return the three: always large, always small, and large until an update and small from then on."""
    return Constant(rate), Constant(SMALL), Drop(rate, drop, SMALL)


def rates(chosen: Sequence[Schedule], updates: int) -> Array:
    """Return the rate of each update by each schedule, shape (updates, schedules)."""
    return np.array([[each(number) for each in chosen] for number in range(updates)]).reshape(-1, len(chosen))


def walk(chosen: Sequence[Schedule], seed: int) -> Iterator[Array]:
    """Give how far the weights of each schedule lie from the mean, squared and averaged, first and after each update.

    The engine feels the slope of ½(w − measurement)² and takes the step.
    """
    noise = np.random.default_rng(seed)
    measured = Tensor(np.zeros(WEIGHTS), "measured", constant=True)
    weights = [Tensor(np.full(WEIGHTS, START), "w") for _ in chosen]
    losses = [(0.5 * (w - measured) ** 2).sum() for w in weights]
    drivers = [SGD(schedule).drive(w) for schedule, w in zip(chosen, weights, strict=True)]
    for loss in losses:
        loss.backward()
    for _ in range(UPDATES + 1):
        yield np.array([float((np.asarray(w.value) ** 2).mean()) for w in weights])
        drawn = noise.normal(0.0, SPREAD, WEIGHTS)
        for loss, driver in zip(losses, drivers, strict=True):
            measured.value[...] = drawn
            loss.tape.replay()
            driver.step()


def expected(chosen: Sequence[Schedule]) -> Array:
    """Return what `walk` gives on average, without any chance: D becomes (1 − rate)²·D + rate²·spread².

    The measurements are independent, so their variance adds to what is left of the distance.
    """
    away = np.full(len(chosen), START**2)
    history = [away]
    for number in range(UPDATES):
        rate = np.array([each(number) for each in chosen])
        away = (1 - rate) ** 2 * away + rate**2 * SPREAD**2
        history.append(away)
    return np.array(history)
