"""Three levers, one of which pays best, and an agent that learns from what its own pulls paid."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from engine.arrays import Array
from lessons.ways_to_learn.reinforcement.agent import chances_of, one_try

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
    for number in range(count):
        lever = int(rng.choice(len(NAMES), p=chances_of(numbers)))
        reward = float(pays[lever] + NOISE * rng.standard_normal())
        average = (total / number if number else reward) if compares else 0.0
        after = numbers - rate * one_try(numbers, lever, reward - average).slopes("numbers")
        made.append(Pull(lever, reward, average, numbers, after))
        numbers, total = after, total + reward
    return made
