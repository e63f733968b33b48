"""What an agent's walks came to: where they ended, what they were paid, and where they came by."""

from __future__ import annotations

import numpy as np

from engine.arrays import Array
from lessons.ways_to_learn.reinforcement.agent import Tried
from lessons.ways_to_learn.reinforcement.world import SQUARES

GOAL, PIT, NOWHERE = range(3)
LATELY = 10
"""Updates whose walks say where most of them end."""


class Diary:
    """An agent's updates so far."""

    def __init__(self) -> None:
        self.returns: list[float] = []
        self._lately: list[Tried] = []

    def write(self, tried: Tried) -> None:
        """Take an update down."""
        self.returns.append(float(tried.walks.returns.mean()))
        self._lately = [*self._lately[1 - LATELY :], tried]

    @property
    def updates(self) -> int:
        """How many updates were made."""
        return len(self.returns)

    @property
    def latest(self) -> Tried:
        """The latest update's walks; there must have been one."""
        return self._lately[-1]

    @property
    def recent(self) -> float:
        """The average pay of a walk lately."""
        return float(np.mean(self.returns[-LATELY:]))

    @property
    def visited(self) -> Array:
        """On which squares a move was made lately, shape (25,)."""
        seen = np.zeros(SQUARES, dtype=bool)
        for tried in self._lately:
            seen[tried.walks.squares[tried.walks.going]] = True
        return seen

    def share(self, squares: Array) -> float:
        """Return the share of the late walks that ended on some squares, shape (25,) of True and False."""
        return float(np.mean(squares[np.concatenate([tried.walks.last for tried in self._lately])]))

    def fate(self, ends: Array) -> int:
        """Return where most of the late walks ended, by what squares pay."""
        return int(np.argmax([self.share(ends > 0), self.share(ends < 0), self.share(ends == 0)]))
