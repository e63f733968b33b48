"""What the network is given of a point: its coordinates, their squares, their product, their sines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from engine.arrays import Array

WAVES = 5.0
"""The sine of so many times a coordinate: over a data set of radius 1 it swings as often as sin x over one of 5."""

_OF_A_POINT: Mapping[str, Callable[[Array, float], Array]] = {
    "x1": lambda at, _: at[:, 0],
    "x2": lambda at, _: at[:, 1],
    "x1^2": lambda at, _: at[:, 0] ** 2,
    "x2^2": lambda at, _: at[:, 1] ** 2,
    "x1x2": lambda at, _: at[:, 0] * at[:, 1],
    "sin1": lambda at, waves: np.sin(waves * at[:, 0]),
    "sin2": lambda at, waves: np.sin(waves * at[:, 1]),
}
_OF_A_NUMBER = ("x1", "x1^2", "sin1")
FEATURES = tuple(_OF_A_POINT)
_SHOWN = dict(zip(FEATURES, ("x₁", "x₂", "x₁²", "x₂²", "x₁x₂", "sin {}x₁", "sin {}x₂"), strict=True))
FEATURES_HINT = f"one or more of {', '.join(FEATURES)}, with commas between"


def features_of(wanted: Sequence[str], coordinates: int) -> tuple[str, ...]:
    """Return the features that there are for points of one or two coordinates; the coordinates where none is left."""
    known = _OF_A_NUMBER if coordinates == 1 else FEATURES
    return tuple(name for name in known if name in wanted) or known[:coordinates]


def computed(names: Sequence[str], points: Array, waves: float = WAVES) -> Array:
    """Return features of points, shape (n, features), from their coordinates, (n, 1) or (n, 2).

    Args:
        names: of the features.
        points: the coordinates.
        waves: the sines are of so many times a coordinate.
    """
    return np.stack([_OF_A_POINT[name](points, waves) for name in names], axis=1)


def shown(name: str, waves: float = WAVES) -> str:
    """Return how the screen writes a feature; what is none, a column's name, stays as it is."""
    return _SHOWN.get(name, "").format("" if waves == 1 else f"{waves:g}") or name
