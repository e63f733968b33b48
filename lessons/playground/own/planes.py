"""What a map of somebody's own data is drawn on: its two inputs, or the first two principal components of more."""

from __future__ import annotations

import numpy as np

from engine.arrays import Array
from lessons.kit.charts import Limits
from lessons.playground.examples import MapPlane
from lessons.playground.own.scale import Standards

MARGIN = 0.05
"""Of a map's width, around the outermost examples."""
TOLD = "principal components"


def plane_of_two(scale: Standards, names: tuple[str, str], examples: Array) -> MapPlane:
    """Return the plane of two inputs, in the units of the file.

    Args:
        scale: by which the inputs are standardised.
        names: of the inputs.
        examples: all of them, standardised, (n, 2).
    """
    across, up = scale.back(examples).T
    return MapPlane(
        limits_around(across), limits_around(up), names,
        lambda places: scale.standardised(places), lambda inputs: scale.back(inputs),
    )  # fmt: skip


def plane_of_components(directions: Array, shares: Array, examples: Array) -> MapPlane:
    """Return the plane through the means along which inputs are spread furthest.

    Args:
        directions: the principal components, (inputs, inputs), one a column.
        shares: of the spread along each.
        examples: all of them, standardised, (n, inputs).
    """
    along = directions[:, :2]
    across, up = (examples @ along).T
    first, second = (f"comp. {number} ({share:.0%})" for number, share in enumerate(shares[:2], 1))
    return MapPlane(
        limits_around(across), limits_around(up), (first, second),
        lambda places: places @ along.T, lambda inputs: inputs @ along, TOLD,
    )  # fmt: skip


def principal(examples: Array) -> tuple[Array, Array]:
    """Return the principal components and the share of the spread along each, the largest first.

    They are the singular vectors of the inputs' covariance. A vector may as well point the other way: each is turned so
    that the entry of it that is largest, either way, is positive.

    Args:
        examples: with mean 0, (n, inputs).

    Returns:
        Directions, (inputs, inputs), one a column, and shares, (inputs,), that add to 1, or are all 0 without a spread.
    """
    directions, spreads, _ = np.linalg.svd(examples.T @ examples)
    largest = np.abs(directions).round(9).argmax(axis=0)  # of those that are alike but for rounding, the first
    signs = np.where(directions[largest, np.arange(len(largest))] < 0, -1.0, 1.0)
    total = spreads.sum()
    return directions * signs, spreads / total if total > 0 else np.zeros_like(spreads)


def limits_around(places: Array) -> Limits:
    """Return limits around some places with a margin, also where all are one."""
    low, high = float(places.min()), float(places.max())
    middle, reach = low / 2 + high / 2, (high - low) * (0.5 + MARGIN)
    if reach <= 1e-9 * max(abs(low), abs(high)):
        reach = max(1.0, abs(middle) / 10) if abs(middle) >= 1e-6 or not reach else reach
    return middle - reach, middle + reach
