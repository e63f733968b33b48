"""The six data sets of the TensorFlow Playground (D. Smilkov and S. Carter, 2016), by its rules and in its coordinates.

Points reach to about ±6 in both directions, where the shapes of `shapes.py` reach to about ±1. But for the spiral and
the two clouds, noise does not move a point: its answer is that of a place nearby, so that the shape stays and answers
near its edge are wrong.
"""

from __future__ import annotations  # so that naming np.random.Generator does not load numpy.random

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from engine.datasets.dataset import Dataset, Split
from engine.datasets.made import Maker, in_turn, made

Answer: TypeAlias = "Callable[[NDArray[np.float64]], NDArray[np.generic]]"
"""Gives the answers at some places: (n, 2) → classes (n,) or values (n, 1)."""

RADIUS = 5.0
"""Of the circle, the spiral and half the side of xor's square."""
PADDING = 0.3
"""How far xor's points keep from both axes."""
SIDE = 6.0
"""Half the side of the square of the plane and the bumps."""
BUMPS = ((-4.0, 2.5, 1), (0.0, 2.5, -1), (4.0, 2.5, 1), (-4.0, -2.5, -1), (0.0, -2.5, 1), (4.0, -2.5, -1))
"""Where each bump has its top, and whether that lies at 1 or at −1."""
SAMPLES, SAMPLES_OF_VALUES = 250, 600
"""Examples to learn from, and as many again for the test: half of what the original draws."""


def wide_circle(seed: int = 0, *, samples: int = SAMPLES, noise: float = 0.0, held_out: int = SAMPLES) -> Dataset:
    """Made data: a disc, and at some distance a ring around it.

    Inputs have shape (n, 2); the ring reaches out to radius 5, and class 1 is what lies within half of that.

    Args:
        seed: A whole number from 0 up.
        samples: How many examples to train on.
        noise: How far away the place lies whose class a point has: at most so much of the radius, in each direction.
        held_out: How many examples for validation, and as many again for the test.

    Raises:
        DatasetError: A number is out of its range.
    """

    def points(count: int, positions: np.random.Generator) -> NDArray[np.float64]:
        within = in_turn(count, 2) == 1
        share, turn = positions.random((count, 2)).T
        distance = RADIUS * np.where(within, 0.5 * share, 0.7 + 0.3 * share)
        return np.asarray(distance[:, np.newaxis] * _at_clock(2.0 * np.pi * turn))

    def inside(at: NDArray[np.float64]) -> NDArray[np.generic]:
        return np.asarray(np.hypot(at[:, 0], at[:, 1]) < 0.5 * RADIUS, dtype=np.int64)

    description = "Points in a disc, and on a ring around it: inside or outside?"
    rule = _answered_nearby(points, inside, noise * RADIUS)
    names = ("outside", "inside")
    return made(
        "wide_circle", description, rule, seed=seed, samples=samples, held_out=held_out, noise=noise, classes=names
    )


def wide_xor(seed: int = 0, *, samples: int = SAMPLES, noise: float = 0.0, held_out: int = SAMPLES) -> Dataset:
    """Made data: the four quarters of a square, a little away from both axes.

    Inputs have shape (n, 2); class 1 where both coordinates have the same sign.

    Arguments and errors are those of `wide_circle`.
    """

    def points(count: int, positions: np.random.Generator) -> NDArray[np.float64]:
        at = positions.uniform(-RADIUS, RADIUS, (count, 2))
        return at + np.where(at > 0, PADDING, -PADDING)

    def alike(at: NDArray[np.float64]) -> NDArray[np.generic]:
        return np.asarray(at[:, 0] * at[:, 1] >= 0, dtype=np.int64)

    description = "Points in the four quarters of a square: have both coordinates the same sign?"
    rule = _answered_nearby(points, alike, noise * RADIUS)
    names = ("different", "same")
    return made(
        "wide_xor", description, rule, seed=seed, samples=samples, held_out=held_out, noise=noise, classes=names
    )


def wide_gauss(seed: int = 0, *, samples: int = SAMPLES, noise: float = 0.0, held_out: int = SAMPLES) -> Dataset:
    """Made data: two round clouds, around (−2, −2) and (2, 2).

    Inputs have shape (n, 2); class 1 is the cloud at (2, 2).

    Arguments and errors are those of `wide_circle`, but for the noise: a cloud's variance in each direction is
    0.5 + 7 · noise.
    """

    def rule(count: int, positions: np.random.Generator, _: np.random.Generator) -> Split:
        clouds = in_turn(count, 2)
        middles = (4.0 * clouds - 2.0)[:, np.newaxis]
        return Split(middles + np.sqrt(0.5 + 7.0 * noise) * positions.standard_normal((count, 2)), clouds)

    description = "Points in two round clouds: which cloud?"
    names = ("lower", "upper")
    return made(
        "wide_gauss", description, rule, seed=seed, samples=samples, held_out=held_out, noise=noise, classes=names
    )


def wide_spiral(seed: int = 0, *, samples: int = SAMPLES, noise: float = 0.0, held_out: int = SAMPLES) -> Dataset:
    """Made data: two arms that wind around each other, one and three quarters times round, out to radius 5.

    Inputs have shape (n, 2); class 1 is the arm that sets out upwards. The original spaces points evenly along an arm;
    here each has a place of its own, so that those for the test lie elsewhere than those to learn from.

    Arguments and errors are those of `wide_circle`, but for the noise: it moves points, by so much in each direction
    at most.
    """

    def rule(count: int, positions: np.random.Generator, shaking: np.random.Generator) -> Split:
        arms = in_turn(count, 2)
        share = positions.random(count)
        angle = 1.75 * 2.0 * np.pi * share + np.pi * (1 - arms)
        points = RADIUS * share[:, np.newaxis] * _at_clock(angle)
        return Split(points + noise * shaking.uniform(-1.0, 1.0, points.shape), arms)

    description = "Points on two spiral arms wound around each other: which arm?"
    names = ("A", "B")
    return made(
        "wide_spiral", description, rule, seed=seed, samples=samples, held_out=held_out, noise=noise, classes=names
    )


def wide_plane(
    seed: int = 0, *, samples: int = SAMPLES_OF_VALUES, noise: float = 0.0, held_out: int = SAMPLES_OF_VALUES
) -> Dataset:
    """Made data: y = (x1 + x2) / 10, over a square of side 12.

    Inputs have shape (n, 2), targets (n, 1).

    Arguments and errors are those of `wide_circle`, but that noise is a share of half the square's side.
    """
    description = "Places in a square, over which a plane rises: how high is it there?"
    return _values("wide_plane", description, _height_of_plane, seed, samples, noise, held_out)


def wide_bumps(
    seed: int = 0, *, samples: int = SAMPLES_OF_VALUES, noise: float = 0.0, held_out: int = SAMPLES_OF_VALUES
) -> Dataset:
    """Made data: three cones up to 1 and three down to −1, each of radius 2, over a square of side 12; 0 elsewhere.

    Inputs have shape (n, 2), targets (n, 1).

    Arguments and errors are those of `wide_plane`.
    """
    description = "Places in a square with three bumps and three hollows: how high is it there?"
    return _values("wide_bumps", description, _height_of_bumps, seed, samples, noise, held_out)


def _height_of_plane(at: NDArray[np.float64]) -> NDArray[np.generic]:
    return np.asarray(at.sum(axis=1, keepdims=True) / 10.0)


def _height_of_bumps(at: NDArray[np.float64]) -> NDArray[np.generic]:
    tops = np.array(BUMPS)
    apart = np.linalg.norm(at[:, np.newaxis] - tops[:, :2], axis=2)
    heights = tops[:, 2] * np.clip(1.0 - apart / 2.0, 0.0, 1.0)
    highest = np.abs(heights).argmax(axis=1)[:, np.newaxis]
    return np.take_along_axis(heights, highest, axis=1)


def _answered_nearby(
    points: Callable[[int, np.random.Generator], NDArray[np.float64]], answer: Answer, reach: float
) -> Maker:
    """Return a rule by which a point has the answer of a place that lies up to `reach` away in each direction."""

    def rule(count: int, positions: np.random.Generator, shaking: np.random.Generator) -> Split:
        at = points(count, positions)
        return Split(at, answer(at + reach * shaking.uniform(-1.0, 1.0, at.shape)))

    return rule


def _values(
    name: str, description: str, height: Answer, seed: int, samples: int, noise: float, held_out: int
) -> Dataset:
    """Draw places in the square, and heights over them."""

    def points(count: int, positions: np.random.Generator) -> NDArray[np.float64]:
        return positions.uniform(-SIDE, SIDE, (count, 2))

    rule = _answered_nearby(points, height, noise * SIDE)
    return made(name, description, rule, seed=seed, samples=samples, held_out=held_out, noise=noise)


def _at_clock(angle: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the points of the unit circle at some angles, clockwise from the top: (n,) in radians → (n, 2)."""
    return np.stack([np.sin(angle), np.cos(angle)], axis=1)
