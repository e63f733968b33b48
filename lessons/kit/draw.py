"""The chance behind a question: the same seed draws the same."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TypeVar

import numpy as np

T = TypeVar("T")
Decision = TypeVar("Decision", bound=Hashable)


class Draw:
    """The chance behind one drawing of a question; the same seed, any whole number, draws the same.

    Two drawings for which chance has decided the same are the same question, whatever their seeds; `decided` tells.
    """

    def __init__(self, seed: int) -> None:
        self._seed = seed % 2**63
        self._rng = np.random.default_rng(self._seed)
        self._decided: list[Hashable] = []

    @property
    def seed(self) -> int:
        """The seed, for a run of the lesson's own; no other drawing has it."""
        self._decided.append(("seed", self._seed))
        return self._seed

    @property
    def rng(self) -> np.random.Generator:
        """The generator, for whoever draws otherwise; what comes of it nobody knows, so no other drawing has it."""
        self._decided.append(("generator", self._seed))
        return self._rng

    def decided(self) -> tuple[Hashable, ...]:
        """Return what chance has decided so far, in its order."""
        return tuple(self._decided)

    def number(self, low: float, high: float, step: float, *, zero: bool = True) -> float:
        """A round number from low to high in steps; `zero=False` leaves 0 out."""
        count = round((high - low) / step) + 1
        grid = [round(low + i * step, 10) + 0.0 for i in range(count)]  # + 0.0: nobody asks about −0
        return self._keeping(float(self._rng.choice([n for n in grid if zero or n != 0])))

    def whole(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return self._keeping(int(self._rng.integers(low, high + 1)))

    def one_of(self, things: Sequence[T]) -> T:
        """One of several things."""
        return things[self._keeping(int(self._rng.integers(len(things))))]

    def shuffled(self, things: Sequence[T]) -> tuple[T, ...]:
        """Return some things in another order."""
        return tuple(things[i] for i in self._keeping(tuple(map(int, self._rng.permutation(len(things))))))

    def _keeping(self, found: Decision) -> Decision:
        self._decided.append(found)
        return found
