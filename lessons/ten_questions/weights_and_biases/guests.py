"""A table of guests who say whether the sauce has salt enough, and the one neuron that learns to say it for them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine import Tensor
from lessons.kit.inspection import Inspection, expression
from lessons.kit.slopes import Array

COUNT = 24
SALT = (-3.0, 3.0)
"""Grams of salt, more or less than the family recipe has."""


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
        """Guests served from little salt to a lot; each wants about `limit`, give or take `fuss`."""
        rng = np.random.default_rng(seed)
        salt = np.linspace(*SALT, COUNT) + rng.uniform(-0.1, 0.1, COUNT)
        return cls(salt, (salt > limit + fuss * rng.standard_normal(COUNT)).astype(float))

    def loss(self, w: Tensor, b: Tensor) -> Tensor:
        """The mean squared error of neurons with weights and biases of shape (n, 1): shape (n,)."""
        return ((neuron(w, b, self.salt) - self.said) ** 2).mean(axis=1)

    def inspection(self, w: float, b: float) -> Inspection:
        """The loss of one neuron over all guests, for the microscope."""

        def loss(w: Tensor, b: Tensor, salt: Tensor, said: Tensor) -> Tensor:
            z = (w * salt + b).named("z")
            return ((z.sigmoid().named("answer") - said).named("miss") ** 2).mean().named("loss")

        return expression(
            loss,
            {"w": w, "b": b},
            {"salt": self.salt, "said": self.said},
            focus="w",
            title="What the guests make of w and b",
            notes={
                "salt": "grams, a number for each guest",
                "said": "1 for enough, 0 for more",
                "z": "the weighted sums",
            },
        )

    def right(self, w: float, b: float) -> int:
        """How many guests a neuron judges as they judge: above one half means "enough"."""
        return int(np.sum((answers(w, b, self.salt) > 0.5) == (self.said > 0.5)))


def neuron(w: Tensor, b: Tensor, salt: Array) -> Tensor:
    """sigmoid(w·salt + b)."""
    return (w * salt + b).sigmoid()


def answers(w: float, b: float, salt: Array) -> Array:
    """What one neuron says to each amount of salt, shape (n,), between 0 (no) and 1 (enough)."""
    return np.asarray(neuron(Tensor(w), Tensor(b), np.asarray(salt, dtype=float)).value)


def sums(w: float, b: float, salt: Array) -> Array:
    """The weighted sum before the sigmoid, shape (n,)."""
    return np.asarray((Tensor(w) * np.asarray(salt, dtype=float) + b).value)


def tipping_point(w: float, b: float) -> float | None:
    """The salt at which a neuron says one half, found from its sums at 0 g and at 1 g; None where there is none."""
    at_none, at_one = sums(w, b, np.array([0.0, 1.0]))
    rise = float(at_one - at_none)
    return -float(at_none) / rise + 0.0 if abs(rise) > 1e-9 else None
