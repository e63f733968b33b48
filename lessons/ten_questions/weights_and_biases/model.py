"""The neurons: one that learns what a table of guests says of the salt, and one that meets a single example."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine import Tensor
from lessons.kit.computation import Computation
from lessons.kit.inspection import Inspection
from lessons.kit.slopes import Array

COUNT = 24
SALT = (-3.0, 3.0)
"""Grams of salt, more or less than the family recipe has."""
WEIGHT = 0.7
"""Any weight will do where the bias is chosen so that the neuron answers as asked."""


@dataclass(frozen=True, eq=False)
class Guests:
    """Who was served how much salt, and what they said.

    Attributes:
        salt: grams more than usual, shape (COUNT,).
        said: 1 for "salt enough", 0 for "more, please", shape (COUNT,).
    """

    salt: Array
    said: Array

    @classmethod
    def invited(cls, limit: float, fuss: float, seed: int) -> Guests:
        """Return guests served from little salt to a lot; each wants about `limit`, give or take `fuss`."""
        rng = np.random.default_rng(seed)
        salt = np.linspace(*SALT, COUNT) + rng.uniform(-0.1, 0.1, COUNT)
        return cls(salt, (salt > limit + fuss * rng.standard_normal(COUNT)).astype(float))

    def loss(self, w: Tensor, b: Tensor) -> Tensor:
        """Return the mean squared error of neurons with weights and biases of shape (n, 1): shape (n,)."""
        return _squared_misses(w, b, Tensor(self.salt), Tensor(self.said)).mean(axis=1)

    def inspection(self, w: float, b: float) -> Inspection:
        """Return the loss of one neuron over all guests, for the microscope."""
        one = Computation(
            lambda *numbers: _squared_misses(*numbers).mean().named("loss"),
            {"w": w, "b": b},
            {"salt": self.salt, "said": self.said},
        )
        notes = {"salt": "grams, a number for each guest", "said": "1 for enough, 0 for more", "z": "the weighted sums"}
        return one.inspect("w", title="What the guests make of w and b", notes=notes)

    def right(self, w: float, b: float) -> int:
        """Return how many guests a neuron judges as they judge: above one half means "enough"."""
        return int(np.sum((answers(w, b, self.salt) > 0.5) == (self.said > 0.5)))


def _squared_misses(w: Tensor, b: Tensor, salt: Tensor, said: Tensor) -> Tensor:
    z = (w * salt + b).named("z")
    return (z.sigmoid().named("answer") - said).named("miss") ** 2


def answers(w: float, b: float, salt: Array) -> Array:
    """Return what one neuron says to each amount of salt, shape (n,), between 0 (no) and 1 (enough)."""
    return np.asarray(Tensor(sums(w, b, salt)).sigmoid().value)


def sums(w: float, b: float, salt: Array) -> Array:
    """Return the weighted sum before the sigmoid, shape (n,)."""
    return np.asarray((Tensor(w) * np.asarray(salt, dtype=float) + b).value)


def tipping_point(w: float, b: float) -> float | None:
    """Return the salt at which a neuron says one half, from its sums at 0 g and at 1 g; None where there is none."""
    at_none, at_one = sums(w, b, np.array([0.0, 1.0]))
    rise = float(at_one - at_none)
    return -float(at_none) / rise + 0.0 if abs(rise) > 1e-9 else None


def weighted(weights: Sequence[float], bias: float, inputs: Sequence[float]) -> float:
    """Return input times weight, added up, plus the bias, by the engine."""
    return ((Tensor([list(inputs)]) @ Tensor([[weight] for weight in weights])).sum() + bias).item()


def blamed(a: float, y: float, x: float, *, squashed: bool, share: float = 1.0) -> Computation:
    """Return share·(answer − y)² for the neuron, with a sigmoid or without, whose bias makes it answer `a` to `x`."""

    def loss(w: Tensor, b: Tensor, x: Tensor, y: Tensor) -> Tensor:
        z = (w * x + b).named("z")
        return share * ((z.sigmoid() if squashed else z).named("a") - y).named("miss") ** 2

    bias = (math.log(a / (1 - a)) if squashed else a) - WEIGHT * x
    return Computation(loss, {"w": WEIGHT, "b": bias}, {"x": x, "y": y})


def one_miss(w: float, b: float, x: float, y: float) -> Computation:
    """Return the squared miss of a neuron without a sigmoid on one example, its sum called z."""

    def loss(w: Tensor, b: Tensor, x: Tensor, y: Tensor) -> Tensor:
        return ((w * x + b).named("z") - y).named("miss") ** 2

    return Computation(loss, {"w": w, "b": b}, {"x": x, "y": y})
