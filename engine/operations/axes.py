"""Axes in any spelling that NumPy's and PyTorch's users know, as plain numbers from 0."""

import operator
from collections.abc import Sequence
from typing import SupportsIndex

import numpy as np

from engine.arrays import Array

Axis = SupportsIndex | Sequence[SupportsIndex] | None


def plain_axes(axis: Axis, dimensions: int) -> tuple[int, ...]:
    """The axes as a tuple of numbers from 0, in the order in which they were given.

    Args:
        axis: one number or several, negative ones counted from the end; None for every axis. A single number may be
            called axis 0 (or −1) too, as in NumPy and PyTorch; it has none.
        dimensions: how many axes there are.

    Raises:
        AxisError: (an IndexError and a ValueError) for an axis that does not exist.
        ValueError: if one is repeated.
        TypeError: if one is no whole number.
    """
    if axis is None:
        return tuple(range(dimensions))
    chosen = tuple(operator.index(each) for each in np.atleast_1d(np.asarray(axis, dtype=object)))
    plain = np.lib.array_utils.normalize_axis_tuple(chosen, max(dimensions, 1))
    return tuple(plain) if dimensions else ()


def shape_without(a: Array, axes: tuple[int, ...]) -> tuple[int, ...]:
    """The shape of `a` without these axes."""
    return tuple(size for each, size in enumerate(a.shape) if each not in axes)


def shape_with_ones(a: Array, axes: tuple[int, ...]) -> tuple[int, ...]:
    """The shape of `a` with these axes at length 1."""
    return tuple(1 if each in axes else size for each, size in enumerate(a.shape))
