"""The blindfolded walk: feel the slope, step against it, and notice level ground or a walk that has gone wrong."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from lessons.kit.slopes import Array
from lessons.ten_questions.gradient.model import SOUTH_NORTH, WEST_EAST, Landscape

PATIENCE = 80
"""Updates after which the hiker goes home."""
LEVEL = 0.05
"""A slope below this feels like level ground."""
COMPASS = ("east", "north-east", "north", "north-west", "west", "south-west", "south", "south-east")


@dataclass(frozen=True, eq=False)
class Footing:
    """The hiker's place after some updates, and what the feet report.

    Attributes:
        update: updates made so far.
        place: the two weights, shape (2,).
        loss: the height of the ground.
        gradient: the two slopes, shape (2,); it points uphill.
    """

    update: int
    place: Array
    loss: float
    gradient: Array

    @property
    def slope(self) -> float:
        """How steep the ground is in its steepest direction: the length of the gradient."""
        return math.hypot(*self.gradient)

    @property
    def downhill(self) -> str:
        """The point of the compass to which the ground falls most steeply."""
        return compass(-self.gradient)

    @property
    def level(self) -> bool:
        """Whether the feet can no longer tell up from down."""
        return self.slope < LEVEL

    @property
    def off_the_map(self) -> bool:
        """Whether the hiker has left the map."""
        return not (WEST_EAST[0] <= self.place[0] <= WEST_EAST[1] and SOUTH_NORTH[0] <= self.place[1] <= SOUTH_NORTH[1])

    @property
    def lost(self) -> bool:
        """Whether the hiker is so far off the map that the walk tells nobody anything any more."""
        middle = np.array([sum(WEST_EAST), sum(SOUTH_NORTH)]) / 2
        reach = WEST_EAST[1] - WEST_EAST[0]
        return not math.isfinite(self.loss) or not bool(np.all(np.abs(self.place - middle) < reach))

    @property
    def over(self) -> bool:
        """Whether the walk ends here."""
        return self.level or self.lost or self.update == PATIENCE


def walk(landscape: Landscape, start: Sequence[float] | Array, rate: float) -> Iterator[Footing]:
    """Plain gradient descent, a footing per update, until the ground is level, the hiker lost or out of patience."""
    place = np.array(start, dtype=float)
    for update in itertools.count():
        footing = Footing(update, place, *landscape.feel(place))
        yield footing
        if footing.over:
            return
        place = place - rate * footing.gradient


def compass(direction: Array) -> str:
    """The nearest of eight points of the compass; the first weight grows to the east, the second to the north."""
    eighths = round(math.atan2(direction[1], direction[0]) / (math.pi / 4))
    return COMPASS[eighths % 8]
