"""Three levers, one of which pays best, and an agent that learns from what its own pulls paid."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from engine import Tensor
from engine.arrays import Array
from lessons.ways_to_learn.reinforcement.agent import chances_of, surprise

NAMES = ("A", "B", "C")
PAYS = (0.2, 0.5, 0.8)
"""What levers pay on average; which pays what is drawn."""
NOISE = 0.1
PULLS = 100


class Pull(NamedTuple):
    """One pull and what was learned from it.

    Attributes:
        lever: which one was pulled, from 0.
        reward: what it paid.
        average: what it is compared with: the average of all pulls before, or 0.
        before: the numbers before softmax, shape (3,), as they stood when it was pulled.
        after: the numbers after the update.
    """

    lever: int
    reward: float
    average: float
    before: Array
    after: Array


def pays_of(seed: int) -> Array:
    """Return what each lever pays on average, shape (3,)."""
    return np.random.default_rng(seed).permutation(PAYS)


class OneTry:
    """The loss of pulling one lever, recorded when it is first pulled, and replayed whenever it is pulled again."""

    def __init__(self, lever: int) -> None:
        self._numbers, self._better = Tensor(np.zeros(len(NAMES)), "numbers"), Tensor(0.0, "better", constant=True)
        self._loss = surprise(self._numbers, lever) * self._better

    def slopes(self, numbers: Array, better: float) -> Array:
        """Return the slope along each number, shape (3,), where it went `better` than average by so much."""
        self._numbers.value, self._better.value = numbers, better
        self._loss.backward()
        return np.array(self._numbers.grad)


def pulls(rate: float, compares: bool, seed: int, count: int = PULLS) -> list[Pull]:
    """Let an agent pull levers.

    Args:
        rate: the learning rate.
        compares: whether rewards are compared with the average so far; the first is its own average.
        seed: of all chance.
        count: how many pulls.
    """
    rng = np.random.default_rng(seed)
    pays, numbers, total, made = rng.permutation(PAYS), np.zeros(len(NAMES)), 0.0, list[Pull]()
    tries = [OneTry(lever) for lever in range(len(NAMES))]
    for number in range(count):
        lever = int(rng.choice(len(NAMES), p=chances_of(numbers)))
        reward = float(pays[lever] + NOISE * rng.standard_normal())
        average = (total / number if number else reward) if compares else 0.0
        after = numbers - rate * tries[lever].slopes(numbers, reward - average)
        made.append(Pull(lever, reward, average, numbers, after))
        numbers, total = after, total + reward
    return made
