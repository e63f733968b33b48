"""The chance behind a question: the same seed draws the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

T = TypeVar("T")


class Draw:
    """The chance behind one drawing of a question; the same seed, any whole number, draws the same."""

    def __init__(self, seed: int) -> None:
        self.seed = seed % 2**63
        self.rng = np.random.default_rng(self.seed)

    def number(self, low: float, high: float, step: float, *, zero: bool = True) -> float:
        """A round number from low to high in steps; `zero=False` leaves 0 out."""
        count = round((high - low) / step) + 1
        grid = [round(low + i * step, 10) + 0.0 for i in range(count)]  # + 0.0: nobody asks about −0
        return float(self.rng.choice([n for n in grid if zero or n != 0]))

    def whole(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return int(self.rng.integers(low, high + 1))

    def one_of(self, things: Sequence[T]) -> T:
        """One of several things."""
        return things[int(self.rng.integers(len(things)))]

    def shuffled(self, things: Sequence[T]) -> tuple[T, ...]:
        """Return some things in another order."""
        return tuple(things[int(i)] for i in self.rng.permutation(len(things)))
