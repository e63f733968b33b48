"""The five rules: the engine's, stepped by hand along any slopes, and each in plain NumPy, the second way to a step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from engine import SGD, AdaGrad, Adam, Momentum, Optimiser, RMSprop
from lessons.kit.charts import Tone
from lessons.kit.slopes import Array

PLAIN, MOMENTUM, ADAGRAD, RMSPROP, ADAM = NAMES = ("plain", "momentum", "AdaGrad", "RMSprop", "Adam")
"""The five, as pictures and knobs call them."""
SHORT = dict(zip(NAMES, ("plain", "mom.", "AdaG.", "RMS", "Adam"), strict=True))
"""What legends have room for."""
TONES: dict[str, Tone] = dict(zip(NAMES, ("main", "second", "third", "fourth", "fifth"), strict=True))
"""Each one's tone, in every picture."""
KEPT, SQUARES_KEPT, ADAMS_SQUARES_KEPT = 0.9, 0.99, 0.999
"""What is kept of a velocity, of RMSprop's average of squares, and of Adam's."""
_KINDS: dict[str, Callable[[Sequence[float]], Optimiser]] = {
    PLAIN: SGD,
    MOMENTUM: Momentum,
    ADAGRAD: AdaGrad,
    RMSPROP: RMSprop,
    ADAM: Adam,
}
REMEMBERS: dict[str, tuple[str, ...]] = {
    PLAIN: (),
    MOMENTUM: ("velocity",),
    ADAGRAD: ("sum of squares",),
    RMSPROP: ("mean square",),
    ADAM: ("mean slope", "mean square"),
}
"""What each keeps for each weight between two updates."""
Feel = Callable[[int, Array], Array]
"""Gives the slopes for an update's number, from 0, and the places, in their shape."""


class Footprint(NamedTuple):
    """One moment of a walk.

    Attributes:
        places: where each walker is, shape (walkers, weights).
        slopes: what it felt before its last update, likewise; zero before the first.
        memory: what it remembers, an array of that shape for each name in `REMEMBERS`.
    """

    places: Array
    slopes: Array
    memory: tuple[Array, ...]


def optimiser(name: str, rates: Sequence[float]) -> Optimiser:
    """Return the engine's optimiser of that name, with the engine's other settings.

    Args:
        name: one of `NAMES`.
        rates: a learning rate for each walker, or for each member of an ensemble.
    """
    return _KINDS[name](rates)


def walk(name: str, rates: Sequence[float], start: Array, feel: Feel, updates: int) -> Iterator[Footprint]:
    """Give each moment of a walk by the engine's rule, the first before any update.

    Args:
        name: the rule, one of `NAMES`.
        rates: a learning rate for each walker; they walk at once.
        start: where all of them begin, shape (weights,).
        feel: gives the slopes.
        updates: how many.
    """
    shape = (len(rates), start.size)
    weights, gradient_and_change = np.tile(start.astype(float), len(rates)), np.zeros((2, shape[0] * shape[1]))
    rule = optimiser(name, rates).start(weights, gradient_and_change, lambda each: np.repeat(each, start.size))
    places, slopes = weights.reshape(shape), gradient_and_change[0].reshape(shape)
    for number in range(updates + 1):
        memory = [(each * unit).reshape(-1, *shape) for each, unit in zip(rule.memory, rule.units, strict=True)]
        yield Footprint(places.copy(), slopes.copy(), tuple(part for each in memory for part in each))
        if number < updates:
            slopes[...] = feel(number, places)
            if rule.prepare is not None:
                rule.prepare(number)
            with np.errstate(all="ignore"):  # a rate that is too large lets the numbers burst, and that is told
                rule.tape.replay()


class ByHand:
    """A rule in plain NumPy, as the papers print it.

    Args:
        name: one of `NAMES`.
        rate: the learning rate, or one for each walker in the shape of the slopes.

    Source: Polyak (1964); Duchi, Hazan and Singer (2011); Hinton, lecture 6e (2012); Kingma and Ba (2015), algorithm 1.
    """

    def __init__(self, name: str, rate: float | Array) -> None:
        self._rule = {
            PLAIN: lambda slope: slope,
            MOMENTUM: self._velocity,
            ADAGRAD: self._by_the_sum,
            RMSPROP: self._by_the_mean,
            ADAM: self._both,
        }[name]
        self._rate, self._number, self._first, self._second = rate, 0, np.zeros(()), np.zeros(())

    def step(self, slope: Array | float) -> Array:
        """Return what is taken from the weight, or from each of them, for the slope that was felt."""
        self._number += 1
        return np.asarray(self._rate * self._rule(np.asarray(slope, dtype=float)))

    def _velocity(self, slope: Array) -> Array:
        self._first = KEPT * self._first + slope
        return self._first

    def _by_the_sum(self, slope: Array) -> Array:
        self._second = self._second + slope**2
        return slope / (np.sqrt(self._second) + 1e-10)

    def _by_the_mean(self, slope: Array) -> Array:
        self._second = SQUARES_KEPT * self._second + (1 - SQUARES_KEPT) * slope**2
        return slope / (np.sqrt(self._second) + 1e-8)

    def _both(self, slope: Array) -> Array:
        self._first = KEPT * self._first + (1 - KEPT) * slope
        self._second = ADAMS_SQUARES_KEPT * self._second + (1 - ADAMS_SQUARES_KEPT) * slope**2
        mean, square = (
            self._first / (1 - KEPT**self._number),
            self._second / (1 - ADAMS_SQUARES_KEPT**self._number),
        )
        return np.asarray(mean / (np.sqrt(square) + 1e-8))
