"""The dart thrower: seven wobbles of the hand, two ways of counting a miss, and an aim that descends under each."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine import Tensor
from lessons.kit.differences import central_difference
from lessons.kit.inspection import Inspection, expression
from lessons.kit.slopes import Array

RULES = ("squared", "plain")
"""The cost of a miss: its distance squared, or just its distance. All pairs of numbers below come in this order."""
PAIRS = 3
DARTS = 2 * PAIRS + 1
FIRST_AIM = -2.0
"""Where everybody aims at first: well left of the bullseye, which is at 0."""
PATIENCE = 60
"""Updates after which the pub closes."""
LEVEL = 0.01
"""A slope below this counts as the bottom of the bowl."""
LOST = 30.0


@dataclass(frozen=True, eq=False)
class Aiming:
    """Two throwers' aims after some updates, one for each rule.

    Attributes:
        update: updates made so far.
        aims: how far right of the bullseye each aims, shape (2,).
        losses: the loss there by the thrower's own rule, shape (2,).
        slopes: how fast that loss grows as the aim moves right, shape (2,).
    """

    update: int
    aims: Array
    losses: Array
    slopes: Array

    @property
    def level(self) -> NDArray[np.bool_]:
        """Which of the two can tell left from right no longer, shape (2,)."""
        return np.abs(self.slopes) < LEVEL

    @property
    def lost(self) -> bool:
        """Whether a dart has left the building."""
        return not bool(np.all(np.abs(self.aims) < LOST))

    @property
    def over(self) -> bool:
        """Whether the training ends here."""
        return self.lost or self.update == PATIENCE or bool(self.level.all())


@dataclass(frozen=True, eq=False)
class Thrower:
    """A hand that wobbles the same way every time.

    Attributes:
        wobbles: where each dart lands, seen from where it was aimed: right and up, shape (DARTS, 2). The last slips.
    """

    wobbles: Array

    @classmethod
    def of(cls, wobble: float, slip: float, seed: int) -> Thrower:
        """Six steady darts, wobbling as much to the left as to the right, and one that slips to the right."""
        rng = np.random.default_rng(seed)
        sizes = rng.uniform([0.3, 0.6], [1.2, 1.1], size=(PAIRS, 2)) * rng.choice([-1.0, 1.0], size=(PAIRS, 2))
        slipped = [slip, wobble * rng.choice([-0.8, 0.8])]
        return cls(np.vstack([wobble * np.dstack([sizes, -sizes]).swapaxes(1, 2).reshape(-1, 2), [slipped]]))

    def distances(self, aims: Tensor, darts: int = DARTS) -> tuple[Tensor, Tensor]:
        """Return each of the first few darts' cost by each rule, for aims of shape (n, 1): two of shape (n, darts)."""
        right, up = (
            Tensor(each, name, constant=True)
            for each, name in zip(self.wobbles[:darts].T, ("right", "up"), strict=True)
        )
        squared = (((aims + right).named("aside") ** 2).named("aside²") + (up**2).named("up²")).named("distance²")
        return squared, squared.sqrt().named("distance")

    def bowl(self, aims: Array, darts: int = DARTS) -> Array:
        """The loss by each rule for every aim, shape (2, n): the mean cost of the first few darts."""
        return np.array([cost.mean(axis=1).value for cost in self.distances(Tensor(aims[:, None]), darts)])

    def inspection(self, aims: Array, rule: str) -> Inspection:
        """The mean cost of all darts by one rule, at that thrower's aim, for the microscope."""
        index, title = RULES.index(rule), f"What {DARTS} darts cost, {rule}, thrown at this aim"
        at = {"aim": float(aims[index])}
        return expression(lambda aim: self.distances(aim)[index].mean(), at, focus="aim", title=title)

    def feel(self, aims: Array) -> tuple[Array, Array]:
        """The two losses, each at its own aim, and their slopes, both of shape (2,), from one backward pass."""
        places = Tensor(np.asarray(aims, dtype=float)[:, None])
        squared, plain = self.distances(places)
        losses = squared[0].mean() + plain[1].mean()
        losses.backward()
        heights = np.array([squared.value[0].mean(), plain.value[1].mean()])
        return heights, np.array(places.grad)[:, 0]

    def improve(self, rate: float) -> Iterator[Aiming]:
        """Gradient descent on the aim, once by each rule, until both are at the bottom, lost or out of patience."""
        aims = np.full(2, FIRST_AIM)
        for update in itertools.count():
            aiming = Aiming(update, aims, *self.feel(aims))
            yield aiming
            if aiming.over:
                return
            aims = aims - rate * aiming.slopes

    def bottoms(self) -> Array:
        """The best aim by each rule, shape (2,): where the slope changes its sign, found by halving."""
        places = Tensor(np.zeros((2, 1)))
        squared, plain = self.distances(places)
        losses = squared[0].mean() + plain[1].mean()
        losses.backward()
        low, high = np.full((2, 1), -6.0), np.full((2, 1), 6.0)
        for _ in range(24):
            places.value = (low + high) / 2
            losses.tape.replay()
            rising = places.grad > 0
            low, high = np.where(rising, low, places.value), np.where(rising, places.value, high)
        return np.array(low + high)[:, 0] / 2.0

    def edge(self) -> float:
        """The rate above which one of the two cannot settle: 2 / the sharper bend at the bottom."""

        def slope(rule: int) -> Callable[[Array], float]:
            return lambda aims: float(self.feel(aims)[1][rule])

        bottoms = self.bottoms()
        return 2.0 / max(central_difference(slope(rule), bottoms, rule) for rule in range(2))
