"""The ground of this lesson: a dip before a valley, a saddle, and what a walker's feet say anywhere on it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from engine import Tensor
from lessons.kit.inspection import Inspection, expression
from lessons.kit.slopes import Array, loss_and_gradient

Surface = Callable[..., Tensor]

RIM = 1.182
"""The top between the dip and the deep valley of `valleys`, where its slope is 0."""


def valleys(w: Tensor) -> Tensor:
    """Return the height of a wavy bowl, 0.1·w² + 0.2·(1 − cos 3w): the deep valley at 0, a dip at each side."""
    return 0.1 * w**2 + 0.2 * (1 - (3 * w).cos())


def saddle(w: Tensor, v: Tensor) -> Tensor:
    """Return the loss (w·v − 1)² of two weights one behind the other, asked for 1 when 1 comes in; level at (0, 0)."""
    return ((w * v).named("output") - 1).named("miss") ** 2


def feel(loss: Surface, place: Array) -> tuple[float, Array]:
    """Return the height at a place (n,) and the slope along each weight there, (n,)."""
    return loss_and_gradient(loss, place)


def steepness(slopes: Array) -> float:
    """Return the length of a gradient."""
    return float(np.sqrt((slopes**2).sum()))


def inside(loss: Surface, title: str, **place: float) -> Inspection:
    """Return the ground at a place, for the microscope."""
    return expression(loss, place, focus=next(iter(place)), title=title)
