"""A tensor that is a picture, such as a scanned digit, drawn in shades or written in figures instead of a norm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from engine.arrays import Array

SHADES = " ░▒▓█"
"""From no ink to most of it; each pixel is two cells wide, which is about as wide as a row is high."""


def in_shades(numbers: Array, shape: tuple[int, int]) -> list[str]:
    """Return a picture's rows in shades, the darkest for its largest number; negative numbers are no ink."""
    return ["".join(2 * SHADES[each] for each in row).rstrip() for row in _levels(numbers, shape, len(SHADES) - 1)]


def in_digits(numbers: Array, shape: tuple[int, int]) -> list[str]:
    """Return a picture's rows as figures from 0 (no ink) to 9 (the largest number), for reading without a picture."""
    return ["".join(map(str, row)) for row in _levels(numbers, shape, 9)]


def _levels(numbers: Array, shape: tuple[int, int], most: int) -> list[list[int]]:
    ink = np.clip(np.nan_to_num(numbers), 0.0, None)
    levels = np.rint(most * ink / (ink.max() or 1.0)).astype(int).reshape(shape)
    return [[int(each) for each in row] for row in levels]
