"""The agent: numbers that give each move a chance, and a policy gradient from what its walks were paid."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from engine import SGD, Tensor, loss_of
from engine.arrays import Array
from lessons.kit.computation import Computation
from lessons.ways_to_learn.reinforcement.world import LONGEST, MOVES, SQUARES, Rewards, Walks, walk

WALKS = 8
"""Walks for each update."""
UPDATES = 100
REMEMBERS = 0.9
"""The share of the old average that is kept when a new one is taken in."""


class Tried(NamedTuple):
    """An update's walks.

    Attributes:
        walks: what was tried.
        average: what had been paid from a move on, on average over earlier updates.
    """

    walks: Walks
    average: float

    @property
    def better(self) -> Array:
        """How much better than average it went from each move on, shape (moves, walks)."""
        return self.walks.to_come - self.average


class Agent:
    """A number for each move on each square, and softmax: it begins without any preference.

    That is the smallest network for it: an input for each square, of which one is 1, an output for each move, no bias.

    Args:
        rate: the learning rate.
        seed: of all chance.
    """

    def __init__(self, rate: float, seed: int) -> None:
        self._table = Tensor(np.zeros((SQUARES, len(MOVES))), "numbers")
        self._driver = SGD(rate).drive(self._table)
        self._rng = np.random.default_rng(seed)
        self._average: float | None = None

    def numbers(self) -> Array:
        """Return each move's number on each square, shape (25, 4), as a copy."""
        return self._table.value.copy()

    def chances(self) -> Array:
        """Return the chance of each move on each square, shape (25, 4)."""
        return chances_of(self.numbers())

    def update(self, rewards: Rewards) -> Tried:
        """Go on eight walks and learn from what they were paid."""
        walks = walk(self.chances(), rewards, self._rng.random((LONGEST, WALKS)))
        tried = Tried(walks, self._taken_in(walks))
        done = walks.squares[walks.going], walks.moves[walks.going]
        weights = tried.better[walks.going] * (len(done[0]) / WALKS)  # a mean over walks, not over moves
        loss_of(self._table[done[0]], done[1], "softmax_cross_entropy", weights).backward()
        self._driver.step()
        return tried

    def _taken_in(self, walks: Walks) -> float:
        """Return the average so far, and take in what these walks were paid; the first ones are their own average."""
        now = float(walks.to_come[walks.going].mean())
        before = now if self._average is None else self._average
        self._average = REMEMBERS * before + (1 - REMEMBERS) * now
        return before


def chances_of(numbers: Array) -> Array:
    """Return softmax of numbers, along the last axis."""
    powers = np.exp(numbers - numbers.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True))


def one_try(numbers: ArrayLike, done: int, better: float) -> Computation:
    """Return the loss of one try: the surprise at what was done, times how much better than average it went.

    Args:
        numbers: one for each thing that could be done, before softmax.
        done: which one was, from 0.
        better: reward − average.
    """
    return Computation(
        lambda numbers, better: surprise(numbers, done) * better, {"numbers": numbers}, {"better": better}
    )


def surprise(numbers: Tensor, done: int) -> Tensor:
    """Return the surprise at what was done, −log of its chance by softmax of the numbers, shape (n,)."""
    return loss_of(numbers.reshape(1, -1), [done], "softmax_cross_entropy")
