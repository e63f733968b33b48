"""The ravine: a bowl of two weights that may be steeper across than along, and turned; and five walks down into it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from engine import Tensor
from lessons.how_the_error_flows_back.optimisers.rules import NAMES, Feel, walk
from lessons.kit.inspection import Inspection, expression
from lessons.kit.slopes import Array

PATIENCE = 100
"""Updates after which a walk is given up."""
NEAR = 0.01
"""A walker has arrived once it is below this share of its first height and stays there."""
RATES = np.geomspace(0.003, 30.0, 121)
"""The learning rates among which each rule's best is looked for, each 8 % above the one before."""
START = (-8.0, 1.0)
"""Whereabouts the walks begin: along the ravine and across it, before it is turned."""
_STRAY = (0.5, 0.2)
_BURST = 1e4
"""A height this many times the first is beyond hope."""


@dataclass(frozen=True, eq=False)
class Ravine:
    """The loss ½(along² + steepness·across²), turned.

    Attributes:
        steepness: how many times as sharply it bends across as along; 1 is a round bowl.
        turned: by how many degrees it is turned against the two weights.
        seed: of the place where the walks begin.
    """

    steepness: float
    turned: float
    seed: int

    @cached_property
    def turn(self) -> Array:
        """The rotation, shape (2, 2)."""
        angle = math.radians(self.turned)
        return np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])

    @cached_property
    def curvatures(self) -> Array:
        """How each weight's slope grows with each weight, shape (2, 2)."""
        return np.asarray(self.turn @ np.diag([1.0, self.steepness]) @ self.turn.T)

    @cached_property
    def start(self) -> Array:
        """The place where the walks begin, turned with the ravine, shape (2,)."""
        stray = np.random.default_rng(self.seed).uniform(-1.0, 1.0, 2) * _STRAY
        return np.asarray(self.turn @ (np.array(START) + stray))

    def loss(self, w1: Tensor, w2: Tensor) -> Tensor:
        """Return the height of the ground."""
        (first, both), (_, second) = ((float(each) for each in row) for row in self.curvatures)
        return w1**2 * (first / 2) + w1 * w2 * both + w2**2 * (second / 2)

    def heights(self, places: Array) -> Array:
        """Return the height at each place of shape (…, 2)."""
        with np.errstate(all="ignore"):
            return np.asarray(0.5 * np.sum(places @ self.curvatures * places, axis=-1))

    def feel(self, walkers: int) -> Feel:
        """Return what feels the slopes under a number of walkers, by the engine's backward pass, written once."""
        weights = Tensor(np.zeros(walkers)), Tensor(np.zeros(walkers))
        height = self.loss(*weights).sum()
        height.backward()

        def slopes(_: int, places: Array) -> Array:
            for weight, along in zip(weights, places.T, strict=True):
                weight.value[...] = along
            with np.errstate(all="ignore"):
                height.tape.replay()
            return np.stack([np.asarray(weight.grad) for weight in weights], axis=-1)

        return slopes

    def ring(self, height: float) -> Array:
        """Return the places of that height, once round, shape (2, 81)."""
        round_about = np.linspace(0.0, 2 * np.pi, 81)
        circle = np.stack([np.cos(round_about), np.sin(round_about) / math.sqrt(self.steepness)])
        return np.asarray(math.sqrt(2 * height) * (self.turn @ circle))

    def inspection(self, place: Array, name: str) -> Inspection:
        """Return the ground under somebody, for the microscope."""
        at = {"w1": float(place[0]), "w2": float(place[1])}
        return expression(self.loss, at, focus="w1", title=f"The ravine under {name}")

    def walks(self, name: str, rates: Sequence[float]) -> Array:
        """Return the places of walkers at several rates, first and after each update, shape (updates + 1, rates, 2)."""
        walked = walk(name, rates, self.start, self.feel(len(rates)), PATIENCE)
        return np.array([moment.places for moment in walked])

    def best(self, name: str) -> float:
        """Return the rule's best rate here: the first of `RATES` that arrives in the fewest updates."""
        return float(RATES[int(np.argmin(arrivals(self.heights(self.walks(name, RATES.tolist())))))])

    def bests(self) -> dict[str, float]:
        """Return each rule's best rate."""
        return {name: self.best(name) for name in NAMES}


def arrivals(heights: Array) -> Array:
    """Return after how many updates each walker has arrived for good, infinite if it has not; heights (n, walkers)."""
    away = ~(heights < NEAR * heights[0])
    last = len(heights) - 1 - np.argmax(away[::-1], axis=0)
    never = away[-1]
    return np.where(never, np.inf, np.where(away.any(axis=0), last + 1.0, 0.0))


def burst(heights: Array) -> bool:
    """Return whether a walker's heights, shape (n,), have left all bounds."""
    return not bool(np.all(heights < _BURST * heights[0]))
