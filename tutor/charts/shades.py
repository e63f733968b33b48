"""Numbers to shades: which of a few levels each value takes, and how a grid of levels becomes cells.

With colour a cell is two square pixels, one above the other; without it is one pixel, shown by how much of it is inked.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lessons.kit.charts import Limits
from tutor.charts.cells import SPACE, Cells
from tutor.charts.palette import PLAIN
from tutor.charts.raster import Floats

Levels = NDArray[np.intp]

UNKNOWN = -1
"""The level of what is not a number."""

RAMP = " ░▒▓█"
ASCII_RAMP = " .:-=+*%#"


def levels(values: Floats, limits: Limits, count: int) -> Levels:
    """The level, 0 to count − 1, of each value between the limits; values beyond take the first or the last."""
    lower, upper = limits
    with np.errstate(over="ignore", invalid="ignore"):
        share = np.clip((values - lower) / (upper - lower), 0, 1)
    known = ~np.isnan(share)
    found = np.full(values.shape, UNKNOWN, np.intp)
    found[known] = np.minimum((share[known] * count).astype(np.intp), count - 1)
    return found


def resampled(values: Floats, width: int, height: int, *, smooth: bool) -> Floats:
    """Values at the centres of width × height pixels spread over the whole grid, row 0 at the top.

    Args:
        values: shape (rows, columns), row 0 at the bottom, the first and last rows and columns on the edges.
        width: pixels across.
        height: pixels down.
        smooth: interpolate between neighbours, or take the nearest.
    """
    rows, columns = values.shape
    across = (np.arange(width) + 0.5) / width * (columns - 1)
    up = (1 - (np.arange(height) + 0.5) / height) * (rows - 1)
    if not smooth:
        nearest: Floats = values[np.rint(up).astype(np.intp)[:, None], np.rint(across).astype(np.intp)]
        return nearest
    left, low = across.astype(np.intp), up.astype(np.intp)
    right, high = np.minimum(left + 1, columns - 1), np.minimum(low + 1, rows - 1)
    east, north = across - left, (up - low)[:, None]
    lower = values[low[:, None], left] * (1 - east) + values[low[:, None], right] * east
    upper = values[high[:, None], left] * (1 - east) + values[high[:, None], right] * east
    blended: Floats = lower * (1 - north) + upper * north
    return blended


def half_blocks(cells: Cells, column: int, row: int, grid: Levels, papers: tuple[int, ...]) -> None:
    """Colour cells with a grid of levels of shape (2 × rows, columns): the upper pixel is ink, the lower is paper."""
    colours = np.array([*papers, PLAIN], np.int32)[grid]
    upper, lower = colours[0::2], colours[1::2]
    here = (slice(row, row + upper.shape[0]), slice(column, column + upper.shape[1]))
    # A block of the terminal's own colour cannot be drawn as ink: there the lower pixel wins.
    split = (upper != lower) & (upper != PLAIN)
    cells.characters[here] = np.where(split, ord("▀"), SPACE)
    cells.ink[here] = np.where(split, upper, PLAIN)
    cells.paper[here] = lower


def ramped(cells: Cells, column: int, row: int, grid: Levels, ramp: str, ink: int = PLAIN) -> None:
    """Fill cells with a grid of levels of shape (rows, columns) as characters of a ramp; '?' where unknown."""
    here = (slice(row, row + grid.shape[0]), slice(column, column + grid.shape[1]))
    cells.characters[here] = np.array([*map(ord, ramp), ord("?")], np.uint32)[grid]
    cells.ink[here] = ink
