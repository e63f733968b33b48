"""Points in the plane, to be told apart by the shape that each class makes; all lie around (0, 0)."""

from __future__ import annotations  # so that naming np.random.Generator does not load numpy.random

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from engine.datasets.dataset import Dataset, DatasetError, Split
from engine.datasets.made import in_turn, made

Outline: TypeAlias = "Callable[[NDArray[np.int64], np.random.Generator], NDArray[np.float64]]"
"""Places rows of known class: (classes (n,), positions) → points (n, features), still without noise."""

TWO = ("A", "B")


def xor(seed: int = 0, *, samples: int = 200, noise: float = 0.2, held_out: int = 100) -> Dataset:
    """Made data: "one or the other, but not both", around the corners of a square.

    Inputs have shape (n, 2); −1 stands for no and 1 for yes. Class 1 where just one of the two is a yes.
    With noise 0 every point is a corner, so `samples=4, noise=0` is the truth table itself.

    Args:
        seed: A whole number from 0 up.
        samples: How many examples to train on.
        noise: Standard deviation of each coordinate.
        held_out: How many examples for validation, and as many again for the test.

    Raises:
        DatasetError: A number is out of its range.
    """

    def outline(classes: NDArray[np.int64], _: np.random.Generator) -> NDArray[np.float64]:
        first = in_turn(len(classes), 4) // 2  # the corners in turn: no no, no yes, yes yes, yes no
        return 2.0 * np.stack([first, first ^ classes], axis=1) - 1.0

    description = "Points around four corners: is just one of the two a yes?"
    return _shape("xor", description, outline, ("same", "different"), seed, samples, noise, held_out)


def moons(seed: int = 0, *, samples: int = 200, noise: float = 0.1, held_out: int = 100) -> Dataset:
    """Made data: two half circles of radius 1, each reaching into the other.

    Inputs have shape (n, 2); class 0 is the upper moon.

    Arguments and errors are those of `xor`.
    """

    def outline(classes: NDArray[np.int64], positions: np.random.Generator) -> NDArray[np.float64]:
        side = 1.0 - 2.0 * classes  # 1 for the upper moon, −1 for the lower
        upper = _on_circle(np.pi * positions.random(len(classes))) - (0.5, 0.25)
        return side[:, np.newaxis] * upper

    description = "Points in two crescents that reach into each other: which crescent?"
    return _shape("moons", description, outline, TWO, seed, samples, noise, held_out)


def circles(seed: int = 0, *, samples: int = 200, noise: float = 0.1, held_out: int = 100) -> Dataset:
    """Made data: a circle of radius 0.5 inside one of radius 1.

    Inputs have shape (n, 2); class 0 is the inner circle.

    Arguments and errors are those of `xor`.
    """

    def outline(classes: NDArray[np.int64], positions: np.random.Generator) -> NDArray[np.float64]:
        radius = 0.5 + 0.5 * classes
        return radius[:, np.newaxis] * _on_circle(2.0 * np.pi * positions.random(len(classes)))

    description = "Points on two rings, one inside the other: which ring?"
    return _shape("circles", description, outline, ("inner", "outer"), seed, samples, noise, held_out)


def spiral(
    seed: int = 0,
    *,
    samples: int = 300,
    noise: float = 0.03,
    held_out: int = 150,
    classes: int = 2,
    turns: float = 1.0,
) -> Dataset:
    """Made data: arms that wind around each other from the middle out to radius 1.

    Inputs have shape (n, 2); class 0 is the arm that sets out to the right.

    `classes` is the number of arms, 2 to 26; `turns` is how often each goes round. The other arguments and
    the errors are those of `xor`.
    """

    def outline(arms: NDArray[np.int64], positions: np.random.Generator) -> NDArray[np.float64]:
        radius = np.sqrt(positions.uniform(0.01, 1.0, len(arms)))  # the root spreads points along the arm
        angle = 2.0 * np.pi * (turns * radius + arms / classes)
        return radius[:, np.newaxis] * _on_circle(angle)

    description = "Points on spiral arms wound around each other: which arm?"
    return _shape("spiral", description, outline, _letters(classes), seed, samples, noise, held_out)


def blobs(
    seed: int = 0,
    *,
    samples: int = 200,
    noise: float = 0.4,
    held_out: int = 100,
    classes: int = 3,
    features: int = 2,
) -> Dataset:
    """Made data: round clouds, their centres evenly spaced on a circle (or on a line) around 0.

    Inputs have shape (n, features). In the plane the centres have distance 1.5 from (0, 0) and class 0 lies
    to the left; on a line they go from −1.5 (class 0) to 1.5.

    `classes` is the number of clouds, 2 to 26; `features` is 2 for the plane or 1 for a line. The other
    arguments and the errors are those of `xor`.
    """
    if features not in (1, 2):
        raise DatasetError(f"blobs lie on a line or in the plane: features is 1 or 2, not {features!r}.")

    def outline(clouds: NDArray[np.int64], _: np.random.Generator) -> NDArray[np.float64]:
        if features == 1:
            return np.linspace(-1.5, 1.5, classes)[clouds, np.newaxis]
        return 1.5 * _on_circle(np.pi + 2.0 * np.pi * clouds / classes)

    description = "Points in round clouds: which cloud?"
    return _shape("blobs", description, outline, _letters(classes), seed, samples, noise, held_out)


def _shape(
    name: str,
    description: str,
    outline: Outline,
    classes: tuple[str, ...],
    seed: int,
    samples: int,
    noise: float,
    held_out: int,
) -> Dataset:
    """Draw points of each class in turn on an outline, and shake them."""

    def rule(count: int, positions: np.random.Generator, shaking: np.random.Generator) -> Split:
        targets = in_turn(count, len(classes))
        points = outline(targets, positions)
        return Split(points + noise * shaking.standard_normal(points.shape), targets)

    return made(
        name,
        description,
        rule,
        seed=seed,
        samples=samples,
        held_out=held_out,
        noise=noise,
        classes=classes,
    )


def _on_circle(angle: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the points of the unit circle at some angles: (n,) in radians → (n, 2)."""
    return np.stack([np.cos(angle), np.sin(angle)], axis=1)


def _letters(classes: int) -> tuple[str, ...]:
    """Name the classes A, B, C and so on."""
    if classes not in range(2, 27):
        raise DatasetError(f"classes is a whole number from 2 to 26, such as 3; got {classes!r}.")
    return tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[:classes])
